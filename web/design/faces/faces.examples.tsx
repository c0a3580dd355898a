import { useState } from 'react'
import type { Option } from '../choice/choice.tsx'
import type { Example } from '../gallery/example.ts'
import { Faces } from './faces.tsx'

const declined = { value: 'declined', label: 'Jeg vil ikke svare', isApart: true }
const three: readonly Option[] = [
  { value: 'no', label: 'Nej' },
  { value: 'little', label: 'Lidt' },
  { value: 'yes', label: 'Ja' },
  declined,
]
const five: readonly Option[] = [
  { value: 'very-sad', label: 'Meget ked af det' },
  { value: 'sad', label: 'Ked af det' },
  { value: 'between', label: 'Midt imellem' },
  { value: 'glad', label: 'Glad' },
  { value: 'very-glad', label: 'Meget glad' },
]

type Shown = { label: string; options: readonly Option[]; start?: string | null; error?: string }

function Question({ label, options, start = null, error }: Shown) {
  const [value, setValue] = useState<string | null>(start)
  return <Faces label={label} options={options} value={value} onChange={setValue} error={error} />
}

const school = 'Er du glad for at gå i skole?'

export const examples: readonly Example[] = [
  { name: 'question', Show: () => <Question label={school} options={three} /> },
  { name: 'question, answered', Show: () => <Question label={school} options={three} start="yes" /> },
  { name: 'question, declined', Show: () => <Question label={school} options={three} start="declined" /> },
  { name: 'four', Show: () => <Question label={school} options={five.slice(1)} /> },
  { name: 'five, longest words', Show: () => <Question label="Hvordan har du det?" options={five} start="sad" /> },
  { name: 'with error', Show: () => <Question label={school} options={three} error="Tryk på det ansigt, der passer bedst." /> },
]
