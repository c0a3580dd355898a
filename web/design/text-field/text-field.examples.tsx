import { useState } from 'react'
import type { Example } from '../gallery/example.ts'
import { TextField } from './text-field.tsx'

function Shown({ start = '', error }: { start?: string; error?: string }) {
  const [value, setValue] = useState(start)
  return <TextField label="Navn på undersøgelsen" help="Eleverne ser navnet øverst." value={value} onChange={setValue} error={error} />
}

function Day() {
  const [value, setValue] = useState('2026-11-22')
  return <TextField label="Første dag" type="date" value={value} onChange={setValue} letters={12} />
}

export const examples: readonly Example[] = [
  { name: 'empty', Show: () => <Shown /> },
  { name: 'filled', Show: () => <Shown start="Trivsel på mellemtrinnet, efterår 2026" /> },
  { name: 'with error', Show: () => <Shown error="Skriv et navn, så klasserne kan kende undersøgelsen." /> },
  { name: 'day', Show: () => <Day /> },
]
