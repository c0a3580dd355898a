import { useState } from 'react'
import type { Example } from '../gallery/example.ts'
import { Select } from './select.tsx'

function Shown({ error }: { error?: string }) {
  const [value, setValue] = useState('aasum')
  return (
    <Select
      label="Skole"
      help="Kun skoler med mellemtrin er på listen."
      options={[
        { value: 'aasum', label: 'Åsum Skole' },
        { value: 'soe', label: 'Søndre Skole' },
        { value: 'oe', label: 'Øens Friskole' },
      ]}
      value={value}
      onChange={setValue}
      error={error}
    />
  )
}

export const examples: readonly Example[] = [
  { name: 'plain', Show: () => <Shown /> },
  { name: 'with error', Show: () => <Shown error="Vælg en skole, der er med i undersøgelsen." /> },
]
