import { useState } from 'react'
import type { Example } from '../gallery/example.ts'
import { Checkboxes } from './checkboxes.tsx'

function Question({ start = [] as readonly string[], error }: { start?: readonly string[]; error?: string }) {
  const [values, setValues] = useState(start)
  return (
    <Checkboxes
      label="Hvad laver du i din fritid?"
      help="Du må gerne vælge flere."
      options={[
        { value: 'sport', label: 'Går til sport' },
        { value: 'music', label: 'Spiller musik eller synger' },
        { value: 'friends', label: 'Er sammen med venner' },
        { value: 'declined', label: 'Jeg vil ikke svare', isApart: true },
      ]}
      values={values}
      onChange={setValues}
      error={error}
    />
  )
}

function Filter() {
  const [values, setValues] = useState<readonly string[]>(['wellbeing', 'sleep'])
  return (
    <Checkboxes
      label="Indhold"
      look="plain"
      options={[
        { value: 'wellbeing', label: 'Trivsel og venner' },
        { value: 'safety', label: 'Tryghed og mobning' },
        { value: 'sleep', label: 'Søvn' },
      ]}
      values={values}
      onChange={setValues}
    />
  )
}

export const examples: readonly Example[] = [
  { name: 'question', Show: () => <Question /> },
  { name: 'question, two chosen', Show: () => <Question start={['sport', 'friends']} /> },
  { name: 'plain', Show: () => <Filter /> },
  { name: 'with error', Show: () => <Question error="Vælg mindst ét svar, eller at du ikke vil svare." /> },
]
