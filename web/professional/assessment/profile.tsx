/** The profile of one round: a lane for each who has answered, and the same as a table. */
import type { Agreement } from '#domain/instrument/agreement.ts'
import { askedItems, type BandSystem, findVersion, type Instrument } from '#domain/instrument/instrument.ts'
import { rangeOf } from '#domain/instrument/range.ts'
import type { ProfileBand } from '#domain/report/chart/profile-chart.ts'
import { shapeNames } from '#domain/report/chart/shape.ts'
import type { AssessmentView } from '#api/assessment.ts'
import { ProfileChart, type ProfileLane } from '../../design/profile-chart/profile-chart.tsx'
import { type Column, Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { type Answered, readingOrder, tableOf } from './case-facts.ts'
import { useInformantName } from './names.ts'
import styles from './assessment.module.css'

type ProfileProps = {
  readonly view: AssessmentView
  readonly system: BandSystem
  readonly answered: readonly Answered[]
  readonly agreements: readonly Agreement[]
}

export function Profile({ view, system, answered, agreements }: ProfileProps) {
  const { t, language, list } = useWords()
  const tables = tablesOf(view.definition, system, answered)
  const nameOf = useInformantName()
  const wordsOf = useScoreWords(view.definition, system)
  const agreed = useAgreedWords()
  const order = readingOrder(view.definition, system)
  const found = (code: string) => agreements.find(({ score }) => score === code)
  const lanes = (code: string): readonly ProfileLane[] =>
    answered.map((one, place) => laneOf(view.definition, system, one, code, place, nameOf(one.informant), wordsOf(one, code)))
  return (
    <ProfileChart
      bandsLabel={t('assessment.result.system')}
      bands={system.bands.map(({ name }, place) => ({ name: name[language], weight: weightOf(place, system.bands.length) }))}
      rows={order.map(({ code, name, high }) => ({
        key: code,
        label: name[language],
        note: system.bands.length === 0 ? '' : agreed(found(code), high),
        lanes: lanes(code),
      }))}
      showTable={t('assessment.result.showTable')}
      showChart={t('assessment.result.showChart')}
      table={<Figures view={view} system={system} answered={answered} agreements={agreements} />}
    >
      {t(system.bands.length > 0 ? 'assessment.result.profile.note' : 'assessment.result.profile.note.plain', {
        system: system.name[language],
        instrument: view.instrument.name[language],
        edition: view.instrument.edition,
      })}{' '}
      {system.bands.length > 0 && t('assessment.result.norm', { norm: system.norm.name[language] })}{' '}
      {!view.instrument.isValidated && t('assessment.result.invented')}
      {view.instrument.isValidated && tables.length > 0 && (
        <>
          {t('assessment.result.sources', { sources: list([...new Set(tables.map(({ source }) => source.replace(/\.$/, '')))]) })}{' '}
          {tables.some(({ verified }) => !verified) && <strong>{t('assessment.result.unverified')}</strong>}
        </>
      )}
    </ProfileChart>
  )
}

/** The tables that the shown bands were read in. */
function tablesOf(instrument: Instrument, system: BandSystem, answered: readonly Answered[]): readonly BandSystem['tables'][number][] {
  return readingOrder(instrument, system).flatMap(({ code }) => answered.flatMap((one) => tableOf(system, one, code) ?? []))
}

/** How many items the form of somebody has, marks that only add to a score apart. */
function itemsOf(instrument: Instrument, code: string): number {
  const version = findVersion(instrument, code)
  const added = new Set(instrument.scales.flatMap(({ adds = [] }) => adds))
  return version === undefined ? 0 : askedItems(instrument, version).filter((item) => !added.has(item)).length
}

function Figures({ view, system, answered, agreements }: ProfileProps) {
  const { t, language } = useWords()
  const nameOf = useInformantName()
  const wordsOf = useScoreWords(view.definition, system)
  const agreed = useAgreedWords()
  const found = (code: string) => agreements.find(({ score }) => score === code)
  type Line = { readonly key: string; readonly label: string; readonly cell: (one: Answered) => string; readonly together: string }
  const lines: readonly Line[] = [
    ...readingOrder(view.definition, system).map(({ code, name, high }) => ({
      key: code,
      label: name[language],
      cell: (one: Answered) => wordsOf(one, code),
      together: system.bands.length === 0 ? '' : agreed(found(code), high),
    })),
    {
      key: 'answered',
      label: t('assessment.result.answered'),
      cell: ({ score }: Answered) =>
        t('assessment.result.answered.of', { answered: score.answered, items: itemsOf(view.definition, score.version) }),
      together: '',
    },
  ]
  const columns: readonly Column<Line>[] = [
    { key: 'area', heading: t('assessment.result.column.area'), isName: true, cell: ({ label }) => label },
    ...answered.map((one) => ({ key: one.informant.id, heading: nameOf(one.informant), cell: ({ cell }: Line) => cell(one) })),
    { key: 'agree', heading: t('assessment.result.column.agree'), cell: ({ together }) => together },
  ]
  return (
    <div className={styles.figures}>
      <Table caption={t('assessment.result.caption')} columns={columns} rows={lines} rowKey={({ key }) => key} />
    </div>
  )
}

/** A lane of one informant for one score, in the bands of that informant's own form. */
export function laneOf(
  instrument: Instrument,
  system: BandSystem,
  one: Answered,
  code: string,
  place: number,
  label: string,
  words: string,
  before: number | null = null,
): ProfileLane {
  const { informant, score } = one
  const spans = tableOf(system, one, code)?.spans[code] ?? []
  return {
    key: informant.id,
    label,
    shape: shapeNames[place % shapeNames.length] ?? 'circle',
    range: rangeOf(instrument, score.version, code) ?? { from: 0, to: 1 },
    bands: spans.map(([from, to], rank) => ({ from, to, weight: weightOf(rank, system.bands.length) })),
    value: score.scores[code] ?? null,
    before,
    words,
  }
}

/** The mildest of any number of bands is 0, the heaviest of three is 2, and of four is 3. */
export function weightOf(rank: number, bands: number): ProfileBand['weight'] {
  return ([0, 1, 2, 3] as const)[Math.min(3, bands <= 2 ? rank * 2 : rank)] ?? 3
}

/** "7 af 10 · lidt uden for" */
export function useScoreWords(instrument: Instrument, system: BandSystem): (one: Answered, code: string) => string {
  const { t, number, language } = useWords()
  return ({ score }, code) => {
    const value = score.scores[code] ?? null
    if (value === null) return t('assessment.result.tooFew')
    const most = number(rangeOf(instrument, score.version, code)?.to ?? 0)
    const band = system.bands.find((one) => one.code === score.bands[system.code]?.[code])
    const isKnown = findVersion(instrument, score.version) !== undefined && band !== undefined
    return isKnown
      ? t('assessment.result.value', { value: number(value), most, band: band.name[language] })
      : t('assessment.result.valueOnly', { value: number(value), most })
  }
}

/** What the views say together; of a strength, a worse band in one place is that it is seen more in the other. */
function useAgreedWords(): (agreed: Agreement | undefined, high: 'difficulty' | 'strength') => string {
  const { t } = useWords()
  return (agreed, high) => {
    if (agreed === undefined || agreed.verdict === 'tooFew') return t('assessment.result.alone')
    if (agreed.verdict === 'agree') return t('assessment.result.agree')
    const { homeAndSchool } = agreed
    if (homeAndSchool === 'moreAtHome' || homeAndSchool === 'moreAtSchool')
      return t(high === 'strength' ? `assessment.result.strength.${homeAndSchool}` : `assessment.result.${homeAndSchool}`)
    return t('assessment.result.differ')
  }
}
