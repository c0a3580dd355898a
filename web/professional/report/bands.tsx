/** A sensitive question in a small class: few, some or many, never a count. */
import type { Card as CardData } from '#domain/report/card.ts'
import { Card } from '../../design/card/card.tsx'
import { useWords } from '../language.tsx'
import styles from './bands.module.css'

type BandsProps = {
  readonly bands: NonNullable<CardData['bands']>
  readonly heading: string
  readonly question: string
  readonly options: Readonly<Record<string, string>>
}

const steps = { few: 1, some: 2, many: 3 } as const

export function Bands({ bands, heading, question, options }: BandsProps) {
  const { t } = useWords()
  return (
    <Card heading={heading} lead={question} footer={<p className="quiet small">{t('report.bands.explain', { n: bands.n })}</p>}>
      <dl className={styles.bands}>
        {bands.options.map(({ option, band }) => (
          <div key={option} className={styles.row}>
            <dt>{options[option] ?? option}</dt>
            <dd>
              <svg className={styles.steps} viewBox="0 0 66 14" aria-hidden="true" focusable="false">
                {[0, 1, 2].map((step) => (
                  <rect
                    key={step}
                    x={step * 23}
                    y="1"
                    width="20"
                    height="12"
                    rx="3"
                    className={step < steps[band] ? styles.full : styles.empty}
                  />
                ))}
              </svg>
              <span>
                <strong>{t(`report.band.${band}`)}</strong> <span className="quiet small">({t(`report.band.${band}.means`)})</span>
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
