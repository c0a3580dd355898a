/**
 * Which parts of a page are unfolded. It is written on the entry of the browser's history, so that whoever leaves and comes back finds
 * the page as it was; an entry made from this page, by another choice or a line followed down, begins as the one before it. The part
 * that an address leads into is unfolded, and the reader brought there.
 */
import { useEffect, useRef } from 'react'
import { useHistoryState } from 'wouter/use-browser-location'

type Entry = { readonly unfolded?: readonly string[] } | null

export type Unfolded = {
  readonly isOpen: (part: string) => boolean
  readonly fold: (parts: readonly string[], isOpen: boolean) => void
}

export function useUnfolded(): Unfolded {
  const kept = (useHistoryState() as Entry)?.unfolded
  const last = useRef<readonly string[]>([])
  const unfolded = kept ?? last.current
  useEffect(() => {
    last.current = unfolded
    if (kept !== undefined) return
    const target = targetOfAddress()
    const part = target?.closest<HTMLElement>('[data-fold]')?.dataset['fold']
    keep(part === undefined || unfolded.includes(part) ? unfolded : [...unfolded, part])
    if (!target) return
    // Once it is unfolded.
    requestAnimationFrame(() => {
      target.scrollIntoView()
      target.focus({ preventScroll: true })
    })
  }, [kept, unfolded])

  return {
    isOpen: (part) => unfolded.includes(part),
    fold: (parts, isOpen) => {
      const others = unfolded.filter((part) => !parts.includes(part))
      keep(isOpen ? [...others, ...parts] : others)
    },
  }
}

function targetOfAddress(): HTMLElement | null {
  return location.hash === '' ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)))
}

function keep(unfolded: readonly string[]): void {
  history.replaceState({ ...(history.state as Entry), unfolded }, '')
}
