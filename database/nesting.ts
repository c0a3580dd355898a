/**
 * One transaction inside another holds a connection while it waits for a second. When as many do so as there are connections,
 * none gets its second: all stand still until they are refused. So there is an order: whoever holds a connection asks only for
 * those further on in it, and the last always comes through (Havender 1968: resources asked for in one order never lock).
 */
import { AsyncLocalStorage } from 'node:async_hooks'

const logins = ['staff', 'statistics', 'health', 'assessment', 'report', 'sealer'] as const
export type Login = (typeof logins)[number]

const uses = ['answering', 'work', 'job', 'probe'] as const
/**
 * Whom a connection is for. Each has a pool of its own at each login: who answers never waits for a connection behind somebody
 * who looks, nor anybody behind a job.
 */
export type Use = (typeof uses)[number]

type Held = { readonly rank: number; readonly outer: Held | undefined; isOver: boolean }

const held = new AsyncLocalStorage<Held>()

function rankOf(login: Login, use: Use): number {
  return uses.indexOf(use) * logins.length + logins.indexOf(login)
}

/**
 * Refuses a connection that is asked for against the order: the same pool as one that is held, or one before it. Two jobs run at
 * once and their pools hold four, so a job alone may say how far it is in a second transaction of its own pool.
 */
export function assertInOrder(login: Login, use: Use): void {
  const rank = rankOf(login, use)
  for (let one = held.getStore(); one !== undefined; one = one.outer)
    if (!one.isOver && (one.rank > rank || (one.rank === rank && use !== 'job')))
      throw new Error(`a transaction of ${login} (${use}) inside one that holds the same or a later connection: it may wait for ever`)
}

/** Runs the work as somebody who holds a connection of this pool. What it leaves running after its end holds nothing. */
export async function holding<R>(login: Login, use: Use, work: () => Promise<R>): Promise<R> {
  const mine: Held = { rank: rankOf(login, use), outer: held.getStore(), isOver: false }
  try {
    return await held.run(mine, work)
  } finally {
    mine.isOver = true
  }
}
