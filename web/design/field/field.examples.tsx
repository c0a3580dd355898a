import { useId } from 'react'
import type { Example } from '../gallery/example.ts'
import { Field, describedBy } from './field.tsx'

function Shown({ error }: { error?: string }) {
  const id = useId()
  const words = { label: 'Navn på undersøgelsen', help: 'Eleverne ser navnet øverst.', error }
  return (
    <Field id={id} {...words}>
      <textarea id={id} className="field__box" rows={2} aria-describedby={describedBy(id, words)} />
    </Field>
  )
}

export const examples: readonly Example[] = [
  { name: 'with help', Show: () => <Shown /> },
  { name: 'with error', Show: () => <Shown error="Skriv et navn, så klasserne kan kende undersøgelsen." /> },
]
