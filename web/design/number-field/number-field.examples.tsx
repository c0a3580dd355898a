import { useState } from 'react'
import type { Example } from '../gallery/example.ts'
import { NumberField } from './number-field.tsx'

function Question({ start = '', isDeclined = false, error }: { start?: string; isDeclined?: boolean; error?: string }) {
  const [value, setValue] = useState(start)
  const [declined, setDeclined] = useState(isDeclined)
  return (
    <NumberField
      label="Hvor mange timer sov du i nat?"
      unit="timer"
      hint="Skriv et helt tal fra 0 til 14."
      less="Én mindre"
      more="Én mere"
      value={value}
      error={error}
      range={{ now: Number(value) || null, from: 0, to: 14 }}
      onChange={(typed) => {
        setValue(typed)
        setDeclined(false)
      }}
      onStep={(direction) => setValue(String(Math.min(14, Math.max(0, (Number(value) || 0) + direction))))}
      decline="Jeg vil ikke svare"
      isDeclined={declined}
      onDecline={(declines) => {
        setDeclined(declines)
        setValue('')
      }}
    />
  )
}

export const examples: readonly Example[] = [
  { name: 'empty', Show: () => <Question /> },
  { name: 'answered', Show: () => <Question start="9" /> },
  { name: 'declined', Show: () => <Question isDeclined /> },
  { name: 'with error', Show: () => <Question start="40" error="Skriv et helt tal fra 0 til 14." /> },
]
