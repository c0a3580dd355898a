/**
 * Processor time of the three that make a measurement, where the machine tells it (Linux): steady on a machine that does other
 * things beside, where what is done in a second is not.
 */
import { readdirSync, readFileSync } from 'node:fs'

/** Seconds. */
export type ProcessorTime = { readonly client: number; readonly server: number; readonly database: number }

export type Measured = { readonly server: number; readonly database: number }

/** Spent so far by this process, by the server's and by PostgreSQL's. Undefined where it is not told. */
export function processorTime({ server, database }: Measured): ProcessorTime | undefined {
  if (process.platform !== 'linux') return undefined
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (statOf(name) ?? []) : []))
  const spent = (of: readonly Stat[]) => of.reduce((sum, { ticks }) => sum + ticks, 0) / ticksPerSecond
  const [postmaster] = all.filter(({ id }) => id === database)
  return {
    client: spent(all.filter(({ id }) => id === process.pid)),
    server: spent(all.filter(({ id }) => id === server)),
    database: spent(all.filter(({ id, parent }) => id === database || parent === database)) + (postmaster?.ofEnded ?? 0) / ticksPerSecond,
  }
}

/** Milliseconds of each, for one of so many things done in between. */
export function costOf(before: ProcessorTime, after: ProcessorTime, done: number): ProcessorTime {
  const each = (of: keyof ProcessorTime) => ((after[of] - before[of]) * 1000) / done
  return { client: each('client'), server: each('server'), database: each('database') }
}

/** What Linux counts in, whatever the machine. */
const ticksPerSecond = 100

type Stat = { readonly id: number; readonly parent: number; readonly ticks: number; readonly ofEnded: number }

/** Undefined of a process that has ended meanwhile. */
function statOf(id: string): Stat | undefined {
  try {
    // The name, in brackets, may hold anything.
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').at(-1)?.split(' ').map(Number) ?? []
    const [, parent = 0] = fields
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11)
    return { id: Number(id), parent, ticks: user + system, ofEnded: endedUser + endedSystem }
  } catch {
    return undefined
  }
}
