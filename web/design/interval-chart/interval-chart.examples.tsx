import type { Dot, IntervalChart as Chart } from '#domain/report/chart/interval-chart.ts'
import { inWords, Shown } from '../chart/shown.tsx'
import type { Example } from '../gallery/example.ts'
import { IntervalChart } from './interval-chart.tsx'

const scale = { from: 0, to: 100, ticks: [0, 25, 50, 75, 100].map((at) => ({ at, label: `${at} %` })) }
const dot = (value: number, low: number, high: number): Dot => ({ value, low, high, label: `${value} %` })
const interval = '95 % usikkerhed'

type ExampleProps = Pick<Chart, 'rows' | 'reference'> & { readonly heading: string; readonly chartKey: NonNullable<Chart['key']> }

function Dots({ heading, rows, reference, chartKey }: ExampleProps) {
  const said = rows.map(({ label, dots, hidden }) => [label, dots.map((one) => one?.label ?? hidden ?? '').join(' og ')] as const)
  return (
    <Shown
      heading={heading}
      lead="I skolernes egen orden"
      said={said}
      chart={(around) => (
        <IntervalChart
          {...around}
          chart={{
            title: heading,
            description: inWords(said),
            scale,
            rows,
            ...(reference ? { reference } : {}),
            key: chartKey,
          }}
        />
      )}
    />
  )
}

export const examples: readonly Example[] = [
  {
    name: 'schools against the municipality',
    Show: () => (
      <Dots
        heading="Skolerne ligger tæt"
        rows={[
          { label: 'Fjordglimt Skole', dots: [dot(71, 66, 76)] },
          { label: 'Havbrinkskolen', dots: [dot(64, 58, 70)] },
          { label: 'Åsum Skole', dots: [dot(80, 61, 92)] },
        ]}
        reference={{ value: 69, label: 'kommunen' }}
        chartKey={{ interval }}
      />
    ),
  },
  {
    name: 'two series',
    Show: () => (
      <Dots
        heading="Piger og drenge ligner hinanden"
        rows={[
          { label: 'Glad for skolen', dots: [dot(71, 60, 80), dot(68, 57, 78)] },
          { label: 'Sover godt', dots: [dot(52, 41, 63), dot(61, 50, 71)] },
        ]}
        chartKey={{ interval, series: ['Piger', 'Drenge'] }}
      />
    ),
  },
  {
    name: 'hidden, one value and zero',
    Show: () => (
      <Dots
        heading="En skole kan ikke vises"
        rows={[
          { label: 'Fjordglimt Skole', dots: [dot(0, 0, 4)] },
          { label: 'Den lille skole på øen, som har det længste navn i hele kommunen', dots: [null], hidden: 'Skjult: for få svar' },
          { label: 'Åsum Skole', dots: [dot(100, 100, 100)] },
        ]}
        chartKey={{ interval, hidden: 'Skjult' }}
      />
    ),
  },
]
