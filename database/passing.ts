/**
 * Faults that pass: the database is away, starting, full or unreachable, or somebody held what was wanted for too long.
 * The same request may go well in a while. Whether it was done is not always known, and what is sent again is sent the same.
 */
import pg from 'pg'

/**
 * 08 the connection, 40001 and 40P01 somebody else came between, 53 no room or no connections, 55P03 a lock that was not to be
 * had, 57 stopped from outside, 58 the disk.
 */
const passingStates = /^(08|40001$|40P01$|53|55P03$|57|58)/

/** Set by whoever gives a connection up (`transaction.ts`); an error of a database that spoke has the state it gave. */
export function isPassing(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return passingStates.test(error.code ?? '')
  return error instanceof Error && 'isConnectionLost' in error
}
