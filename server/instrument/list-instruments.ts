import { listInstruments } from '#api/instrument.ts'
import { findSuggestedInstrument } from '#database/instrument-pack.ts'
import { askedItems, type Instrument, mayBeBegun, scored } from '#domain/instrument/instrument.ts'
import { isAvailable, isFor, standingOf, textsToBegin } from '#domain/instrument/text.ts'
import { respondentLanguages } from '#domain/text/text.ts'
import { handle } from '../http/handle.ts'
import { limitsOf } from './limits.ts'
import { knownInstruments, type StoredPack, storedPacks } from './loaded-packs.ts'

export const answerListInstruments = handle(listInstruments, async ({ tx, today }) => {
  const [packs, suggested] = await Promise.all([storedPacks(tx), findSuggestedInstrument(tx)])
  const instruments = [...knownInstruments().values()].map((instrument) => {
    const own = packs.filter(({ row }) => row.instrument === instrument.code)
    const loaded = own.flatMap((one) => packOf(one, tx.municipalityId, today))
    const texts = textsToBegin(
      own.flatMap(({ held }) => held ?? []),
      // Whoever looks after the instruments for all sees what any municipality may use.
      tx.municipalityId === 0 ? anybody(own) : tx.municipalityId,
      today,
    )
    return {
      ...outlineOf(instrument),
      state: stateOf(loaded),
      versions: instrument.versions.map((version) => ({
        code: version.code,
        informant: version.informant,
        ages: { from: version.ages.from, to: version.ages.to, in: version.ages.in ?? ('years' as const) },
        recall: version.recall,
        languages: respondentLanguages.filter((language) =>
          isAvailable(
            instrument,
            texts.filter((text) => text.language === language),
            version.code,
          ),
        ),
      })),
      packs: loaded,
      limits: [...limitsOf(instrument.code)],
    }
  })
  return { instruments, suggested: suggested ?? null }
})

/** A municipality that the packs are for, where nobody's in particular is asked about. */
function anybody(packs: readonly StoredPack[]): number {
  return packs.flatMap(({ held }) => (held?.isSound === true ? held.pack.licence.municipalities : []))[0] ?? 0
}

function packOf({ row, held }: StoredPack, municipalityId: number, today: string) {
  if (row.state !== 'loaded' || !held) return []
  const { pack, isSound } = held
  if (isSound && municipalityId !== 0 && !isFor(pack, municipalityId)) return []
  const { standing, daysLeft } = isSound ? standingOf(pack, today) : { standing: 'valid' as const, daysLeft: null }
  return [
    {
      language: row.language,
      versions: [...row.versions],
      state: isSound ? (standing === 'valid' ? ('ready' as const) : standing) : ('altered' as const),
      expiresOn: row.expiresOn,
      daysLeft,
      // Of a pack that was altered nothing is believed.
      holder: isSound ? pack.licence.holder : '',
      number: isSound ? pack.licence.number : null,
      licensedTo: isSound ? pack.licence.licensedTo : '',
      notice: isSound ? pack.licence.notice : '',
    },
  ]
}

type PackState = ReturnType<typeof packOf>[number]['state']

/** The best there is, but altered words are said whatever else there is. */
function stateOf(packs: readonly { readonly state: PackState }[]): PackState | 'missing' {
  const order = ['altered', 'expiring', 'ready', 'not-yet-valid', 'expired'] as const
  return order.find((state) => packs.some((one) => one.state === state)) ?? 'missing'
}

function outlineOf(instrument: Instrument) {
  const { code, edition, name, isValidated, licence, mayBeAskedIn, bandSystems, versions } = instrument
  return {
    code,
    edition,
    name,
    isValidated,
    licence,
    mayBeAskedIn: mayBeBegun(instrument) ? [...mayBeAskedIn] : [],
    measures: scored(instrument).map((one) => one.name),
    items: Math.max(...versions.map((version) => askedItems(instrument, version).length)),
    norms: bandSystems.map(({ name: bands, norm, tables }) => ({
      bands,
      norm: norm.name,
      country: norm.country,
      verified: tables.filter(({ verified }) => verified).length,
      tables: tables.length,
      sources: [...new Set(tables.map(({ source }) => source))],
    })),
  }
}
