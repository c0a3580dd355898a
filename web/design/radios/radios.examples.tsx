import { useState } from 'react'
import type { Example } from '../gallery/example.ts'
import { Radios } from './radios.tsx'

const often = [
  { value: 'never', label: 'Aldrig' },
  { value: 'some', label: '1-2 gange' },
  { value: 'several', label: '3-5 gange' },
  { value: 'nightly', label: 'Næsten hver nat' },
  { value: 'declined', label: 'Jeg vil ikke svare', isApart: true },
]

function Question({ start = null, error }: { start?: string | null; error?: string }) {
  const [value, setValue] = useState<string | null>(start)
  return (
    <Radios
      label="Hvor tit har du haft svært ved at falde i søvn den sidste uge?"
      help="Vælg det svar, der passer bedst."
      options={often}
      value={value}
      onChange={setValue}
      error={error}
    />
  )
}

function Unit() {
  const [value, setValue] = useState<string | null>('class')
  return (
    <Radios
      label="Enhed"
      look="plain"
      options={[
        { value: 'class', label: '6.B' },
        { value: 'yearGroup', label: '6. årgang' },
        { value: 'institution', label: 'Åsum Skole', help: 'Alle klasser på mellemtrinnet' },
      ]}
      value={value}
      onChange={setValue}
    />
  )
}

export const examples: readonly Example[] = [
  { name: 'question', Show: () => <Question /> },
  { name: 'question, answered', Show: () => <Question start="some" /> },
  { name: 'question, declined', Show: () => <Question start="declined" /> },
  { name: 'plain', Show: () => <Unit /> },
  { name: 'with error', Show: () => <Question error="Vælg det svar, der passer bedst." /> },
]
