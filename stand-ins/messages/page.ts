/** What has been caught, as a page for people: the newest first. */
import type { Caught } from './caught.ts'

const kinds = { mail: 'E-mail', sms: 'SMS', post: 'Digital Post' } as const

export function page(caught: readonly Caught[]): string {
  return `<!DOCTYPE html>
<html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Posthuset (en efterligning)</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; margin: 0; color: #23213a; background: #f1f0f6; }
  header { background: #b3122a; color: #fff; padding: 0.5rem 1rem; }
  main { max-width: 44rem; margin: 0 auto; padding: 1rem; }
  article { background: #fff; border: 1px solid #d5d3e2; border-radius: 0.5rem; padding: 1rem; margin: 1rem 0; overflow-wrap: anywhere; }
  h2 { font-size: 1.1rem; margin: 0; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0.5rem 0; }
  dt { color: #5b5870; } dd { margin: 0; }
  pre { white-space: pre-wrap; font: inherit; margin: 0; }
</style></head>
<body><header>En efterligning: ingen får disse beskeder. Alle mennesker er opfundne.</header>
<main><h1>Posthuset</h1><p>${caught.length === 0 ? 'Der er ikke kommet noget endnu.' : `${caught.length} beskeder, de nyeste først.`}</p>
${caught.toReversed().map(article).join('\n')}
</main></body></html>`
}

function article({ kind, to, from, title, text }: Caught): string {
  return `<article><h2>${kinds[kind]}${title === '' ? '' : `: ${escaped(title)}`}</h2>
<dl><dt>Til</dt><dd>${escaped(to)}</dd><dt>Fra</dt><dd>${escaped(from)}</dd></dl>
<pre>${escaped(text)}</pre></article>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
