/**
 * A day while it is written. React Aria keeps the last whole day as long as a part is missing, so that the other
 * parts stay; whoever asked for the day is told that there is none meanwhile.
 */
import { useEffect, useRef, useState } from 'react'

/** `held` is React Aria's, `told` is what was said upward: '' while the day is not whole. */
type Written = { readonly held: string; readonly told: string }

export function useWrittenDay(value: string, onChange: (day: string) => void) {
  const [written, setWritten] = useState<Written>({ held: value, told: value })
  const latest = useRef(written)
  useEffect(() => {
    latest.current = written
  }, [written])
  // Somebody else changed the day.
  if (value !== written.told) setWritten({ held: value, told: value })

  const tell = (held: string, told: string) => {
    const before = latest.current
    latest.current = { held, told }
    setWritten(latest.current)
    if (told !== before.told) onChange(told)
  }
  return {
    day: written.held,
    /** React Aria has a whole day, or none. */
    write: (day: string) => tell(day, meant(day)),
    /** A part was taken away, or the last one that was missing is back. */
    miss: (isPartMissing: boolean) => tell(latest.current.held, isPartMissing ? '' : meant(latest.current.held)),
  }
}

/** A year is typed from its first digit: 2, 20 and 202 are on the way to 2026 and no days yet. */
function meant(day: string): string {
  return day < '1000' ? '' : day
}
