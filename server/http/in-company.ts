/**
 * Saves that come at the same moment share a transaction: one journey to the database, one commit, one write to its disk for all of
 * them, where a class of thirty presses at once. Each is still acknowledged only when that commit is, and what one of them is
 * refused for is nothing to the others. Only those who are the same to row-level security go together.
 */
import pg from 'pg'
import type { Doors, Guest, Statement } from '#database/transaction.ts'
import type { Login } from '#api/operation.ts'

type Results = readonly pg.QueryResult[]

type Passenger = {
  /** Rows are taken in this order, so that no two companies wait for each other. */
  readonly order: Buffer
  readonly statements: readonly Statement[]
  readonly tell: { readonly resolve: (results: Results) => void; readonly reject: (error: unknown) => void }
}

type Stop = { readonly waiting: Passenger[]; underWay: number; isCalled: boolean }

/** Companies under way of one municipality: while they are, the next one gathers. */
const companies = 3
const seats = 32

const stops = new WeakMap<Doors, Map<string, Stop>>()

/** As `doors.pipeline`, together with others of the same municipality. Only for those who reach no rows of their own. */
export function inCompany(
  doors: Doors,
  { municipalityId, role }: Omit<Guest, 'reach'>,
  login: Login,
  { order, statements }: Pick<Passenger, 'order' | 'statements'>,
): Promise<Results> {
  const own = stops.get(doors) ?? new Map<string, Stop>()
  stops.set(doors, own)
  const name = `${municipalityId} ${role} ${login}`
  const stop = own.get(name) ?? { waiting: [], underWay: 0, isCalled: false }
  own.set(name, stop)
  const go = (some: readonly Passenger[]) =>
    doors.pipeline(
      { municipalityId, role },
      login,
      some.flatMap((one) => one.statements),
    )
  return new Promise((resolve, reject) => {
    stop.waiting.push({ order, statements, tell: { resolve, reject } })
    call(stop, go)
  })
}

/** When all that came in this turn of the thread is there. */
function call(stop: Stop, go: (some: readonly Passenger[]) => Promise<Results>): void {
  if (stop.isCalled || stop.underWay >= companies || stop.waiting.length === 0) return
  stop.isCalled = true
  setImmediate(() => {
    stop.isCalled = false
    const some = stop.waiting.splice(0, seats).toSorted((left, right) => Buffer.compare(left.order, right.order))
    stop.underWay++
    void travel(some, go).finally(() => {
      stop.underWay--
      call(stop, go)
    })
    call(stop, go)
  })
}

async function travel(some: readonly Passenger[], go: (some: readonly Passenger[]) => Promise<Results>): Promise<void> {
  try {
    const results = await go(some)
    let at = 0
    for (const { statements, tell } of some) {
      tell.resolve(results.slice(at, at + statements.length))
      at += statements.length
    }
  } catch (error) {
    // What the database refused may be one of them: then each goes alone. A line that broke is nobody's fault, and they come again.
    if (some.length > 1 && error instanceof pg.DatabaseError) await Promise.all(some.map((one) => travel([one], go)))
    else for (const { tell } of some) tell.reject(error)
  }
}
