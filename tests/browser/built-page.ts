/** Builds one of the web outputs into a directory of its own and serves it on loopback under the product's content policy. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const kinds: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

const policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

export type BuiltPage = AsyncDisposable & { readonly origin: string }

/** `mode` as in `vite.config.ts`. What was built is deleted with the server. */
export async function serveBuilt(mode: 'gallery' | 'gallery-preact' | 'respondent'): Promise<BuiltPage> {
  const directory = await mkdtemp(join(tmpdir(), 'bul-built-'))
  await build({
    configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
    mode,
    logLevel: 'error',
    build: { outDir: directory },
  })

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://loopback')
    const file = join(directory, normalize(/^\/(svar)?$/.test(pathname) ? '/index.html' : pathname.replace(/^\/svar\//, '/')))
    const body = await readFile(file).catch(() => null)
    response.writeHead(body ? 200 : 404, {
      'content-type': kinds[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': policy,
      // As the product says of the answering page's worker.
      ...(pathname === '/svar/worker.js' && { 'service-worker-allowed': '/svar' }),
    })
    response.end(body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      await rm(directory, { recursive: true, force: true })
    },
  }
}
