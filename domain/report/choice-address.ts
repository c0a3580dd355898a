/** A report is a link: what it shows stands in the address of its page. */
import type { ReportChoice } from './reading.ts'
import type { UnitKey } from '../organisation/unit.ts'

const usual = { split: 'none', compare: 'none', content: 'all', themes: '' } as const

/** The address of a choice: what is usual is left out. */
export function writeChoice({ unit, ...rest }: ReportChoice & { readonly unit: UnitKey }): string {
  const said = (Object.keys(usual) as (keyof typeof usual)[]).filter((name) => rest[name] !== usual[name])
  return written([['unit', unit], ...said.map((name) => [name, rest[name]] as const)])
}

/** The same of trends, where nothing and `none` are what is usual. */
export function writeTrendChoice(choice: Readonly<Record<string, string>>): string {
  return written(Object.entries(choice).filter(([, value]) => value !== '' && value !== 'none'))
}

/** `:` and `,` stay readable. */
function written(parts: readonly (readonly [string, string])[]): string {
  return `?${parts.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%3A', ':').replaceAll('%2C', ',')}`).join('&')}`
}
