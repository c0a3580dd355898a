import type { StackedBarChart as Chart } from '#domain/report/chart/stacked-bar-chart.ts'
import { inWords, Shown } from '../chart/shown.tsx'
import type { Example } from '../gallery/example.ts'
import { StackedBarChart } from './stacked-bar-chart.tsx'

type Row = Chart['rows'][number]

const often = ['Aldrig', 'Sjældent', 'Nogle gange', 'Tit', 'Altid']
const row = (label: string, note: string, ...percents: readonly number[]): Row => ({
  label,
  note,
  shares: percents.length === 0 ? null : percents.map((percent) => ({ percent, label: `${percent} %` })),
})

function Stacked({ heading, options = often, rows }: { heading: string; options?: readonly string[]; rows: readonly Row[] }) {
  const said = rows.map(({ label, shares, note }) => [label, shares?.map((one) => one.label).join(' · ') ?? note] as const)
  return (
    <Shown
      heading={heading}
      lead="Fordelt på årgange"
      said={said}
      chart={(around) => (
        <StackedBarChart
          {...around}
          chart={{
            title: heading,
            description: inWords(said),
            options,
            rows,
            ...(rows.some(({ shares }) => shares === null) ? { hidden: 'Skjult' } : {}),
          }}
        />
      )}
    />
  )
}

export const examples: readonly Example[] = [
  {
    name: 'three groups',
    Show: () => (
      <Stacked
        heading="De yngste har oftest ro i timerne"
        rows={[
          row('4. årgang', '52 svar', 4, 10, 21, 40, 25),
          row('5. årgang', '48 svar', 6, 15, 29, 35, 15),
          row('6. årgang', '61 svar', 8, 20, 33, 30, 9),
        ]}
      />
    ),
  },
  {
    name: 'hidden, one value and zero',
    Show: () => (
      <Stacked
        heading="To årgange kan vises"
        rows={[
          row('4. årgang', '22 svar', 0, 0, 0, 100, 0),
          row('5. årgang', 'Skjult: færre end ti svar'),
          row('6. årgang', '31 svar', 0, 3, 10, 29, 58),
        ]}
      />
    ),
  },
  {
    name: 'long labels',
    Show: () => (
      <Stacked
        heading="Halvdelen ved, hvem de kan gå til"
        options={['Nej, det ved jeg slet ikke', 'Ja, jeg ved det vist nok', 'Ja, og jeg har talt med en, som jeg er tryg ved']}
        rows={[row('Ved du, hvem du kan gå til på din skole, hvis der er noget, du er ked af?', '1.204 svar', 18, 32, 50)]}
      />
    ),
  },
]
