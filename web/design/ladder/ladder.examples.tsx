import { useState } from 'react'
import type { Example } from '../gallery/example.ts'
import { Ladder } from './ladder.tsx'

function Question({ start = null }: { start?: string | null }) {
  const [value, setValue] = useState<string | null>(start)
  return (
    <Ladder
      label="Hvor på stigen synes du selv, du er for tiden?"
      low="det værst mulige liv for mig"
      high="det bedst mulige liv for mig"
      value={value}
      onChange={setValue}
      apart={[{ value: 'declined', label: 'Jeg vil ikke svare' }]}
    />
  )
}

export const examples: readonly Example[] = [
  { name: 'question', Show: () => <Question /> },
  { name: 'question, answered', Show: () => <Question start="7" /> },
]
