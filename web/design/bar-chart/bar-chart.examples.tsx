import { useId } from 'react'
import { barChart, type BarChart as Chart } from '#domain/report/chart/bar-chart.ts'
import { inWords, Shown } from '../chart/shown.tsx'
import type { Example } from '../gallery/example.ts'
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

const faces: Chart['rows'] = ['Sur', 'Midt imellem', 'Glad'].map((label, place) => ({
  label,
  face: { place, of: 3 },
  bars: [[bar(5, 1, 23, 1), bar(24, 11, 45, 5), bar(71, 50, 86, 15)][place] ?? bar(0, 0, 15, 0)],
}))

const partlyHidden: Chart['rows'] = [
  { label: '5.A', bars: [bar(62, 41, 79, 13)] },
  { label: '5.M', bars: [], hidden: 'Skjult: færre end ti svar' },
  { label: '5.B', bars: [bar(0, 0, 15, 0)] },
]

const long: Chart['rows'] = [
  { label: 'Jeg taler med en voksen på skolen, som jeg kender godt og er tryg ved, hver gang det sker', bars: [bar(100, 85, 100, 21)] },
  { label: 'Undervisningsmiljørepræsentantsamarbejdet', bars: [bar(0, 0, 15, 0)] },
]

type ExampleProps = { readonly rows: Chart['rows']; readonly heading: string; readonly chartKey: NonNullable<Chart['key']> }

function Bars({ rows, heading, chartKey }: ExampleProps) {
  const id = useId()
  const said = rows.map(({ label, bars, hidden }) => [label, hidden ?? bars.map((one) => one.label).join(' og ')] as const)
  return (
    <Shown
      heading={heading}
      lead="21 af 24 har svaret"
      said={said}
      chart={(around) => (
        <BarChart
          {...around}
          draw={(width, direction) => barChart({ id, width, direction, title: heading, description: inWords(said), rows, key: chartKey })}
        />
      )}
    />
  )
}

const interval = '95 % usikkerhed'

export const examples: readonly Example[] = [
  {
    name: 'compared',
    Show: () => <Bars heading="Cirka 10 af 21 falder let i søvn" rows={nights} chartKey={{ interval, comparison: 'resten af skolen' }} />,
  },
  {
    name: 'two series',
    Show: () => (
      <Bars heading="Seks af ti piger fik hjælp, der virkede" rows={bySex} chartKey={{ interval, series: ['Piger', 'Drenge'] }} />
    ),
  },
  { name: 'faces', Show: () => <Bars heading="De fleste er glade for skolen" rows={faces} chartKey={{ interval }} /> },
  {
    name: 'hidden and zero',
    Show: () => <Bars heading="To klasser kan vises" rows={partlyHidden} chartKey={{ interval, hidden: 'Skjult' }} />,
  },
  { name: 'long labels', Show: () => <Bars heading="Alle 21 taler med en voksen" rows={long} chartKey={{ interval }} /> },
]
