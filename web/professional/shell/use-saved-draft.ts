/**
 * The one way to save what is being written (`keep-draft.ts`), in a page. What could not be saved when the page was left is tried again
 * behind it, and stands there when somebody comes back; closing the window asks first. It is held in memory and nowhere else.
 */
import { useEffect, useState, useSyncExternalStore } from 'react'
import { ProblemError } from '../../client.ts'
import { type Desk, type DraftState, type Keeper, keepDraft, type Kept } from './keep-draft.ts'

export type SavedDraft<V> = DraftState<V> & Pick<Keeper<V>, 'change' | 'flush' | 'choose' | 'undo' | 'revision' | 'receive' | 'settle'>

type Desktop = { readonly keeper: Keeper<unknown>; readonly ask: (event: BeforeUnloadEvent) => void; users: number }

const open = new Map<string, Desktop>()

function openDesktop<V>(key: string, desk: Desk<V>, kept: Kept<V>): Desktop {
  const known = open.get(key)
  if (known) return known
  const keeper = keepDraft(desk, kept)
  const ask = (event: BeforeUnloadEvent) => {
    if (!keeper.isAllSaved()) event.preventDefault()
  }
  return { keeper: keeper as unknown as Keeper<unknown>, ask, users: 0 }
}

function use(key: string, desktop: Desktop): void {
  desktop.users++
  open.set(key, desktop)
  addEventListener('beforeunload', desktop.ask)
}

/** Leaving the page saves what is left; what cannot be saved stays open. */
function leave(key: string, desktop: Desktop): void {
  desktop.users--
  const { keeper } = desktop
  const clear = () => {
    if (desktop.users > 0) return stop()
    if (!keeper.isAllSaved()) return
    stop()
    removeEventListener('beforeunload', desktop.ask)
    if (open.get(key) === desktop) open.delete(key)
  }
  const stop = keeper.subscribe(clear)
  void keeper.flush().then(clear)
}

/** Whether a refusal passes by itself. */
export function isPassing(refusal: Error): boolean {
  return refusal instanceof ProblemError && (refusal.problem === 'offline' || refusal.problem === 'too-busy')
}

/** `key` names the thing and its place; another key is another draft, so give it to the component too. */
export function useSavedDraft<V>(key: string, desk: Desk<V>, kept: Kept<V>): SavedDraft<V> {
  const [desktop] = useState(() => openDesktop(key, desk, kept))
  const keeper = desktop.keeper as unknown as Keeper<V>
  const state = useSyncExternalStore(keeper.subscribe, keeper.state)
  useEffect(() => {
    use(key, desktop)
    return () => leave(key, desktop)
  }, [key, desktop])
  // Read anew, by whatever reason.
  useEffect(() => keeper.receive(kept), [keeper, kept])
  const { change, flush, choose, undo, revision, receive, settle } = keeper
  return { ...state, change, flush, choose, undo, revision, receive, settle }
}
