import { useState } from 'react'
import type { Example } from '../gallery/example.ts'
import { MonthField } from './month-field.tsx'

const months = Array.from({ length: 12 }, (_, month) => ({
  value: String(month),
  label: new Date(Date.UTC(2026, month)).toLocaleDateString('da-DK', { month: 'long', timeZone: 'UTC' }),
}))
const years = ['2026', '2025', '2024'].map((year) => ({ value: year, label: year }))

function Question({
  isYearAlone = false,
  start = ['', ''],
  error,
}: {
  isYearAlone?: boolean
  start?: readonly [string, string]
  error?: string
}) {
  const [[month, year], setChosen] = useState<readonly [string, string]>(start)
  const [isDeclined, setDeclined] = useState(false)
  return (
    <MonthField
      label={isYearAlone ? 'Hvilket år flyttede I hertil?' : 'Hvornår begyndte dit barn i dagtilbud?'}
      months={isYearAlone ? [] : months}
      years={years}
      month={month}
      year={year}
      error={error}
      onChange={(...chosen) => {
        setChosen(chosen)
        setDeclined(false)
      }}
      monthLabel="Måned"
      yearLabel="År"
      choose="Vælg"
      decline="Jeg vil ikke svare"
      isDeclined={isDeclined}
      onDecline={(declines) => {
        setDeclined(declines)
        setChosen(['', ''])
      }}
    />
  )
}

export const examples: readonly Example[] = [
  { name: 'empty', Show: () => <Question /> },
  { name: 'answered', Show: () => <Question start={['7', '2025']} /> },
  { name: 'the year alone', Show: () => <Question isYearAlone /> },
  { name: 'with error', Show: () => <Question start={['7', '']} error="Vælg både måned og år." /> },
]
