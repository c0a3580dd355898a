/**
 * A licensed pack: the words of an instrument in one language, from whoever owns them, on terms and for a time.
 *
 * A pack says how it is to be asked (every item, in this order, with these answers) and carries a sum over all of that,
 * so that what reaches a child is what the owner wrote. The sum tells of accidents and of somebody's well-meant
 * correction; it is no signature, and whoever wants to deceive can reckon it anew (decision 0045).
 */
import type { RespondentLanguage } from '../text/text.ts'
import type { Instrument, InstrumentText } from './instrument.ts'
import { findVersion } from './instrument.ts'
import { itemOrder, type TextFault, textFaults } from './questionnaire-of.ts'

export type Pack = {
  /** Number of this JSON format, not of the content. */
  readonly format: 1
  readonly instrument: string
  /** Of the instrument's structure that the words were fitted to: "1.0". Its first number changes when items or answers do. */
  readonly edition: string
  readonly language: RespondentLanguage
  /** One for each version; an instrument may have more versions than a pack has. */
  readonly texts: readonly InstrumentText[]
  /** For each version the codes of all it asks, in the order they are shown. */
  readonly order: Readonly<Record<string, readonly string[]>>
  readonly licence: Licence
  /** The day it was made. A newer pack takes the place of an older one. */
  readonly issuedOn: string
  /** The first day it may be used. */
  readonly validFrom: string
  /** The last day something new may begin with it; null where the terms set no end. */
  readonly expiresOn: string | null
  /** Read aloud by somebody, item by item. The sound itself stands beside the pack or in it, and is held to its sum. */
  readonly recordings?: readonly Recording[]
  /** SHA-256 in hexadecimal over `canonicalForm`. */
  readonly checksum: string
}

export type Licence = {
  /** Who owns the words. */
  readonly holder: string
  /** As the holder counts them; null where the terms give none. */
  readonly number: string | null
  /** Who may use them. */
  readonly licensedTo: string
  /** The addresses of the installations it is for ("https://boernungeliv.example"); empty means any of the licensee's. */
  readonly installations: readonly string[]
  /** Codes of the municipalities that may use it; empty means all in the installation. */
  readonly municipalities: readonly number[]
  /** The line that must be shown where the words are. */
  readonly notice: string
}

/** A recording of one item's words. */
export type Recording = {
  readonly version: string
  readonly item: string
  readonly mediaType: string
  /** SHA-256 of the sound, in hexadecimal. */
  readonly sha256: string
  /** The name of a file beside the pack … */
  readonly file?: string
  /** … or the sound itself, base64. Not in the pack's own sum, which has the sound's. */
  readonly data?: string
}

export type PackFault = {
  readonly fault:
    | TextFault['fault']
    | 'altered'
    | 'unknown-instrument'
    | 'unknown-edition'
    | 'unknown-version'
    | 'version-twice'
    | 'other-language'
    | 'order-missing'
    | 'order-without-words'
    | 'order-changed'
    | 'ends-before-it-begins'
    | 'recording-of-unknown-item'
    | 'not-for-this-installation'
    | 'not-yet-valid'
    | 'expired'
  /** The version, item, language, day or address it is about. */
  readonly at: string
}

/** SHA-256 in hexadecimal of a text in UTF-8. */
export type Sum = (text: string) => string

/**
 * Everything but the sum itself, as one text: members sorted by name, nothing between them (as RFC 8785 has it). The
 * sound of recordings is left out, for each has a sum of its own.
 */
export function canonicalForm({ checksum: _, recordings, ...rest }: Pack): string {
  return canonical(recordings === undefined ? rest : { ...rest, recordings: recordings.map(({ data: __, ...recording }) => recording) })
}

/** One text for the same members, in whatever order they stand. Members that are undefined are gone. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return `{${members
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
    .join(',')}}`
}

/** The pack with its sum, whatever stood there before. */
export function sealed(pack: Omit<Pack, 'checksum'>, sum: Sum): Pack {
  return { ...pack, checksum: sum(canonicalForm({ ...pack, checksum: '' })) }
}

/** Whether the words are no longer those that were sealed. */
export function isAltered(pack: Pack, sum: Sum): boolean {
  return sum(canonicalForm(pack)) !== pack.checksum
}

/**
 * What is wrong with a pack in itself and beside the instrument it names, whatever the day: empty when its words may be
 * asked. A pack that was altered is judged no further, for nobody knows what it said.
 */
export function packFaults(pack: Pack, instruments: ReadonlyMap<string, Instrument>, sum: Sum): readonly PackFault[] {
  if (isAltered(pack, sum)) return [{ fault: 'altered', at: pack.checksum }]
  const instrument = instruments.get(pack.instrument)
  if (!instrument) return [{ fault: 'unknown-instrument', at: pack.instrument }]
  const faults: PackFault[] = []
  const find = (fault: PackFault['fault'], at: string, isWrong: boolean) => isWrong && faults.push({ fault, at })
  find('unknown-edition', pack.edition, structureOf(pack.edition) !== structureOf(instrument.edition))
  find('ends-before-it-begins', pack.expiresOn ?? '', pack.expiresOn !== null && pack.expiresOn < pack.validFrom)
  const versions = pack.texts.map(({ version }) => version)
  for (const at of new Set(versions.filter((code, place) => versions.indexOf(code) < place))) find('version-twice', at, true)
  for (const at of Object.keys(pack.order)) find('order-without-words', at, !versions.includes(at))
  for (const text of pack.texts) faults.push(...faultsOfText(pack, instrument, text))
  for (const { version, item } of pack.recordings ?? [])
    find('recording-of-unknown-item', `${version} ${item}`, !pack.order[version]?.includes(item))
  return faults
}

function faultsOfText(pack: Pack, instrument: Instrument, text: InstrumentText): readonly PackFault[] {
  const version = findVersion(instrument, text.version)
  if (!version) return [{ fault: 'unknown-version', at: text.version }]
  const shown = Object.hasOwn(pack.order, version.code) ? pack.order[version.code] : undefined
  const due = itemOrder(instrument, version)
  const isInOrder = shown?.length === due.length && due.every((code, place) => shown[place] === code)
  return [
    ...(text.language === pack.language ? [] : [{ fault: 'other-language', at: `${version.code} ${text.language}` } as const]),
    ...textFaults(instrument, version, text).map(({ fault, at }) => ({ fault, at: `${version.code} ${at}` })),
    ...(shown === undefined ? [{ fault: 'order-missing', at: version.code } as const] : []),
    ...(shown !== undefined && !isInOrder ? [{ fault: 'order-changed', at: version.code } as const] : []),
  ]
}

/** An edition's first number: what is asked. What follows is how it is scored, which a pack has no part in. */
function structureOf(edition: string): string {
  return edition.split('.')[0] ?? ''
}

/** What keeps a faultless pack out of this installation on that day. `origin` is the installation's address. */
export function admissionFaults({ licence, validFrom, expiresOn }: Pack, origin: string, today: string): readonly PackFault[] {
  return [
    ...(licence.installations.length === 0 || licence.installations.includes(origin)
      ? []
      : [{ fault: 'not-for-this-installation', at: licence.installations.join(' ') } as const]),
    ...(today < validFrom ? [{ fault: 'not-yet-valid', at: validFrom } as const] : []),
    ...(expiresOn !== null && today > expiresOn ? [{ fault: 'expired', at: expiresOn } as const] : []),
  ]
}

/** How long before its last day a pack is said to be running out. */
export const daysOfWarning = 60
