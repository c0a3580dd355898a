/**
 * What the owners' algorithm makes of a round, for those trained in reading it. Behind a button, for each look is written in the
 * log; never on paper, never in the family's version, and never without what must be known of it.
 */
import { useState } from 'react'
import type { AssessmentView } from '#api/assessment.ts'
import type { Me } from '#api/session.ts'
import { may } from '#domain/access/policy.ts'
import { findVersion } from '#domain/instrument/instrument.ts'
import { groups, type Rater } from '#domain/instrument/prediction.ts'
import { Button } from '../../design/button/button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Select } from '../../design/select/select.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { Loaded } from '../shell/loaded.tsx'
import styles from './assessment.module.css'
import type { Answered } from './case-facts.ts'
import { useInformantName } from './names.ts'

/** The only instrument it is made for; the server holds the rules, and refuses every other. */
const madeFor = 'sdq'
const raters: readonly Rater[] = ['parent', 'teacher', 'self']

type Chosen = Readonly<Partial<Record<Rater, string>>>

type EstimateProps = { readonly me: Me; readonly view: AssessmentView; readonly answered: readonly Answered[] }

export function Estimate({ me, view, answered }: EstimateProps) {
  const { t } = useWords()
  const nameOf = useInformantName()
  const [isShown, setShown] = useState(false)
  const of = (rater: Rater) => answered.filter(({ score }) => findVersion(view.definition, score.version)?.informant === rater)
  const [chosen, setChosen] = useState<Chosen>({})
  if (view.instrument.code !== madeFor || answered.length === 0 || !may(me, 'assessment.predict')) return null
  const informants = Object.fromEntries(
    raters.flatMap((rater) => {
      const id = chosen[rater] ?? of(rater)[0]?.informant.id
      return id === undefined ? [] : [[rater, id]]
    }),
  )
  return (
    <section className={`${styles.part} no-print`} aria-labelledby="estimate-title">
      <h2 id="estimate-title">{t('assessment.estimate.title')}</h2>
      <p className={styles.quiet}>{t('assessment.estimate.text')}</p>
      <div className={styles.choices}>
        {raters
          .filter((rater) => of(rater).length > 1)
          .map((rater) => (
            <Select
              key={rater}
              label={t(`assessment.estimate.rater.${rater}`)}
              value={informants[rater] ?? ''}
              onChange={(id) => setChosen({ ...chosen, [rater]: id })}
              options={of(rater).map(({ informant }) => ({ value: informant.id, label: nameOf(informant) }))}
            />
          ))}
      </div>
      <div>
        <Button look="secondary" size="small" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {t(isShown ? 'assessment.estimate.hide' : 'assessment.estimate.show')}
        </Button>
      </div>
      {isShown && <Told id={view.id} informants={informants} />}
    </section>
  )
}

function Told({ id, informants }: { readonly id: string; readonly informants: Chosen }) {
  const { t, list } = useWords()
  const found = useRead('getPrediction', { params: { id }, query: informants })
  return (
    <Loaded query={found}>
      {({ prediction }) => {
        if (prediction === null) return <p>{t('assessment.estimate.none')}</p>
        const { missing, unverified } = prediction.caveats
        const rows = [
          ...groups.map((group) => ({ group, told: prediction.groups[group] })),
          { group: 'any' as const, told: prediction.any },
        ]
        return (
          <>
            <Notice kind="warning" title={t('assessment.estimate.overInclusive.title')}>
              <p>{t('assessment.estimate.overInclusive.text')}</p>
              <p>
                {missing.length === 0
                  ? t('assessment.estimate.missing.none')
                  : t('assessment.estimate.missing', { who: list(missing.map((rater) => t(`assessment.estimate.rater.${rater}`))) })}
              </p>
              {unverified.length > 0 && (
                <p>
                  {t('assessment.estimate.unverified', {
                    groups: list(unverified.map((group) => t(`assessment.estimate.group.${group}`))),
                  })}
                </p>
              )}
            </Notice>
            <Table
              caption={t('assessment.estimate.caption', { rules: prediction.rules, edition: prediction.edition })}
              rows={rows}
              rowKey={({ group }) => group}
              columns={[
                {
                  key: 'group',
                  heading: t('assessment.estimate.column.group'),
                  isName: true,
                  cell: ({ group }) => t(`assessment.estimate.group.${group}`),
                },
                {
                  key: 'told',
                  heading: t('assessment.estimate.column.told'),
                  cell: ({ told }) => t(`assessment.estimate.level.${told ?? 'untold'}`),
                },
              ]}
            />
          </>
        )
      }}
    </Loaded>
  )
}
