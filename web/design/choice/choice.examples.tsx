import { useId, useState } from 'react'
import type { Example } from '../gallery/example.ts'
import { Choice } from './choice.tsx'

function Shown({ look }: { look: 'card' | 'plain' }) {
  const [isChosen, setChosen] = useState(true)
  return (
    <Choice
      type="checkbox"
      name={useId()}
      value="yes"
      look={look}
      label="Send en påmindelse"
      help="Kun til klasser, der mangler at svare."
      isChosen={isChosen}
      onChoose={() => setChosen(!isChosen)}
    />
  )
}

export const examples: readonly Example[] = [
  { name: 'card', Show: () => <Shown look="card" /> },
  { name: 'plain', Show: () => <Shown look="plain" /> },
]
