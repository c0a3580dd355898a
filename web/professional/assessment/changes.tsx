/** What has changed for each informant since the first time, with what measuring twice would give anyway. */
import type { BandSystem } from '#domain/instrument/instrument.ts'
import { writeNumber } from '#domain/text/format.ts'
import type { AssessmentView } from '#api/assessment.ts'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { ProfileChart } from '../../design/profile-chart/profile-chart.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import styles from './assessment.module.css'
import { type Followed, readingOrder } from './case-facts.ts'
import { useInformantName, useScoreName } from './names.ts'
import { laneOf, weightOf } from './profile.tsx'

type Told = Followed['changes'][number]

type ChangesProps = { readonly view: AssessmentView; readonly system: BandSystem; readonly followed: readonly Followed[] }

export function Changes({ view, system, followed }: ChangesProps) {
  const { t, language } = useWords()
  const nameOf = useInformantName()
  const outcomeOf = useOutcome()
  const order = readingOrder(view.definition, system)
  const title = useChangeTitle(view, followed)
  if (followed.length === 0) return null
  const told = (one: Followed, code: string) => one.changes.find((change) => change.code === code) ?? { code, change: null }
  return (
    <section id="change" className={styles.part} aria-labelledby="change-title">
      <h2 id="change-title">{title}</h2>
      <p className={styles.quiet}>{t('assessment.change.text')}</p>
      {followed.some(({ changes }) => changes.some(({ change }) => change?.recallDiffers)) && <p>{t('assessment.change.recall')}</p>}
      <ProfileChart
        bandsLabel={t('assessment.result.system')}
        bands={system.bands.map(({ name }, place) => ({ name: name[language], weight: weightOf(place, system.bands.length) }))}
        rows={order.map(({ code, name }) => ({
          key: code,
          label: name[language],
          lanes: followed.map((one, place) => {
            const { change } = told(one, code)
            const words =
              change === null
                ? t('assessment.change.untold')
                : t('assessment.change.from', { from: change.from, to: change.to, outcome: outcomeOf(change.outcome) })
            return laneOf(
              view.definition,
              system,
              one.after,
              code,
              place,
              nameOf(one.after.informant),
              words,
              one.before.score.scores[code] ?? null,
            )
          }),
        }))}
        showTable={t('assessment.result.showTable')}
        showChart={t('assessment.result.showChart')}
        table={<ChangeTable view={view} followed={followed} />}
      />
      <Disclosure summary={t('assessment.change.how')}>
        <p>{t('assessment.change.how.text')}</p>
        <Sources view={view} followed={followed} />
        <HowReckoned view={view} followed={followed} />
      </Disclosure>
    </section>
  )
}

function HowReckoned({ view, followed }: { readonly view: AssessmentView; readonly followed: readonly Followed[] }) {
  const { t, number, language } = useWords()
  const nameOf = useInformantName()
  const scoreName = useScoreName(view)
  const rows = followed.flatMap(({ after, changes }) =>
    changes.flatMap(({ code, change }) =>
      change === null ? [] : [{ id: `${after.informant.id} ${code}`, who: nameOf(after.informant), code, change }],
    ),
  )
  return (
    <Table
      caption={t('assessment.change.how.caption')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'area', heading: t('assessment.result.column.area'), isName: true, cell: ({ code }) => scoreName(code) },
        { key: 'who', heading: t('assessment.change.column.who'), cell: ({ who }) => who },
        {
          key: 'deviation',
          heading: t('assessment.change.how.deviation'),
          isNumber: true,
          cell: ({ change }) => writeNumber(change.reckonedWith.standardDeviation, language, 1),
        },
        {
          key: 'coefficient',
          heading: t('assessment.change.how.coefficient'),
          isNumber: true,
          cell: ({ change }) => writeNumber(change.reckonedWith.coefficient, language, 2),
        },
        {
          key: 'kind',
          heading: t('assessment.change.how.kind'),
          cell: ({ change }) => t(`assessment.change.kind.${change.reckonedWith.kind}`),
        },
        {
          key: 'least',
          heading: t('assessment.change.how.least'),
          isNumber: true,
          cell: ({ change }) => number(Math.ceil(change.uncertainty)),
        },
      ]}
    />
  )
}

/** Where the numbers are from, or that nobody measured them. */
function Sources({ view, followed }: { readonly view: AssessmentView; readonly followed: readonly Followed[] }) {
  const { t, list } = useWords()
  if (!view.instrument.isValidated) return <p>{t('assessment.change.invented')}</p>
  const used = followed.flatMap(({ changes }) => changes.flatMap(({ change }) => (change === null ? [] : [change.reckonedWith])))
  return (
    <p>
      {t('assessment.change.sources', { sources: list([...new Set(used.map(({ source }) => source))]) })}{' '}
      {used.some(({ verified }) => !verified) && t('assessment.change.unverified')}
    </p>
  )
}

function ChangeTable({ view, followed }: { readonly view: AssessmentView; readonly followed: readonly Followed[] }) {
  const { t, number, language } = useWords()
  const nameOf = useInformantName()
  const scoreName = useScoreName(view)
  const outcomeOf = useOutcome()
  const rows = followed.flatMap(({ before, after, changes }) =>
    changes.map(({ code, change }) => ({ code, change, who: nameOf(after.informant), id: after.informant.id, before, after })),
  )
  const figure = (value: number | null | undefined) => (value === null || value === undefined ? '–' : number(value))
  return (
    <Table
      caption={t('assessment.change.caption')}
      rows={rows}
      rowKey={({ id, code }) => `${id} ${code}`}
      columns={[
        { key: 'area', heading: t('assessment.result.column.area'), isName: true, cell: ({ code }) => scoreName(code) },
        { key: 'who', heading: t('assessment.change.column.who'), cell: ({ who }) => who },
        {
          key: 'before',
          heading: t('assessment.change.column.before'),
          isNumber: true,
          cell: ({ before, code }) => figure(before.score.scores[code]),
        },
        {
          key: 'now',
          heading: t('assessment.change.column.now'),
          isNumber: true,
          cell: ({ after, code }) => figure(after.score.scores[code]),
        },
        {
          key: 'change',
          heading: t('assessment.change.column.change'),
          isNumber: true,
          cell: ({ change }) =>
            change === null
              ? '–'
              : t('assessment.change.interval', {
                  difference: `${change.difference > 0 ? '+' : ''}${number(change.difference)}`,
                  uncertainty: writeNumber(change.uncertainty, language, 1),
                }),
        },
        {
          key: 'outcome',
          heading: t('assessment.change.column.outcome'),
          cell: ({ change }) => (change === null ? t('assessment.change.untold') : outcomeOf(change.outcome)),
        },
      ]}
    />
  )
}

function useOutcome(): (outcome: NonNullable<Told['change']>['outcome']) => string {
  const { t } = useWords()
  return (outcome) => t(`assessment.change.${outcome}`)
}

/** The first certain change in reading order, whosever it is; a worse one is not hidden behind a better. */
export function useChangeTitle(view: AssessmentView, followed: readonly Followed[]): string {
  const { t } = useWords()
  const scoreName = useScoreName(view)
  const certain = certainOf(followed)
  const first = certain.find(({ outcome }) => outcome === 'worse') ?? certain[0]
  if (first === undefined) return t('assessment.change.title.none')
  return t(`assessment.change.title.${first.outcome}`, { score: scoreName(first.code) })
}

export type Certain = { readonly code: string; readonly outcome: 'better' | 'worse'; readonly followed: Followed }

/** The changes that are larger than measuring twice would give. */
export function certainOf(followed: readonly Followed[]): readonly Certain[] {
  return followed.flatMap((one) =>
    one.changes.flatMap(({ code, change }) =>
      change === null || change.outcome === 'noReliableChange' ? [] : [{ code, outcome: change.outcome, followed: one }],
    ),
  )
}
