/**
 * Saves a sheet as it is typed, one save at a time and each in the order it was made. What the line has taken is sent again exactly
 * as it was, for it may have arrived; only then what was typed since.
 */
import { useEffect, useRef, useState } from 'react'
import type { OpenSheet, SheetName } from '#api/paper.ts'
import type { Entries } from '#domain/paper/entry.ts'
import { api, ProblemError } from '../../client.ts'

export type SaveState = 'saved' | 'saving' | 'waitingForLine'

type Save = { readonly entries: Entries; readonly isDone: boolean }

const againAfterMs = 2_000

export function useSheetSaving(sheet: SheetName, begunAt: number, onFinished: (next: OpenSheet) => void) {
  const [state, setState] = useState<SaveState>('saved')
  const [error, setError] = useState<Error | null>(null)
  const line = useRef({ revision: begunAt, waiting: null as Save | null, isSending: false, isLeft: false })
  useEffect(() => {
    const own = line.current
    own.isLeft = false
    return () => {
      own.isLeft = true
    }
  }, [])

  async function sendAll() {
    const own = line.current
    if (own.isSending) return
    own.isSending = true
    while (own.waiting && !own.isLeft) {
      const save = own.waiting
      own.waiting = null
      setState('saving')
      const next = await untilThrough(save)
      if (next === undefined) break
      own.revision += 1
      if (save.isDone) onFinished(next)
    }
    own.isSending = false
    if (!own.waiting) setState('saved')
  }

  async function untilThrough({ entries, isDone }: Save): Promise<OpenSheet | undefined> {
    while (!line.current.isLeft) {
      try {
        return await api.saveSheet({ body: { sheet, revision: line.current.revision + 1, entries: [...entries], isDone } })
      } catch (refusal) {
        const isLine = refusal instanceof ProblemError && (refusal.problem === 'offline' || refusal.problem === 'too-busy')
        if (!isLine) {
          setError(refusal as Error)
          return undefined
        }
        setState('waitingForLine')
        await new Promise((resolve) => setTimeout(resolve, againAfterMs))
      }
    }
    return undefined
  }

  return {
    state,
    error,
    save(entries: Entries, isDone = false) {
      line.current.waiting = { entries, isDone }
      void sendAll()
    },
  }
}
