import { useState } from 'react'
import type { Example } from '../gallery/example.ts'
import type { Option } from '../choice/choice.tsx'
import { Scale } from './scale.tsx'

const decline: Option = { value: 'declined', label: 'Jeg vil ikke svare', isApart: true }

const often: readonly Option[] = [
  { value: 'never', label: 'Aldrig' },
  { value: 'seldom', label: 'Sjældent' },
  { value: 'some', label: 'Nogle gange' },
  { value: 'often', label: 'Tit' },
  { value: 'always', label: 'Altid' },
  decline,
]

const agree: readonly Option[] = [
  { value: 'not-at-all', label: 'Helt uenig' },
  { value: 'not', label: 'Uenig' },
  { value: 'between', label: 'Hverken enig eller uenig' },
  { value: 'yes', label: 'Enig' },
  { value: 'very', label: 'Helt enig' },
  decline,
]

function Question({
  label,
  options,
  start = null,
  error,
}: {
  label: string
  options: readonly Option[]
  start?: string | null
  error?: string
}) {
  const [value, setValue] = useState<string | null>(start)
  return <Scale label={label} options={options} value={value} onChange={setValue} error={error} />
}

export const examples: readonly Example[] = [
  { name: 'how often', Show: () => <Question label="Hvor tit spiser du frokost i skolen?" options={often} /> },
  { name: 'how often, answered', Show: () => <Question label="Hvor tit spiser du frokost i skolen?" options={often} start="often" /> },
  { name: 'agreement, longest words', Show: () => <Question label="Jeg kan lide vores klasselokale" options={agree} start="between" /> },
  {
    name: 'three steps, declined',
    Show: () => <Question label="Hvor tit cykler du?" options={[...often.slice(0, 2), ...often.slice(4)]} start="declined" />,
  },
  { name: 'with error', Show: () => <Question label="Hvor tit cykler du?" options={often} error="Vælg det svar, der passer bedst." /> },
]
