import type { LineChart as Chart, LinePoint } from '#domain/report/chart/line-chart.ts'
import { inWords, Shown } from '../chart/shown.tsx'
import type { Example } from '../gallery/example.ts'
import { LineChart } from './line-chart.tsx'

const scale = { from: 0, to: 100, ticks: [0, 50, 100].map((at) => ({ at, label: `${at} %` })) }
const times = ['2022/23', '2023/24', '2024/25', '2025/26', '2026/27']
const point = (value: number, spread = 5): LinePoint => ({
  value,
  low: Math.max(0, value - spread),
  high: Math.min(100, value + spread),
  label: `${value} %`,
})
const imported = (value: number): LinePoint => ({ ...point(value, 8), isImported: true })
const interval = '95 % usikkerhed'

type ExampleProps = Omit<Chart, 'id' | 'width' | 'direction' | 'title' | 'description' | 'times' | 'scale' | 'key'> & {
  readonly heading: string
  readonly chartKey: NonNullable<Chart['key']>
  readonly at?: readonly string[]
}

function Lines({ heading, chartKey, series, at = times, ...rest }: ExampleProps) {
  const said = series.flatMap(({ label, points }) =>
    points.map((one, place) => [`${label} ${at[place]}`, one === null ? 'ikke spurgt' : one === 'hidden' ? 'skjult' : one.label] as const),
  )
  return (
    <Shown
      heading={heading}
      lead="Fem undersøgelser"
      said={said}
      chart={(around) => (
        <LineChart {...around} chart={{ title: heading, description: inWords(said), times: at, scale, series, key: chartKey, ...rest }} />
      )}
    />
  )
}

export const examples: readonly Example[] = [
  {
    name: 'one line',
    Show: () => (
      <Lines
        heading="Flere sover godt end for fem år siden"
        series={[{ label: 'Sover godt', points: [point(51), point(55), point(54), point(60), point(66)] }]}
        chartKey={{ interval }}
      />
    ),
  },
  {
    name: 'break, imported and hidden',
    Show: () => (
      <Lines
        heading="Spørgsmålet er nyt fra 2025"
        series={[{ label: 'Sover godt', points: [imported(44), imported(47), 'hidden', point(70), point(72)] }]}
        breaks={[3]}
        chartKey={{
          interval,
          imported: 'hentet fra tidligere rapporter',
          break: 'spørgsmålet er ændret',
          hidden: 'skjult: for få svar',
        }}
      />
    ),
  },
  {
    name: 'three lines',
    Show: () => (
      <Lines
        heading="De ældste ligger lavest"
        series={[
          { label: 'Indskoling', points: [point(80), point(82), point(79), point(84), point(85)] },
          { label: 'Mellemtrin', points: [point(66), point(64), null, point(68), point(67)] },
          { label: 'Udskoling', points: [point(41), point(44), point(40), point(39), point(45)] },
        ]}
        chartKey={{ interval }}
      />
    ),
  },
  {
    name: 'one value, and zero',
    Show: () => (
      <Lines
        heading="Første gang, der bliver spurgt"
        at={['2026/27']}
        series={[{ label: 'Ryger', points: [point(0, 4)] }]}
        chartKey={{ interval }}
      />
    ),
  },
]
