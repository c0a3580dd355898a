import type { Histogram as Chart } from '#domain/report/chart/histogram.ts'
import { inWords, Shown } from '../chart/shown.tsx'
import type { Example } from '../gallery/example.ts'
import { Histogram } from './histogram.tsx'

const ladder: Chart['steps'] = [0, 1, 2, 2, 4, 8, 11, 19, 27, 17, 9].map((percent, place) => ({
  label: String(place),
  percent,
  value: `${percent} %`,
  group: place < 5 ? 0 : place < 7 ? 1 : 2,
}))

const bands: Chart['steps'] = [
  { label: '0–24, mindst trivsel', percent: null, value: '', group: 0 },
  { label: '25–49', percent: 14, value: '14 %', group: 0 },
  { label: '50–74', percent: 0, value: '0 %', group: 1 },
  { label: '75–100, mest trivsel', percent: 80, value: '80 %', group: 1 },
]

type ExampleProps = Pick<Chart, 'steps' | 'groups' | 'hidden'> & { readonly heading: string; readonly axis: string }

function Steps({ heading, steps, ...rest }: ExampleProps) {
  const said = steps.map(({ label, percent, value }) => [label, percent === null ? 'skjult' : value] as const)
  return (
    <Shown
      heading={heading}
      lead="212 svar"
      said={said}
      chart={(around) => <Histogram {...around} chart={{ title: heading, description: inWords(said), steps, ...rest }} />}
    />
  )
}

export const examples: readonly Example[] = [
  {
    name: 'a ladder in three groups',
    Show: () => (
      <Steps
        heading="Tre ud af fire står højt på stigen"
        axis="Trin på stigen"
        steps={ladder}
        groups={['Lavt (0–4)', 'Midt (5–6)', 'Højt (7–10)']}
      />
    ),
  },
  {
    name: 'hidden, zero and long labels',
    Show: () => (
      <Steps heading="De fleste trives" axis="Point" steps={bands} groups={['Lav trivsel', 'Høj trivsel']} hidden="Skjult: for få svar" />
    ),
  },
  {
    name: 'one value',
    Show: () => <Steps heading="Alle står på syv" axis="Trin" steps={[{ label: '7', percent: 100, value: '100 %' }]} />,
  },
]
