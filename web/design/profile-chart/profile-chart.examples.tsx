import { shapeNames } from '#domain/report/chart/shape.ts'
import { Card } from '../card/card.tsx'
import type { Example } from '../gallery/example.ts'
import { Table } from '../table/table.tsx'
import { ProfileChart, type ProfileLane, type ProfileRow } from './profile-chart.tsx'

const names = ['som de fleste', 'lidt uden for', 'tydeligt uden for'] as const
const keys = names.map((name, weight) => ({ name, weight: weight as 0 | 1 | 2 }))

function lane(
  label: string,
  place: number,
  value: number | null,
  edges: readonly [number, number],
  before: number | null = null,
): ProfileLane {
  const band = value === null ? undefined : value <= edges[0] ? 0 : value <= edges[1] ? 1 : 2
  return {
    key: label,
    label,
    shape: shapeNames[place] ?? 'circle',
    range: { from: 0, to: 10 },
    bands: [
      { from: 0, to: edges[0], weight: 0 },
      { from: edges[0] + 1, to: edges[1], weight: 1 },
      { from: edges[1] + 1, to: 10, weight: 2 },
    ],
    value,
    before,
    words: band === undefined ? 'for få svar' : `${value} · ${names[band]}`,
  }
}

const three: readonly ProfileRow[] = [
  {
    key: 'rest',
    label: 'Søvn og hvile',
    note: 'Fylder mere hjemme end i skolen',
    lanes: [lane('Mor', 0, 8, [4, 7]), lane('Dansklærer', 1, 2, [3, 7]), lane('Barnet selv', 2, 7, [5, 8])],
  },
  {
    key: 'meals',
    label: 'Måltider',
    lanes: [lane('Mor', 0, 3, [3, 6]), lane('Dansklærer', 1, null, [4, 7]), lane('Barnet selv', 2, 4, [4, 6])],
  },
]

const six: readonly ProfileRow[] = [
  {
    key: 'rest',
    label: 'Søvn og hvile',
    lanes: ['Mor', 'Far', 'Stedmor', 'Dansklærer', 'SFO-pædagog', 'Barnet selv'].map((label, place) =>
      lane(label, place, place + 2, [4, 7]),
    ),
  },
]

const changed: readonly ProfileRow[] = [
  {
    key: 'rest',
    label: 'Søvn og hvile',
    note: 'Tydeligt bedre',
    lanes: [lane('Mor', 0, 3, [4, 7], 9), lane('Dansklærer', 1, 4, [3, 7], 5)],
  },
]

function Shown({ rows, heading }: { rows: readonly ProfileRow[]; heading: string }) {
  return (
    <Card heading={heading}>
      <ProfileChart
        rows={rows}
        bands={keys}
        bandsLabel="Bånd"
        showTable="Vis tabel"
        showChart="Vis diagram"
        table={
          <Table
            caption={`${heading} i tal`}
            columns={[
              { key: 'scale', heading: 'Område', cell: ({ scale }) => scale, isName: true },
              { key: 'words', heading: 'Svar', cell: ({ words }) => words },
            ]}
            rows={rows.flatMap(({ label, lanes }) => lanes.map((one) => ({ scale: `${label}, ${one.label}`, words: one.words })))}
            rowKey={({ scale }) => scale}
          />
        }
      >
        Opfundne bånd; hver har sine egne.
      </ProfileChart>
    </Card>
  )
}

export const examples: readonly Example[] = [
  { name: 'three views', Show: () => <Shown heading="Søvnen fylder mere hjemme" rows={three} /> },
  { name: 'six views', Show: () => <Shown heading="Seks ser det hver på deres måde" rows={six} /> },
  { name: 'before and after', Show: () => <Shown heading="Søvnen er blevet bedre" rows={changed} /> },
]
