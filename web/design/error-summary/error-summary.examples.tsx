import { useId } from 'react'
import type { Example } from '../gallery/example.ts'
import { TextField } from '../text-field/text-field.tsx'
import { ErrorSummary } from './error-summary.tsx'

function Shown() {
  const first = useId()
  const last = useId()
  const faults = [
    { fieldId: first, message: 'Skriv et navn på undersøgelsen.' },
    { fieldId: last, message: 'Vælg en sidste dag, der ligger efter den første.' },
  ]
  return (
    <div className="stack">
      <ErrorSummary title="Ret to ting, før du kan gå videre" faults={faults} sent={0} />
      <TextField id={first} label="Navn" value="" onChange={() => {}} error={faults[0]?.message} />
      <TextField id={last} label="Sidste dag" type="date" letters={12} value="2026-11-01" onChange={() => {}} error={faults[1]?.message} />
    </div>
  )
}

export const examples: readonly Example[] = [{ name: 'two faults', Show: Shown }]
