/** One question over the years: the line, the table behind, and what may be said of it. */
import type { TrendReading, TrendTable } from '#domain/report/trend-reading.ts'
import { Card } from '../../design/card/card.tsx'
import { LineChart } from '../../design/line-chart/line-chart.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import styles from './trend.module.css'

export function TrendCard({ trend, level = 2 }: { readonly trend: TrendReading; readonly level?: 2 | 3 }) {
  return (
    <Card heading={trend.heading} lead={trend.question} level={level}>
      <TrendFigure trend={trend} />
    </Card>
  )
}

/** What a card holds, for where something else names it. */
export function TrendFigure({ trend }: { readonly trend: TrendReading }) {
  const { t } = useWords()
  return (
    <LineChart
      chart={trend.chart}
      table={<Figures table={trend.table} />}
      showTable={t('report.table.show')}
      showChart={t('report.table.hide')}
    >
      {trend.verdicts.map((verdict) => (
        <strong key={verdict} className={styles.verdict}>
          {verdict}
        </strong>
      ))}
      {trend.notes.map((note) => (
        <span key={note} className={styles.note}>
          {note}
        </span>
      ))}
    </LineChart>
  )
}

function Figures({ table }: { readonly table: TrendTable }) {
  type Row = TrendTable['rows'][number]
  return (
    <Table
      caption={table.caption}
      isCaptionHidden
      narrow="scroll"
      columns={[
        { key: 'year', heading: table.year, isName: true, cell: ({ label }: Row) => label },
        ...table.columns.map(({ key, heading }, place) => ({ key, heading, isNumber: true, cell: ({ cells }: Row) => cells[place]?.text })),
      ]}
      rows={table.rows}
      rowKey={({ year }) => String(year)}
    />
  )
}
