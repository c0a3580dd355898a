/** A sensitive question in a small class: few, some or many, never a count. */
import type { BandsReading } from '#domain/report/card-reading.ts'
import { Card } from '../../design/card/card.tsx'
import styles from './bands.module.css'

const steps = { few: 1, some: 2, many: 3 } as const

export function Bands({ id, bands: { heading, question, explanation, options } }: { readonly id?: string; readonly bands: BandsReading }) {
  return (
    <Card id={id} heading={heading} lead={question} footer={<p className="quiet small">{explanation}</p>}>
      <dl className={styles.bands}>
        {options.map(({ option, label, band, words, means }) => (
          <div key={option} className={styles.row}>
            <dt>{label}</dt>
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
                <strong>{words}</strong> <span className="quiet small">({means})</span>
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
