/** docs/instruments.md: what is here of each instrument, read from its files. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Ages, Instrument } from '#domain/instrument/instrument.ts'

const folder = new URL('../content/instruments/', import.meta.url)

const terms: Readonly<Record<Instrument['licence']['text'], string>> = {
  free: 'free',
  afterConfirmation: 'after confirmation in writing',
  licensed: 'licensed pack',
  own: 'our own',
}

function ages({ from, to, in: unit }: Ages): string {
  return `${from}${to >= 99 ? '+' : `-${to}`}${unit === 'months' ? ' months' : ''}`
}

function versions({ versions: all }: Instrument): string {
  const followUp = all.some(({ code }) => code.endsWith('-followup')) ? '; each also as a follow-up form' : ''
  return (
    all
      .filter(({ code }) => !code.endsWith('-followup'))
      .map((one) => `\`${one.code}\` (${one.informant}, ${ages(one.ages)})`)
      .join(', ') + followUp
  )
}

/** Each rule or norm set with how much of it a person has held against its publication. */
function norms({ bandSystems, converted }: Instrument): string {
  const state = (tables: readonly { readonly verified: boolean }[]) => {
    const held = tables.filter(({ verified }) => verified).length
    if (tables.length === 0) return 'place without numbers'
    return held === tables.length ? 'verified' : held === 0 ? 'not verified' : `${held} of ${tables.length} tables verified`
  }
  const all = [
    ...bandSystems.map(({ code, norm, tables }) => `\`${code}\` (${norm.name.en}): ${state(tables)}`),
    ...converted.map(({ code, tables }) => `\`${code}\`, conversion: ${state(tables)}`),
  ]
  return all.length === 0 ? 'none' : all.join('; ')
}

export function instrumentTable(): string {
  const instruments = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }): Instrument => JSON.parse(readFileSync(new URL(`${name}/instrument.json`, folder), 'utf8')))
  const rows = instruments.map((one) => {
    const cells = [
      `[${one.name.en}](../content/instruments/${one.code}/README.md)`,
      versions(one),
      terms[one.licence.text],
      one.mayBeAskedIn.join(', '),
      one.alerts.length === 0 ? '' : one.alerts.map(({ code }) => code).join(', '),
      norms(one),
    ]
    return `| ${cells.join(' | ')} |`
  })
  return `# Instruments

Written by \`node scripts/write-openapi.ts\` from \`content/instruments\`; a test compares. No words of an instrument are here: "text"
says on what terms an installation may load them. "Verified" is what somebody has held against the named source; the rest must be,
before it is used about a child ([decision 44](decisions/0044-which-instruments-and-what-is-verified.md)).

| instrument | versions | text | asked in | alerts | rules and norms |
|---|---|---|---|---|---|
${rows.join('\n')}

Not instruments, reckoned beside them: BMI and iso-BMI (IOTF 2012), the SDQ's multi-informant algorithm, and its added value for groups:
[references](../content/references/README.md).
`
}
