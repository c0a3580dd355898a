import { useState } from 'react'
import type { Example } from '../gallery/example.ts'
import { CodeField } from './code-field.tsx'

function Shown({ start = '', error }: { start?: string; error?: string }) {
  const [code, setCode] = useState(start)
  return <CodeField label="Klassens kode" help="Den står på tavlen." value={code} onChange={setCode} error={error} />
}

export const examples: readonly Example[] = [
  { name: 'empty', Show: () => <Shown /> },
  { name: 'filled', Show: () => <Shown start="K7M2XQ" /> },
  { name: 'with error', Show: () => <Shown start="K7M2" error="Koden har seks tegn. Der mangler 2." /> },
]
