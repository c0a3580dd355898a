/** Where one child is opened: why, and which of the child's responses. */
import { purposes } from '#api/health.ts'
import { addresses } from '../shell/navigation.ts'

export type Purpose = (typeof purposes)[number]

export type Opening = { readonly purpose?: Purpose; readonly response?: string | undefined }

/** Without a purpose it is asked for first. */
export function childAddress(pupilId: string, { purpose, response }: Opening = {}): string {
  const search = new URLSearchParams([...(purpose ? [['formaal', purpose]] : []), ...(response ? [['svar', response]] : [])]).toString()
  return `${addresses.children}/${pupilId}${search === '' ? '' : `?${search}`}`
}

/** What an address says; a purpose that nobody knows is none. */
export function readOpening(search: string): Opening {
  const said = new URLSearchParams(search)
  const purpose = purposes.find((known) => known === said.get('formaal'))
  const response = said.get('svar')
  return { ...(purpose ? { purpose } : {}), ...(response ? { response } : {}) }
}
