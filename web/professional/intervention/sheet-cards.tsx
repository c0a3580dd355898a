/** Sheets as cards, each a way to its sheet. */
import type { ReactNode } from 'react'
import type { SheetCard } from '#api/intervention.ts'
import { Card } from '../../design/card/card.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { sheetAddress, useSheetWords } from './sheet-words.ts'
import styles from './intervention.module.css'

export function SheetCards<S extends SheetCard>({
  cards,
  level = 2,
  footer,
}: {
  readonly cards: readonly S[]
  readonly level?: 2 | 3 | 4
  readonly footer?: (card: S) => ReactNode
}) {
  const { t, language } = useWords()
  const { ages } = useSheetWords()
  return (
    <ul className={styles.cards}>
      {cards.map((card) => (
        <li key={card.code}>
          <Card
            level={level}
            heading={<a href={sheetAddress(card.code)}>{card.texts[language].title}</a>}
            lead={card.texts[language].provider}
            footer={footer?.(card)}
          >
            <p>{card.texts[language].summary}</p>
            <p className={styles.tags}>
              <Tag tone="neutral">{ages(card.ages)}</Tag>
              {card.kind !== 'intervention' && <Tag tone="neutral">{t(`intervention.kind.${card.kind}`)}</Tag>}
              {card.themes.slice(0, 2).map((theme) => (
                <Tag key={theme}>{t(`intervention.theme.${theme}`)}</Tag>
              ))}
            </p>
            <p className={styles.known}>
              {t(`intervention.evidence.${card.evidence}`)} · {t(`intervention.cost.${card.cost}`)}
            </p>
          </Card>
        </li>
      ))}
    </ul>
  )
}
