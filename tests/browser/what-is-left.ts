/** Looks for words in everything a browser keeps of our pages: what a page can reach, what lies on the disk. */
import type { Page } from 'playwright-core'
import { filesUnder } from '../files-under.ts'

/** A word as it may be written: as it is, or somewhere within something that is kept in base64. */
function waysToWrite(word: string): readonly string[] {
  const bytes = Buffer.from(word)
  const within = [0, 1, 2].map((before) => {
    // Only the signs that no neighbour has a part in.
    const written = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=*$/, '')
    return written.slice(before === 0 ? 0 : before + 1, Math.floor(((before + bytes.length) * 8) / 6))
  })
  return [word, ...within.filter((written) => written.length > 7)]
}

/** Where one of the words is found, of what the page in front and its origin hold: storages, caches, cookies, history, the page itself. */
export async function foundInPage(page: Page, words: readonly string[]): Promise<readonly string[]> {
  const held: Readonly<Record<string, string>> = await page.evaluate(async () => {
    const databases: string[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done, fail) => {
        const asked = indexedDB.open(name)
        asked.onsuccess = () => done(asked.result)
        asked.onerror = () => fail(asked.error)
      })
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store).getAll()
        databases.push(await new Promise((done) => (all.onsuccess = () => done(JSON.stringify([name, store, all.result])))))
      }
      database.close()
    }
    const cached: string[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) cached.push(name, request.url, (await (await cache.match(request))?.text()) ?? '')
    }
    const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].map(
      (field) => `${field.value} ${'checked' in field && field.checked ? 'checked' : ''}`,
    )
    return {
      localStorage: JSON.stringify({ ...localStorage }),
      sessionStorage: JSON.stringify({ ...sessionStorage }),
      indexedDB: databases.join('\n'),
      caches: cached.join('\n'),
      cookies: document.cookie,
      history: JSON.stringify([history.state, location.href, document.referrer, window.name]),
      requests: performance
        .getEntries()
        .map(({ name }) => name)
        .join('\n'),
      page: document.documentElement.outerHTML + fields.join('\n'),
    }
  })
  const cookies = JSON.stringify(await page.context().cookies())
  return Object.entries({ ...held, 'cookies a page cannot read': cookies }).flatMap(([place, text]) =>
    words.filter((word) => waysToWrite(word).some((written) => text.includes(written))).map((word) => `${word}: ${place}`),
  )
}

/** Where one of the words is found in the files of a browser's profile, written as one byte a letter or as two. */
export function foundOnDisk(directory: string, words: readonly string[]): readonly string[] {
  const wanted = words.flatMap((word) =>
    waysToWrite(word).flatMap((written) =>
      (['utf8', 'utf16le'] as const).map((encoding) => ({ word, bytes: Buffer.from(written, encoding) })),
    ),
  )
  return [...filesUnder(directory)].flatMap(([path, content]) =>
    wanted.filter(({ bytes }) => content.includes(bytes)).map(({ word }) => `${word}: ${path.slice(directory.length)}`),
  )
}
