/**
 * The answering page without a line: this page's own parts, and what is asked. It sees only what is fetched, never what is sent:
 * answers, codes and anything that is not published go by it untouched, and nothing it keeps says who answered what.
 *
 * A page ends with the version it began with, so a new worker waits until the last page of the old one is gone, and only then
 * takes away what the old one kept.
 */
const worker = self as unknown as ServiceWorkerGlobalScope

/** What the build puts above: the shell's script first, and a name for just these. */
declare const parts: readonly string[]
declare const version: string

const shell = '/svar'
const prefix = 'svar-parts-'
const own = prefix + version
/** As `asked-cache.ts` calls it: what goes with the visit. */
const asked = 'svar-asked'

/** A page that takes longer than this to come is taken from here. */
const patienceMs = 4000

worker.addEventListener('install', (event) => event.waitUntil(fetchParts()))
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()))
worker.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== location.origin) return
  if (mode === 'navigate') event.respondWith(page(event.request))
  else if (/^\/svar\/assets\/|^\/api\/v1\/(published|recordings)\//.test(pathname)) event.respondWith(part(event.request, pathname))
})

/** One by one, so that a save never waits behind them; what has come stays for the next try. */
async function fetchParts(): Promise<void> {
  const cache = await caches.open(own)
  const page = await fetch(shell, { cache: 'no-cache' })
  if (!page.ok || !(await page.clone().text()).includes(parts[0] ?? '')) throw new Error('the page is of another version')
  await cache.put(shell, page)
  for (const address of parts) if (!(await cache.match(address))) await cache.add(new Request(address, { priority: 'low' }))
}

async function takeOver(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(prefix) && name !== own) await caches.delete(name)
  await worker.clients.claim()
}

/** The newest page there is; without a line, or a server behind it, this one. */
async function page(request: Request): Promise<Response> {
  const kept = () => caches.match(shell, { cacheName: own })
  const late = new Promise<undefined>((tell) => setTimeout(tell, patienceMs))
  const fetched = fetch(request).catch(() => undefined)
  const first = await Promise.race([fetched, late])
  if (first && first.status < 500) return first
  return (await kept()) ?? (await fetched) ?? Response.error()
}

/** From here where it is here. Letters of another script are kept once somebody has read them, a voice once it has been heard. */
async function part(request: Request, pathname: string): Promise<Response> {
  const found = await caches.match(request)
  if (found) return found
  const fetched = await fetch(request)
  const keptIn = pathname.endsWith('.woff2') ? own : pathname.startsWith('/api/v1/recordings/') ? asked : undefined
  if (fetched.ok && keptIn) await (await caches.open(keptIn)).put(request, fetched.clone())
  return fetched
}
