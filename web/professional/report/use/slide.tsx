/** One slide, and what to say with it. */
import type { Card } from '#domain/report/card.ts'
import type { BandsReading, FigureReading } from '#domain/report/card-reading.ts'
import { standingOfCard } from '#domain/report/standing.ts'
import { writePercent } from '#domain/text/format.ts'
import { Tag } from '../../../design/tag/tag.tsx'
import { useWords } from '../../language.tsx'
import { Bands } from '../bands.tsx'
import { FindingChart } from './finding-chart.tsx'
import styles from './present.module.css'

export type Slide =
  | { readonly kind: 'title'; readonly heading: string; readonly facts: readonly string[] }
  | { readonly kind: 'finding'; readonly card: Card; readonly reading: FigureReading | BandsReading }
  | { readonly kind: 'end'; readonly questions: readonly string[] }

/** `level` of the heading: the slide that is shown is the page's own. */
export function SlideView({ slide, level }: { readonly slide: Slide; readonly level: 1 | 2 }) {
  const { t } = useWords()
  const Heading = `h${level}` as const
  if (slide.kind === 'title')
    return (
      <>
        <Heading className={styles.heading}>{slide.heading}</Heading>
        <ul className={styles.facts}>
          {slide.facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
          <li>{t('use.nobody')}</li>
        </ul>
      </>
    )
  if (slide.kind === 'end')
    return (
      <>
        <Heading className={styles.heading}>{t('use.end')}</Heading>
        <ol className={styles.facts}>
          {slide.questions.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ol>
      </>
    )
  const { card, reading } = slide
  if (reading.state === 'bands')
    return (
      <>
        <Heading className={styles.heading}>{reading.heading}</Heading>
        <Bands bands={reading} />
      </>
    )
  const standing = standingOfCard(card)
  return (
    <>
      <div className={styles.head}>
        <Heading className={styles.heading}>{reading.heading}</Heading>
        {standing !== 'plain' && (
          <Tag tone={standing === 'strength' ? 'success' : 'warning'} icon={standing === 'strength' ? 'up' : 'search'}>
            {t(`use.standing.${standing}`)}
          </Tag>
        )}
      </div>
      <p className={styles.question}>
        {reading.question} · {reading.counts}
      </p>
      <FindingChart chart={reading.chart} />
      {reading.verdicts.length > 0 && <p className={styles.verdict}>{reading.verdicts.join(' · ')}</p>}
    </>
  )
}

/** How sure it is, and how to talk about it. */
export function SlideNotes({ slide }: { readonly slide: Slide }) {
  const { t, language } = useWords()
  if (slide.kind !== 'finding')
    return (
      <>
        <h2>{t('use.notes')}</h2>
        <p>{t(`use.notes.${slide.kind}`)}</p>
      </>
    )
  const { card, reading } = slide
  const share = card.figure?.favourable
  const decimals = card.figure?.decimals ?? 0
  return (
    <>
      <h2>{t('use.notes.sure')}</h2>
      <p>
        {share
          ? t('use.notes.range', { low: writePercent(share.low, language, decimals), high: writePercent(share.high, language, decimals) })
          : t('use.notes.rough')}{' '}
        {reading.state === 'shown' && reading.notes.join(' ')}
      </p>
      <h2>{t('use.notes.talk')}</h2>
      <p>{t(`use.notes.talk.${standingOfCard(card)}`)}</p>
    </>
  )
}
