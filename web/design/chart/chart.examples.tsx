import { useId } from 'react'
import { barChart } from '#domain/report/chart/bar-chart.ts'
import { Button } from '../button/button.tsx'
import type { Example } from '../gallery/example.ts'
import { Chart } from './chart.tsx'

/** Any drawing with anything for a table: here a sentence. */
function Bare() {
  const id = useId()
  const rows = [{ label: 'Ja', bars: [{ percent: 60, low: 40, high: 77, label: '60 % (12)' }] as const }]
  return (
    <Chart
      draw={(room) => barChart({ ...room, id, title: 'Tolv af tyve sagde ja', description: 'Ja: 60 % (12)', rows })}
      table={<p>Ja: 12 af 20</p>}
      showTable="Vis tal"
      showChart="Vis diagram"
    >
      <Button look="quiet" size="small">
        Noget ved siden af
      </Button>
    </Chart>
  )
}

export const examples: readonly Example[] = [{ name: 'with little around it', Show: Bare }]
