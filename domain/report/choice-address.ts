/** A report is a link: what it shows stands in the address of its page. */
import type { ReportChoice } from './reading.ts'
import type { UnitKey } from '../organisation/unit.ts'

const usual = { split: 'none', compare: 'none', content: 'all', themes: '' } as const

/** The address of a choice: what is usual is left out, and `:` and `,` stay readable. */
export function writeChoice({ unit, ...rest }: ReportChoice & { readonly unit: UnitKey }): string {
  const said = (Object.keys(usual) as (keyof typeof usual)[]).filter((name) => rest[name] !== usual[name])
  const parts = [['unit', unit] as const, ...said.map((name) => [name, rest[name]] as const)]
  return `?${parts.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%3A', ':').replaceAll('%2C', ',')}`).join('&')}`
}
