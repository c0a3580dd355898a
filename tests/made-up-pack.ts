/** Packs of words made of nothing but the item's number, for tests of what licensed packs do. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { findImpactForm, findVersion, type Instrument, type InstrumentText } from '#domain/instrument/instrument.ts'
import { type Pack, sealed, type Sum } from '#domain/instrument/pack.ts'
import { itemOrder, itemsOf } from '#domain/instrument/questionnaire-of.ts'

export const sha256: Sum = (text) => createHash('sha256').update(text, 'utf8').digest('hex')

/** An instrument as it stands in content/. */
export function instrumentNamed(code: string): Instrument {
  return JSON.parse(readFileSync(new URL(`../content/instruments/${code}/instrument.json`, import.meta.url), 'utf8'))
}

/** Invented words for a version of any instrument. */
export function madeUpText(instrument: Instrument, versionCode: string, language: InstrumentText['language'] = 'da'): InstrumentText {
  const version = findVersion(instrument, versionCode)
  if (!version) throw new Error(`${instrument.code} has no version ${versionCode}`)
  const numbered = (code: string, count: number) => Array.from({ length: count }, (_, at) => `Svar ${at} til ${code}`)
  return {
    format: 1,
    instrument: instrument.code,
    version: versionCode,
    language,
    title: `Opfundne ord (${language})`,
    intro: 'Opfundne ord.',
    why: 'Opfundne ord.',
    themes: { items: 'Opfundne ord', ...(findImpactForm(instrument, version) ? { impact: 'Opfundne ord' } : {}) },
    options: numbered('alle', 2),
    items: Object.fromEntries(
      itemsOf(instrument, version).map(({ code, options }) => [
        code,
        { question: `Opfundet spørgsmål ${code} (${language})?`, options: numbered(code, options.length) },
      ]),
    ),
  }
}

/** A sealed pack of made-up words; what `changes` names is otherwise, and sealed with it. */
export function madeUpPack(instrument: Instrument, versions: readonly string[], changes: Partial<Omit<Pack, 'checksum'>> = {}): Pack {
  const language = changes.language ?? 'da'
  return sealed(
    {
      format: 1,
      instrument: instrument.code,
      edition: instrument.edition,
      language,
      texts: versions.map((version) => madeUpText(instrument, version, language)),
      order: Object.fromEntries(
        versions.map((code) => {
          const version = findVersion(instrument, code)
          return [code, version ? itemOrder(instrument, version) : []]
        }),
      ),
      licence: {
        holder: 'Opfundet forlag',
        number: 'L-1',
        licensedTo: 'Lillekøbing Kommune',
        installations: [],
        municipalities: [],
        notice: '© Opfundet forlag',
      },
      issuedOn: '2026-11-01',
      validFrom: '2026-11-01',
      expiresOn: '2027-10-31',
      ...changes,
    },
    sha256,
  )
}
