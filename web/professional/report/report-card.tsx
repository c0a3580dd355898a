/** One question in one group: what was found, the bars, the table behind, how sure it is. */
import { useId } from 'react'
import { type Bar, barChart } from '#domain/report/chart/bar-chart.ts'
import { comparisonFinding, finding, otherName, splitFinding } from '#domain/report/finding.ts'
import type { Card as CardData } from '#domain/report/card.ts'
import type { Figure } from '#domain/report/figure.ts'
import { unitNameWithin } from '#domain/report/unit-name.ts'
import type { Output } from '../../client.ts'
import { BarChart } from '../../design/bar-chart/bar-chart.tsx'
import { Card } from '../../design/card/card.tsx'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { type Column, Table } from '../../design/table/table.tsx'
import { writeNumber, writePercent } from '#domain/text/format.ts'
import { useWords } from '../language.tsx'
import { Bands } from './bands.tsx'
import styles from './report-card.module.css'

type Asked = Output<'getQuestionnaire'>

export type Wording = {
  readonly text: Asked['texts']['da']
  readonly questionnaire: Asked['questionnaire']
  readonly hrefFor: (unit: string) => string
  readonly asksSplit: boolean
  readonly asksComparison: boolean
}

const nothing = { percent: 0, low: 0, high: 0, count: 0 } as const

export function ReportCard({ card, wording }: { readonly card: CardData; readonly wording: Wording }) {
  const { language } = useWords()
  const text = wording.text.items[card.item]
  if (text === undefined) return null
  // Optional parts of a parsed text may be undefined, which the plain type leaves out.
  const { help, ...rest } = text
  const heading = finding(card, help === undefined ? rest : { ...rest, help }, language)
  if (card.state === 'hidden') return <HiddenCard card={card} heading={heading} hrefFor={wording.hrefFor} />
  if (card.bands) return <Bands bands={card.bands} heading={heading} question={text.question} options={text.options} />
  return card.figure && <FigureCard card={card} figure={card.figure} heading={heading} wording={wording} />
}

function HiddenCard({
  card,
  heading,
  hrefFor,
}: {
  readonly card: CardData
  readonly heading: string
  readonly hrefFor: (unit: string) => string
}) {
  const { t, language } = useWords()
  if (card.hidden === null) return null
  const { reason, threshold, openAt } = card.hidden
  return (
    <Card look="hidden" heading={heading}>
      <p>
        {t(`report.hidden.${reason}`, { threshold })} {openAt && t('report.hidden.openAt', { unit: unitNameWithin(openAt, language) })}
      </p>
      {openAt && (
        <p className="no-print">
          <a href={hrefFor(openAt.unit)}>{t('report.hidden.go', { unit: unitNameWithin(openAt, language) })}</a>
        </p>
      )}
    </Card>
  )
}

function FigureCard({
  card,
  figure,
  heading,
  wording,
}: {
  readonly card: CardData
  readonly figure: Figure
  readonly heading: string
  readonly wording: Wording
}) {
  const { t, counted, language } = useWords()
  const id = useId()
  const text = wording.text.items[card.item]
  const item = wording.questionnaire.items.find(({ code }) => code === card.item)
  if (text === undefined || item === undefined) return null
  const { comparison, split } = card
  const percent = (value: number, of: Figure) => writePercent(value, language, of.n < 100 ? 0 : 1)
  const other = comparison && otherName(comparison, language)
  const sexes = splitFinding(card, language)
  const verdict = comparisonFinding(card, language)
  const bar = (of: Figure, place: number): Bar => {
    const { percent: share, low, high, count } = of.bars[place] ?? nothing
    return { percent: share, low, high, label: t('report.bar', { percent: percent(share, of), count }) }
  }

  const rows = figure.bars.map((own, place) => {
    const theirs = comparison?.figure.bars[place]?.percent
    return {
      label: text.options[own.option] ?? own.option,
      ...(item.kind === 'faces' ? { face: { place, of: figure.bars.length } } : {}),
      bars: split ? ([bar(split.female, place), bar(split.male, place)] as const) : ([bar(figure, place)] as const),
      ...(theirs === undefined ? {} : { comparison: theirs }),
    }
  })
  const description = figure.bars
    .map((own, place) => {
      const option = text.options[own.option] ?? own.option
      const theirs = comparison?.figure.bars[place]
      const said = split
        ? t('report.describe.split', { option, girls: bar(split.female, place).label, boys: bar(split.male, place).label })
        : t('report.describe', { option, percent: percent(own.percent, figure), count: own.count })
      return comparison && theirs && other
        ? `${said} ${t('report.describe.other', { other, percent: percent(theirs.percent, comparison.figure) })}`
        : said
    })
    .join(' ')

  return (
    <Card
      heading={heading}
      lead={
        <>
          {text.question} · {counted('report.answers', figure.n)}
          {figure.declined > 0 && `, ${counted('report.declined', figure.declined)}`}
          {figure.blank > 0 && `, ${counted('report.blank', figure.blank)}`}
        </>
      }
    >
      <div className={styles.chart}>
        <BarChart
          draw={(width) =>
            barChart({
              id,
              width,
              title: heading,
              description,
              rows,
              key: {
                ...(split ? { series: [t('report.girls'), t('report.boys')] } : {}),
                interval: t('report.key.interval'),
                ...(other ? { comparison: other } : {}),
              },
            })
          }
          table={
            <Figures
              card={card}
              figure={figure}
              caption={t('report.table', { question: text.question })}
              labels={text.options}
              other={other}
              percent={percent}
            />
          }
          showTable={t('report.table.show')}
          showChart={t('report.table.hide')}
        >
          {verdict !== undefined && <strong className={styles.verdict}>{verdict}</strong>}
          {sexes !== undefined && <strong className={styles.verdict}>{sexes}</strong>}
          {wording.asksComparison && comparison === null && <span>{t(`report.uncompared.${card.uncompared ?? 'tooFew'}`)}</span>}
          {wording.asksSplit && <span>{split ? t('report.split.covers', { percent: split.covers }) : t('report.split.none')}</span>}
          {item.kind === 'multiple' && <span>{t('report.multiple')}</span>}
        </BarChart>
      </div>
      <div className={`no-print ${styles.why}`}>
        <Disclosure summary={<span className="small">{t('report.why')}</span>}>
          <p>{text.why}</p>
        </Disclosure>
      </div>
    </Card>
  )
}

type FiguresProps = {
  readonly card: CardData
  readonly figure: Figure
  readonly caption: string
  readonly labels: Readonly<Record<string, string>>
  readonly other: string | null
  readonly percent: (value: number, of: Figure) => string
}

/** The same figures as a table. */
function Figures({ card: { comparison, split }, figure, caption, labels, other, percent }: FiguresProps) {
  const { t, number, language } = useWords()
  const decimals = figure.n < 100 ? 0 : 1
  type Row = Figure['bars'][number] & { readonly place: number }
  const part = (own: Figure, { place }: Row) => {
    const bar = own.bars[place]
    return bar ? t('report.table.of', { percent: percent(bar.percent, own), count: bar.count, n: own.n }) : ''
  }
  const columns: readonly Column<Row>[] = [
    { key: 'option', heading: t('report.table.option'), isName: true, cell: ({ option }) => labels[option] ?? option },
    { key: 'count', heading: t('report.table.count'), isNumber: true, cell: ({ count }) => number(count) },
    { key: 'percent', heading: t('report.table.percent'), isNumber: true, cell: (row) => percent(row.percent, figure) },
    {
      key: 'interval',
      heading: t('report.table.interval'),
      isNumber: true,
      cell: ({ low, high }) => t('report.table.range', { low: writeNumber(low, language, decimals), high: percent(high, figure) }),
    },
    ...(split
      ? [
          { key: 'girls', heading: t('report.table.girls'), isNumber: true, cell: (row: Row) => part(split.female, row) },
          { key: 'boys', heading: t('report.table.boys'), isNumber: true, cell: (row: Row) => part(split.male, row) },
        ]
      : []),
    ...(comparison
      ? [
          {
            key: 'other',
            heading: other ?? '',
            isNumber: true,
            cell: ({ place }: Row) => percent(comparison.figure.bars[place]?.percent ?? 0, comparison.figure),
          },
        ]
      : []),
  ]
  return (
    <Table
      caption={caption}
      isCaptionHidden
      narrow="scroll"
      columns={columns}
      rows={figure.bars.map((bar, place) => ({ ...bar, place }))}
      rowKey={({ option }) => option}
    />
  )
}
