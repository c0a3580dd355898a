/**
 * What somebody has begun to write in a form that is sent with a button. It is there when its page is left and come back to, until it is
 * sent, given up, or whoever wrote it signs out; it is held in this page's memory and nowhere else.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { unsentKey } from '../server-state.ts'

export type Unsent<V> = {
  readonly value: V
  readonly change: (part: Partial<V>) => void
  /** Sent or given up: the form is as it was before anybody wrote in it. */
  readonly clear: () => void
  /** It was begun before the page was opened. */
  readonly isFromBefore: boolean
}

/** `form` tells one form from another, and the forms of two things apart. */
export function useUnsent<V extends object>(form: string, begin: () => V): Unsent<V> {
  const client = useQueryClient()
  const key = unsentKey(form)
  const open = () => {
    const before = client.getQueryData<V>(key)
    return { form, value: before ?? begin(), isFromBefore: before !== undefined }
  }
  const [held, set] = useState(open)
  // The page may go on to another thing where it stands: what was written of the one is not said of the other.
  const { value, isFromBefore } = held.form === form ? held : open()
  const isAsBegun = (given: V) => JSON.stringify(given) === JSON.stringify(begin())
  return {
    value,
    isFromBefore,
    change(part) {
      const next = { ...(client.getQueryData<V>(key) ?? value), ...part }
      if (isAsBegun(next)) client.removeQueries({ queryKey: key })
      else client.setQueryData<V>(key, next)
      set({ form, value: next, isFromBefore })
    },
    clear() {
      client.removeQueries({ queryKey: key })
      set({ form, value: begin(), isFromBefore: false })
    },
  }
}
