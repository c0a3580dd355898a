/** A chart of the gallery in its card, with its table made from what the chart says. */
import type { ReactNode } from 'react'
import { Card } from '../card/card.tsx'
import { Table } from '../table/table.tsx'
import type { ChartProps } from './chart.tsx'

type ShownProps = {
  readonly heading: string
  readonly lead: string
  /** The rows of the table: a name and its figures. */
  readonly said: readonly (readonly [string, string])[]
  readonly chart: (around: ChartProps) => ReactNode
}

export function Shown({ heading, lead, said, chart }: ShownProps) {
  return (
    <Card heading={heading} lead={lead}>
      {chart({
        showTable: 'Vis tabel',
        showChart: 'Vis diagram',
        children: 'Opfundne tal',
        table: (
          <Table
            caption={`${heading} i tal`}
            columns={[
              { key: 'label', heading: 'Hvad', cell: ([label]) => label, isName: true },
              { key: 'figures', heading: 'Tal', cell: ([, figures]) => figures, isNumber: true },
            ]}
            rows={said}
            rowKey={([label]) => label}
          />
        ),
      })}
    </Card>
  )
}

/** What a gallery's chart tells those who do not see it. */
export const inWords = (said: readonly (readonly [string, string])[]) => said.map((both) => both.join(': ')).join('. ')
