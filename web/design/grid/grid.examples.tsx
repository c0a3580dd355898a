import { useState } from 'react'
import type { Example } from '../gallery/example.ts'
import { Grid } from './grid.tsx'

const options = [
  { value: 'never', label: 'Aldrig' },
  { value: 'some', label: 'Nogle gange' },
  { value: 'often', label: 'Tit' },
  { value: 'always', label: 'Altid' },
  { value: 'declined', label: 'Jeg vil ikke svare', isApart: true },
]

const rows = [
  { value: 'light', label: 'Lyset i klassen er godt at læse i' },
  { value: 'air', label: 'Luften i klassen er frisk' },
  { value: 'noise', label: 'Der er ro, når jeg skal arbejde' },
]

function Question({ start }: { start: Readonly<Record<string, string>> }) {
  const [chosen, setChosen] = useState(start)
  return (
    <Grid
      label={<p>Hvordan er der i jeres klasselokale?</p>}
      options={options}
      rows={rows.map((row) => ({ ...row, chosen: chosen[row.value] ?? null }))}
      onChange={(row, value) => setChosen({ ...chosen, [row]: value })}
    />
  )
}

export const examples: readonly Example[] = [
  { name: 'empty', Show: () => <Question start={{}} /> },
  { name: 'some answered, one declined', Show: () => <Question start={{ light: 'often', noise: 'declined' }} /> },
]
