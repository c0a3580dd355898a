/**
 * What a leader writes, saved by itself a moment after the last word, and when the page is left. Each change that was saved can be
 * taken back, as far as the page has been open.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { allWords } from '#domain/environment/environment.ts'
import { holdsCpr } from '#domain/network/no-child.ts'
import type { Environment } from '#api/environment.ts'
import { api, ProblemError } from '../../client.ts'

const saveAfterMs = 1_500
const tryAgainAfterMs = 4_000

export type Written = Pick<Environment, 'words' | 'followUpOn' | 'nextOn'>

export type Draft = {
  readonly written: Written
  readonly mark: 'untouched' | 'unsaved' | 'saving' | 'saved'
  /** When it was last saved here. */
  readonly savedAt: Date | null
  readonly error: Error | null
  readonly change: (written: Written) => void
  /** Undefined while there is nothing to take back. */
  readonly undo: (() => void) | undefined
  /** Resolves to whether everything is saved. */
  readonly flush: () => Promise<boolean>
}

type Held = {
  saved: Written
  latest: Written
  /** What was saved before what is saved now, oldest first. */
  earlier: readonly Written[]
  isTakenBack: boolean
  running: Promise<boolean> | null
  timer: ReturnType<typeof setTimeout> | undefined
}

export function useWritten({ surveyId, institutionId, words, followUpOn, nextOn }: Environment): Draft {
  const client = useQueryClient()
  const [written, setWritten] = useState<Written>({ words, followUpOn, nextOn })
  const [mark, setMark] = useState<Draft['mark']>('untouched')
  const [savedAt, setSavedAt] = useState<Date | null>(null)
  const [error, setError] = useState<Error | null>(null)
  const held = useRef<Held>({ saved: written, latest: written, earlier: [], isTakenBack: false, running: null, timer: undefined })

  const save = useCallback(async (): Promise<boolean> => {
    const now = held.current
    clearTimeout(now.timer)
    if (now.running) return now.running.then(() => save())
    if (now.latest === now.saved) return true
    // The field says what is wrong; the server would refuse the whole.
    if (allWords(now.latest.words).some(holdsCpr)) return false
    const sent = now.latest
    setMark('saving')
    now.running = api
      .saveEnvironment({ params: { surveyId, institutionId }, body: structuredClone(sent) as never })
      .then(
        () => {
          now.earlier = now.isTakenBack ? now.earlier.slice(0, -1) : [...now.earlier, now.saved]
          Object.assign(now, { saved: sent, isTakenBack: false })
          setError(null)
          setSavedAt(new Date())
          setMark(now.latest === sent ? 'saved' : 'unsaved')
          void client.invalidateQueries({ queryKey: ['getEnvironment'] })
          return true
        },
        (refusal: Error) => {
          setMark('unsaved')
          setError(refusal)
          const isPassing = refusal instanceof ProblemError && (refusal.problem === 'offline' || refusal.problem === 'too-busy')
          if (isPassing) now.timer = setTimeout(() => void save(), tryAgainAfterMs)
          return false
        },
      )
      .finally(() => {
        now.running = null
      })
    const isSaved = await now.running
    return isSaved && now.latest !== now.saved ? save() : isSaved
  }, [client, surveyId, institutionId])

  const set = (next: Written) => {
    held.current.latest = next
    setWritten(next)
    setMark('unsaved')
  }
  const change = (next: Written) => {
    const now = held.current
    now.isTakenBack = false
    set(next)
    clearTimeout(now.timer)
    now.timer = setTimeout(() => void save(), saveAfterMs)
  }
  const undo = () => {
    const now = held.current
    if (now.running) return
    clearTimeout(now.timer)
    if (now.latest !== now.saved) {
      set(now.saved)
      return setMark('saved')
    }
    const before = now.earlier.at(-1)
    if (before === undefined) return
    now.isTakenBack = true
    set(before)
    void save()
  }

  // Leaving the page saves what is left; closing the window asks first.
  useEffect(() => {
    const now = held.current
    const ask = (event: BeforeUnloadEvent) => {
      if (now.latest !== now.saved) event.preventDefault()
    }
    addEventListener('beforeunload', ask)
    return () => {
      removeEventListener('beforeunload', ask)
      void save()
    }
  }, [save])

  const isToTakeBack = mark === 'unsaved' || held.current.earlier.length > 0
  return { written, mark, savedAt, error, change, undo: isToTakeBack ? undo : undefined, flush: save }
}
