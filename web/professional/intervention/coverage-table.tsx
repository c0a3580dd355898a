/** Theme by age: where there are sheets, and where there are none yet. */
import type { Output } from '../../client.ts'
import { facets } from '#domain/intervention/facet.ts'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { catalogueAddress } from './choice.ts'
import styles from './intervention.module.css'

export function CoverageTable({ coverage }: { readonly coverage: Output<'listInterventions'>['coverage'] }) {
  const { t, number } = useWords()
  return (
    <Table
      caption={t('intervention.coverage')}
      isCaptionHidden
      rows={coverage}
      rowKey={({ theme }) => theme}
      columns={[
        { key: 'theme', heading: t('intervention.facet.theme'), isName: true, cell: ({ theme }) => t(`intervention.theme.${theme}`) },
        ...facets.age.map((age) => ({
          key: age,
          heading: t(`intervention.age.${age}`),
          isNumber: true,
          cell: ({ theme, counts }: (typeof coverage)[number]) =>
            counts[age] === 0 ? (
              <span className={styles.gap}>
                <span aria-hidden="true">–</span>
                <span className="visually-hidden">{t('intervention.coverage.none')}</span>
              </span>
            ) : (
              <a
                href={catalogueAddress({ theme, age })}
                aria-label={`${t(`intervention.theme.${theme}`)}, ${t(`intervention.age.${age}`)}: ${number(counts[age])}`}
              >
                {number(counts[age])}
              </a>
            ),
        })),
      ]}
    />
  )
}
