import { useId } from 'react'
import { barChart, type BarChart as Chart } from '#domain/report/chart/bar-chart.ts'
import { Card } from '../card/card.tsx'
import type { Example } from '../gallery/example.ts'
import { Table } from '../table/table.tsx'
import { BarChart } from './bar-chart.tsx'

const bar = (percent: number, low: number, high: number, count: number) => ({ percent, low, high, label: `${percent} % (${count})` })

const nights: Chart['rows'] = [
  { label: 'Ingen aftener', bars: [bar(48, 28, 68, 10)], comparison: 37 },
  { label: '1–2 aftener', bars: [bar(33, 17, 55, 7)], comparison: 35 },
  { label: '3–4 aftener', bars: [bar(14, 5, 35, 3)], comparison: 18 },
  { label: '5–7 aftener', bars: [bar(5, 1, 23, 1)], comparison: 10 },
]

const bySex: Chart['rows'] = [
  { label: 'Nej, ingen voksne vidste det', bars: [bar(0, 0, 28, 0), bar(18, 5, 48, 2)] },
  { label: 'Ja, men det blev ikke bedre', bars: [bar(40, 17, 69, 4), bar(27, 10, 57, 3)] },
  { label: 'Ja, og det blev bedre', bars: [bar(60, 31, 83, 6), bar(55, 28, 79, 6)] },
]

function Shown({ rows, series, heading }: { rows: Chart['rows']; series?: readonly [string, string]; heading: string }) {
  const id = useId()
  const caption = useId()
  return (
    <Card heading={heading} lead="21 af 24 har svaret">
      <BarChart
        draw={(width) =>
          barChart({
            id,
            width,
            title: heading,
            description: rows.map(({ label, bars }) => `${label}: ${bars.map((one) => one.label).join(' og ')}`).join('. '),
            rows,
            key: series ? { series, interval: '95 % usikkerhed' } : { interval: '95 % usikkerhed', comparison: 'resten af skolen' },
          })
        }
        table={
          <Table
            caption={<span data-caption={caption}>{heading} i tal</span>}
            columns={[
              { key: 'label', heading: 'Svar', cell: (row) => row.label, isName: true },
              { key: 'share', heading: 'Andel', cell: (row) => row.bars.map((one) => one.label).join(' · '), isNumber: true },
            ]}
            rows={rows}
            rowKey={(row) => row.label}
          />
        }
        showTable="Vis tabel"
        showChart="Vis diagram"
      >
        <strong>Ingen sikker forskel</strong> fra resten af skolen
      </BarChart>
    </Card>
  )
}

export const examples: readonly Example[] = [
  { name: 'compared', Show: () => <Shown heading="Cirka 10 af 21 falder let i søvn" rows={nights} /> },
  { name: 'two series', Show: () => <Shown heading="Seks af ti piger fik hjælp, der virkede" rows={bySex} series={['Piger', 'Drenge']} /> },
]
