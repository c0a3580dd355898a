import { useState } from 'react'
import type { Example } from '../gallery/example.ts'
import { ClockField } from './clock-field.tsx'
import { quickTimes, readTime, timeInWords } from './clock-time.ts'

const range = { from: 1140, to: 1560, step: 15 }
const asTime = (minutes: number) => timeInWords(minutes, 'da-DK')

function Question({ start = null, error }: { start?: number | null; error?: string }) {
  const [time, setTime] = useState(start)
  const [typed, setTyped] = useState(start === null && error ? '17.20' : '')
  const [isDeclined, setDeclined] = useState(false)
  const say = (next: number | null, words = '') => {
    setTime(next)
    setTyped(words)
    setDeclined(false)
  }
  return (
    <ClockField
      label="Hvornår gik du i seng i går?"
      hint="Timer og minutter"
      quickLabel="Vælg et klokkeslæt"
      less="Tidligere"
      more="Senere"
      error={error}
      value={time === null ? typed : asTime(time)}
      onChange={(words) => say(readTime(words, range, false) ?? null, words)}
      onStep={(direction) => say(time === null ? range.from : Math.min(range.to, Math.max(range.from, time + direction * range.step)))}
      quick={quickTimes(range).map((minutes) => ({ value: String(minutes), label: asTime(minutes) }))}
      chosen={time === null ? null : String(time)}
      onChoose={(value) => say(Number(value))}
      decline="Jeg vil ikke svare"
      isDeclined={isDeclined}
      onDecline={(declines) => {
        say(null)
        setDeclined(declines)
      }}
    />
  )
}

export const examples: readonly Example[] = [
  { name: 'empty', Show: () => <Question /> },
  { name: 'answered, between two quick choices', Show: () => <Question start={1275} /> },
  { name: 'after midnight', Show: () => <Question start={1470} /> },
  { name: 'with error', Show: () => <Question error="Vælg et klokkeslæt fra 19.00 til 02.00." /> },
]
