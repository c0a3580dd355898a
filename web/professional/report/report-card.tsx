/** One question in one group: what was found, the bars, the table behind, how sure it is. */
import { useId } from 'react'
import type { CardReading, FigureReading, HiddenReading, ToldTable } from '#domain/report/card-reading.ts'
import { chartPicture } from '#domain/report/chart-picture.ts'
import { barChart } from '#domain/report/chart/bar-chart.ts'
import { BarChart } from '../../design/bar-chart/bar-chart.tsx'
import { Button } from '../../design/button/button.tsx'
import { Card } from '../../design/card/card.tsx'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { Bands } from './bands.tsx'
import { fileName, pngOf, saveFile } from './save-file.ts'
import styles from './report-card.module.css'

type ReportCardProps = {
  readonly card: CardReading
  /** Whose figures they are: stands on a picture that is taken away. */
  readonly source: string
  /** Where the report of another unit stands. */
  readonly hrefFor: (unit: string) => string
}

/** Where a question stands in the report, for a line to lead to. */
export function questionId(item: string): string {
  return `question-${item}`
}

export function ReportCard({ card, source, hrefFor }: ReportCardProps) {
  if (card.state === 'hidden') return <HiddenCard card={card} hrefFor={hrefFor} />
  return card.state === 'bands' ? <Bands id={questionId(card.item)} bands={card} /> : <FigureCard card={card} source={source} />
}

function HiddenCard({
  card: { item, heading, reason, openAt },
  hrefFor,
}: {
  readonly card: HiddenReading
  readonly hrefFor: (unit: string) => string
}) {
  return (
    <Card id={questionId(item)} look="hidden" heading={heading}>
      <p>{reason}</p>
      {openAt && (
        <p className="no-print">
          <a href={hrefFor(openAt.unit)}>{openAt.go}</a>
        </p>
      )}
    </Card>
  )
}

function FigureCard({ card, source }: { readonly card: FigureReading; readonly source: string }) {
  const { t } = useWords()
  const id = useId()
  return (
    <Card id={questionId(card.item)} heading={card.heading} lead={`${card.question} · ${card.counts}`}>
      <div className={styles.chart}>
        <BarChart
          draw={(width) => barChart({ ...card.chart, id, width })}
          table={<Figures table={card.table} />}
          showTable={t('report.table.show')}
          showChart={t('report.table.hide')}
        >
          {card.verdicts.map((verdict) => (
            <strong key={verdict} className={styles.verdict}>
              {verdict}
            </strong>
          ))}
          {card.notes.map((note) => (
            <span key={note}>{note}</span>
          ))}
        </BarChart>
      </div>
      <div className={`no-print ${styles.why}`}>
        <Disclosure summary={<span className="small">{t('report.why')}</span>}>
          <p>{card.why}</p>
          {card.coherence !== null && <p>{card.coherence}</p>}
        </Disclosure>
        <Picture card={card} source={source} />
      </div>
    </Card>
  )
}

/** The chart to put into a paper or a slide. */
function Picture({ card, source }: { readonly card: FigureReading; readonly source: string }) {
  const { t } = useWords()
  const svg = () => chartPicture(card, source)
  const name = `${card.question} - ${source}`
  return (
    <div className={styles.picture}>
      <Button
        look="quiet"
        size="small"
        icon="download"
        onClick={() => void pngOf(svg()).then((png) => saveFile(png, 'image/png', fileName(name, 'png')))}
      >
        {t('report.picture.png')}
      </Button>
      <Button look="quiet" size="small" onClick={() => saveFile(svg(), 'image/svg+xml', fileName(name, 'svg'))}>
        {t('report.picture.svg')}
      </Button>
    </div>
  )
}

/** The same figures as a table. */
function Figures({ table }: { readonly table: ToldTable }) {
  type Row = ToldTable['rows'][number]
  return (
    <Table
      caption={table.caption}
      isCaptionHidden
      narrow="scroll"
      columns={[
        { key: 'option', heading: table.option, isName: true, cell: ({ label }: Row) => label },
        ...table.columns.map(({ key, heading }, place) => ({ key, heading, isNumber: true, cell: ({ cells }: Row) => cells[place]?.text })),
      ]}
      rows={table.rows}
      rowKey={({ option }) => option}
    />
  )
}
