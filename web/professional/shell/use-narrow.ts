/** Whether the window is a phone's, for what is not only laid out but told in another way there. */
import { useEffect, useState } from 'react'

const narrow = '(max-width: 40rem)'

export function useNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(() => window.matchMedia(narrow).matches)
  useEffect(() => {
    const screen = window.matchMedia(narrow)
    const look = () => setNarrow(screen.matches)
    screen.addEventListener('change', look)
    return () => screen.removeEventListener('change', look)
  }, [])
  return isNarrow
}
