import { useState } from 'react'
import type { Example } from '../gallery/example.ts'
import { Apart } from './apart.tsx'

function Shown({ start }: { start: boolean }) {
  const [isDeclined, setDeclined] = useState(start)
  return <Apart name={`apart-${start}`} decline="Jeg vil ikke svare" isDeclined={isDeclined} onDecline={setDeclined} />
}

export const examples: readonly Example[] = [
  { name: 'open', Show: () => <Shown start={false} /> },
  { name: 'declined', Show: () => <Shown start /> },
]
