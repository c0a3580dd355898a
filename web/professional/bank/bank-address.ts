/** Addresses of the bank, and what its list shows as the address bar says it. */
import type { z } from 'zod'
import { searchBank } from '#api/bank.ts'
import { addresses } from '../shell/navigation.ts'

export const newItemAddress = `${addresses.bank}/nyt`

/** Parts of one question, each with a page. */
export const parts = ['question', 'translate', 'comments', 'history'] as const
export type Part = (typeof parts)[number]

const partAddresses = { question: '', translate: '/oversaettelse', comments: '/kommentarer', history: '/historik' } as const

/** The part an address ends in; the question itself where it ends in none. */
export function partAt(ending: string | undefined): Part {
  return parts.find((part) => partAddresses[part] === `/${ending}`) ?? 'question'
}

export function itemAddress(code: string, part: Part = 'question'): string {
  return `${addresses.bank}/spoergsmaal/${code}${partAddresses[part]}`
}

export type BankChoice = z.output<typeof searchBank.query>

export const facetNames = ['theme', 'respondent', 'grade', 'state', 'kind', 'core', 'untranslated', 'whose'] as const

/** The choice in an address; what cannot be chosen is passed over. */
export function readBankChoice(search: string): BankChoice {
  const said = Object.fromEntries(new URLSearchParams(search))
  const read = searchBank.query.safeParse(said)
  return read.success ? read.data : { q: (said['q'] ?? '').slice(0, 100) }
}

/** The address of a choice, with nothing in it that lets everything through. */
export function bankAddress(choice: Partial<BankChoice>): string {
  const said = (['q', ...facetNames] as const).flatMap((name) => {
    const value = choice[name]
    return value === undefined || value === '' ? [] : [`${name}=${encodeURIComponent(value)}`]
  })
  return addresses.bank + (said.length === 0 ? '' : `?${said.join('&')}`)
}

/** What goes to the server: nothing that is undefined, for it would be written out. */
export function bankQuery(choice: BankChoice): BankChoice {
  return Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined && value !== '')) as BankChoice
}
