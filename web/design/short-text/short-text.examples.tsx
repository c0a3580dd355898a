import { useState } from 'react'
import type { Example } from '../gallery/example.ts'
import { ShortText } from './short-text.tsx'

function Question({ start = '', declined = false }: { start?: string; declined?: boolean }) {
  const [value, setValue] = useState(start)
  const [isDeclined, setDeclined] = useState(declined)
  return (
    <ShortText
      label="Hvad er det bedste ved din skole?"
      help="Skriv ikke andres navne."
      value={value}
      onChange={(typed) => {
        setValue(typed)
        setDeclined(false)
      }}
      most={500}
      left={`Plads til ${500 - value.length} tegn`}
      decline="Jeg vil ikke svare"
      isDeclined={isDeclined}
      onDecline={(declines) => {
        setDeclined(declines)
        setValue('')
      }}
    />
  )
}

export const examples: readonly Example[] = [
  { name: 'empty', Show: () => <Question /> },
  { name: 'written', Show: () => <Question start="At vi har en stor skov lige ved siden af, hvor vi bygger huler i frikvarteret." /> },
  { name: 'written in another script', Show: () => <Question start="الغابة بجانب المدرسة" /> },
  { name: 'declined', Show: () => <Question declined /> },
]
