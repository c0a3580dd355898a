/**
 * All that keeps answers from being lost, as one part: it is fetched while somebody comes in, or when something was left here.
 * Answers go to the server, and what waits lies locked on this machine meanwhile; what lies there is sent by whoever comes next.
 */
import type { Entered } from '../contract.ts'
import { type Clock, startSaver, type Saver } from '../saver.ts'
import { type Line, sendParcel } from '../send.ts'
import { submitAll } from '../submitting.ts'
import { forgetAsked, keepAsked } from './asked-cache.ts'
import { startSender } from './parcels.ts'
import { parcelStore } from './parcel-store.ts'
import { openQueue, type Queue } from './queue.ts'
import { tellWhere } from './where.ts'
import { wordsIn } from './words.ts'

export type Keeping = {
  /** Begins a visit: what is put is sent, and locked by this visit's key until it is acknowledged. */
  readonly follow: (entered: Entered, line: Line, told: Pick<Parameters<typeof startSaver>[0], 'onMark' | 'onRefused'>) => Saver
  readonly submitAll: typeof submitAll
  /** Ends a visit. What it left is sent like anything else that lies here, or taken away where nobody wants it. */
  readonly release: (isOver: boolean) => void
  /** Tries what earlier pages left. */
  readonly sendFound: () => Promise<void>
  readonly wordsIn: typeof wordsIn
  readonly tellWhere: typeof tellWhere
}

/** `onWaiting`: whether something of an earlier page is left that can't be sent now. */
export function startKeeping({ clock, onWaiting }: { readonly clock: Clock; readonly onWaiting: (isWaiting: boolean) => void }): Keeping {
  const now = () => Date.now()
  let own: Queue | null = null
  let release = (_isOver: boolean) => {}
  const sender = startSender({ store: parcelStore, send: sendParcel, isOwn: (id) => id === own?.id, onWaiting, clock, now })
  addEventListener('online', () => void sender.send())
  // What a page kept that ended without saying so.
  void forgetAsked()
  return {
    follow(entered, line, told) {
      // Where this browser can't lock or keep anything, answers wait in the page alone.
      const opened = openQueue(entered, { store: parcelStore, now }).catch(() => null)
      void opened.then((queue) => (own = queue))
      release = (isOver) =>
        void opened.then(async (queue) => {
          own = null
          await (isOver ? queue?.keep([]) : queue?.settled())
          await sender.send()
        })
      void sender.send()
      void keepAsked(entered)
      keepWorker()
      return startSaver({ ...told, clock, send: line.save, keep: async (waiting) => (await (await opened)?.keep(waiting)) ?? false })
    },
    submitAll,
    release(isOver) {
      void forgetAsked()
      release(isOver)
      release = () => {}
    },
    sendFound: () => sender.send(),
    wordsIn,
    tellWhere,
  }
}

/** The page without a line. Where it can't be had, everything else works as before. */
function keepWorker(): void {
  navigator.serviceWorker?.register('/svar/worker.js', { scope: '/svar', updateViaCache: 'none' }).catch(() => undefined)
}
