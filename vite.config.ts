/**
 * The only build in the house. One configuration, three outputs, chosen by mode:
 *
 *   vite build --mode respondent     → dist/respondent     served under /svar/ (and /om/…)
 *   vite build --mode professional   → dist/professional   served under /
 *   vite build --mode gallery        → dist/gallery        every component, for axe and screenshots
 *
 * `gallery-preact` is the gallery as a child's browser runs it. Vite 8's own compiler does the JSX: the
 * framework plug-ins of Preact and React pull in two generations of Babel that exclude each other.
 */
import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin, transformWithOxc } from 'vite'

const house = fileURLToPath(new URL('.', import.meta.url))

const outputs = {
  respondent: { root: 'web/respondent', base: '/svar/', isPreact: true },
  professional: { root: 'web/professional', base: '/', isPreact: false },
  gallery: { root: 'web/design/gallery', base: './', isPreact: false },
  'gallery-preact': { root: 'web/design/gallery', base: './', isPreact: true },
} as const

/**
 * What the components import as React, answered by Preact itself. Its own stand-in for all of React weighs 1.3 kB
 * more, for things the house doesn't use. Of what React does otherwise only one thing matters here: a text field
 * tells of every key, not only when it is left.
 */
const reactByPreact: Plugin = {
  name: 'react-by-preact',
  enforce: 'pre',
  resolveId: (id) => (/^react(-dom\/client|\/jsx-runtime)?$/.test(id) ? `\0${id}` : undefined),
  load(id) {
    if (!id.startsWith('\0react')) return undefined
    if (id === '\0react') return `export { createElement } from 'preact'\nexport * from 'preact/hooks'`
    if (id === '\0react/jsx-runtime')
      return `import { createElement, Fragment } from 'preact'
      export { Fragment }
      export const jsx = (type, props, key) => createElement(type, { ...props, key })
      export { jsx as jsxs }`
    return `import { options, render } from 'preact'
      const before = options.vnode
      options.vnode = (vnode) => {
        const { type, props } = vnode
        if (props.onChange && (type === 'textarea' || (type === 'input' && !/^(checkbox|radio|file)$/.test(props.type)))) {
          props.onInput = props.onChange
          props.onChange = null
        }
        before?.(vnode)
      }
      export const createRoot = (place) => ({ render: (what) => render(what, place) })`
  },
}

/** School tablets live long: iPads from 2015 stop at iOS 15. */
const oldest = ['chrome87', 'edge88', 'firefox91', 'safari15']

/**
 * Preloading what a fetched part needs pays on the professional side, with its many routes. The answering page
 * has one stylesheet and parts that need nothing else, so the helper is a plain call there: 1 kB less.
 */
const withoutPreloading: Plugin = {
  name: 'without-preloading',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : undefined),
}

/** The answering page carries the drawings that it or a component names, not those of the professional side and of what only that uses. */
const withoutOtherDrawings: Plugin = {
  name: 'without-other-drawings',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/icon/icon.tsx')) return undefined
    const files = globSync(['web/respondent/{*,*/*}.tsx', 'web/design/*/*.tsx'], { cwd: house })
      .filter((file) => !/icon\.tsx$|\.examples\.tsx$|\/(chart|file-drop)\//.test(file))
      .map((file) => readFileSync(join(house, file), 'utf8'))
      .join()
    return code.replace(/^ {2}(\w+):\s+'[^']*',\n/gm, (drawing, name) => (new RegExp(`['"]${name}['"]`).test(files) ? drawing : ''))
  },
}

/** React Aria brings some thirty languages; the house speaks two of them, and the others weigh 15 kB. */
const withoutOtherLanguages: Plugin = {
  name: 'without-other-languages',
  enforce: 'pre',
  load: (id) =>
    /\/react-(aria|stately)\b.*\/intl\/.*\b[a-z]{2}-[A-Z]{2}\.mjs$/.test(id) && !/(da-DK|en-US)\.mjs$/.test(id)
      ? 'export default {}'
      : undefined,
}

/**
 * The answering page's worker, told what this very build is made of. All that the road may need, but for the letters of other
 * scripts, which come when they are read; the public page is no part of the road.
 */
const offlineWorker: Plugin = {
  name: 'offline-worker',
  apply: 'build',
  enforce: 'post',
  async generateBundle(_options, bundle) {
    const source = join(house, 'web/respondent/worker/worker.ts')
    const { code } = await transformWithOxc(readFileSync(source, 'utf8'), source)
    const entry = Object.values(bundle).find((part) => part.type === 'chunk' && part.isEntry)
    const road = new Set<string>()
    const walk = (name: string): void => {
      const part = bundle[name]
      if (part?.type !== 'chunk' || road.has(name) || part.facadeModuleId?.endsWith('/public-page.tsx')) return
      road.add(name)
      for (const next of [...part.imports, ...part.dynamicImports]) walk(next)
    }
    walk(entry?.fileName ?? '')
    const other = Object.keys(bundle).filter((name) => /\.(css|svg)$|-latin-.*\.woff2$/.test(name))
    const parts = [...road, ...other].map((name) => `/svar/${name}`)
    const version = createHash('sha256')
      .update(JSON.stringify([parts, code]))
      .digest('hex')
      .slice(0, 16)
    const told = `const parts = ${JSON.stringify(parts)}\nconst version = '${version}'\n`
    this.emitFile({ type: 'asset', fileName: 'worker.js', source: told + code })
  },
}

/** Beside each text its compressed forms, made once here instead of at every request. */
const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  writeBundle({ dir = '' }, bundle) {
    for (const [name, part] of Object.entries(bundle)) {
      if (!/\.(js|css|svg)$/.test(name)) continue
      const bytes = Buffer.from(part.type === 'chunk' ? part.code : part.source)
      writeFileSync(join(dir, `${name}.gz`), gzipSync(bytes, { level: 9 }))
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(bytes))
    }
  },
}

export default defineConfig(({ command, mode }) => {
  const output = outputs[mode as keyof typeof outputs] ?? outputs.professional
  return {
    root: house + output.root,
    base: output.base,
    publicDir: 'public',
    plugins: output.isPreact
      ? [reactByPreact, withoutPreloading, ...(mode === 'respondent' ? [withoutOtherDrawings, offlineWorker] : []), compressed]
      : [withoutOtherLanguages, compressed],
    // The same whatever NODE_ENV says, so that what is measured is what is shipped. React's development form asks for everything twice, and
    // a child that is opened once would stand twice in the log.
    oxc: { jsx: { runtime: 'automatic', development: false } },
    define: command === 'build' ? { 'process.env.NODE_ENV': JSON.stringify('production') } : {},
    css: { transformer: 'lightningcss' },
    server: { fs: { allow: [house] }, proxy: { '/api': 'http://127.0.0.1:8080' } },
    build: {
      outDir: `${house}dist/${mode}`,
      emptyOutDir: true,
      target: oldest,
      cssTarget: oldest,
      // The answering page is one stylesheet, so that no part of it waits for another.
      cssCodeSplit: !output.isPreact,
      modulePreload: { polyfill: false },
      // Schemas are told not to compile themselves in the very part that makes them, before any other part makes one.
      rolldownOptions: output.isPreact
        ? {}
        : { output: { codeSplitting: { groups: [{ name: 'schemas', test: /node_modules\/zod\/|schemas-without-eval/ }] } } },
      // Nothing is folded into the page as data: the content security policy would refuse it.
      assetsInlineLimit: 0,
      manifest: true,
      reportCompressedSize: false,
    },
  }
})
