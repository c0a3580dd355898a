/** What the answering page weighs, and what it must never carry. Builds it, writes nothing. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Rollup } from 'vite'

const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url))

let parts: readonly (Rollup.OutputChunk | Rollup.OutputAsset)[] = []
let modules: readonly string[] = []

before(async () => {
  const built = (await build({ configFile, mode: 'respondent', logLevel: 'error', build: { write: false } })) as Rollup.RollupOutput
  parts = built.output
  modules = parts.flatMap((part) => (part.type === 'chunk' ? Object.keys(part.modules) : []))
})

const text = (part: Rollup.OutputChunk | Rollup.OutputAsset) => (part.type === 'chunk' ? part.code : String(part.source))
const gzip = (part: Rollup.OutputChunk | Rollup.OutputAsset) => gzipSync(text(part), { level: 9 }).length
const scripts = () => parts.filter((part) => part.type === 'chunk')
const first = () => scripts().filter((part) => part.isEntry || part.fileName.startsWith('entry'))
const page = () => text(parts.find((part) => part.fileName.endsWith('.html')) ?? assert.fail('no page was built'))

test('the first load is at most 25 kB of script and 12 kB of style, compressed', () => {
  const [entry, ...others] = first()
  assert.ok(entry && others.length === 0, 'one script')
  assert.deepEqual(entry.imports, [], 'which needs no other to start')
  const styles = parts.filter((part) => part.fileName.endsWith('.css'))
  assert.equal(styles.length, 1)
  const weight = { script: gzip(entry), style: styles.reduce((sum, part) => sum + gzip(part), 0) }
  assert.ok(weight.script <= 25_000, `script: ${weight.script} bytes`)
  assert.ok(weight.style <= 12_000, `style: ${weight.style} bytes`)
})

test('the first load is at most eight requests, entering included', () => {
  const linked = [...page().matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address)
  const fonts = faces().filter(({ range }) => range === undefined)
  assert.equal(fonts.length, 2)
  const requests = new Set(['/svar', ...linked, ...fonts.map(({ file }) => file), '/api/v1/responses/enter'])
  assert.ok(requests.size <= 8, [...requests].join(' '))
})

test('fonts for other scripts are fetched only for letters of theirs', () => {
  const others = faces().flatMap(({ file, range }) => (range === undefined ? [] : [{ file, range }]))
  assert.deepEqual(
    others.map(({ file }) => /(arabic|cyrillic)-[46]00/.exec(file)?.[0]),
    ['arabic-400', 'arabic-600', 'cyrillic-400', 'cyrillic-600'],
  )
  assert.equal(parts.filter((part) => part.fileName.endsWith('.woff2')).length, 6)
  // Latin letters, and the dashes, quotation marks and spaces that Danish and English are set with.
  const common = 'Æblegrød på Ærø, “så” – ‑ … ›«»’ 5 € 0-9'
  for (const { file, range } of others)
    assert.deepEqual(
      [...common].filter((letter) => isIn(range, letter)),
      [],
      file,
    )
  for (const [script, letter] of [
    ['arabic', 'ع'],
    ['cyrillic', 'ї'],
  ] as const)
    assert.equal(others.filter(({ file, range }) => file.includes(script) && isIn(range, letter)).length, 2)
})

/** Each @font-face with a file, and the letters it is for; undefined is all. */
function faces(): readonly { readonly file: string; readonly range: string | undefined }[] {
  const styles = parts.filter((part) => part.fileName.endsWith('.css')).map(text)
  return [...styles.join('').matchAll(/@font-face\s*\{[^}]*\}/g)].flatMap(([face]) => {
    const file = /url\(["']?([^"')]+\.woff2)/.exec(face)?.[1]
    return file === undefined ? [] : [{ file, range: /unicode-range:([^;}]*)/.exec(face)?.[1] }]
  })
}

function isIn(range: string, letter: string): boolean {
  const point = letter.codePointAt(0) ?? 0
  return range.split(',').some((part) => {
    const [first = '', last = first] = part.trim().replace(/^u\+/i, '').split('-')
    return point >= Number.parseInt(first.replaceAll('?', '0'), 16) && point <= Number.parseInt(last.replaceAll('?', 'f'), 16)
  })
}

test('no schema, no server and nothing of the professional side travels along', () => {
  assert.deepEqual(
    modules.filter((id) =>
      /node_modules\/(zod|react|react-dom|react-aria[^/]*)\/|\/(server|database|lillekoebing|stand-ins)\/|\/web\/professional\/|-schema\.ts/.test(
        id,
      ),
    ),
    [],
  )
})

test('only the part that keeps answers writes on the machine, and nothing else than parcels and what is asked', () => {
  const keeping = /localStorage|sessionStorage|indexedDB|document\.cookie|\bcaches\b|serviceWorker/g
  const found = scripts().flatMap((part) => {
    const names = [...new Set(text(part).match(keeping) ?? [])].toSorted()
    return names.length > 0 ? [`${part.name}: ${names.join(' ')}`] : []
  })
  // The first page only looks whether a place for parcels is there; asking makes none (`nothing-left.test.ts`).
  assert.deepEqual(found, ['index: indexedDB', 'keeping: caches indexedDB serviceWorker'])
})

test('the worker is told of every part of the road and none of the public page, and never sees what is sent', () => {
  const worker = parts.find(({ fileName }) => fileName === 'worker.js') ?? assert.fail('no worker was built')
  const told: readonly string[] = JSON.parse(/^const parts = (.*)$/m.exec(text(worker))?.[1] ?? '[]')
  assert.equal(told[0], `/svar/${first()[0]?.fileName}`)
  const expected = parts
    .map(({ fileName }) => fileName)
    .filter((name) => /^assets\//.test(name) && !/public-page|about\.(en|ar|uk)|-(arabic|cyrillic)-/.test(name))
  assert.deepEqual(told.toSorted(), expected.map((name) => `/svar/${name}`).toSorted())
  assert.match(text(worker), /method !== "GET"/)
  assert.ok(gzip(worker) < 2500, 'small')
})

test('nothing is fetched from anywhere else', () => {
  const elsewhere = parts
    .filter((part) => /\.(js|css|html)$/.test(part.fileName))
    .flatMap((part) => [...text(part).matchAll(/https?:\/\/[^\s"'`)]+/g)].map(([address]) => address))
    .filter((address) => !/^http:\/\/www\.w3\.org\//.test(address))
  assert.deepEqual(elsewhere, [])
})

test('the page has no script or style of its own, so the content policy can refuse them all', () => {
  assert.doesNotMatch(page(), /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=/)
  assert.deepEqual(
    scripts()
      .filter((part) => /\beval\(|new Function\(|dangerouslySetInnerHTML\s*:/.test(text(part)))
      .map(({ fileName }) => fileName),
    [],
  )
})
