/**
 * The check must be able to fail. Both faults here acknowledge what is not yet safe, one on each side of the wire: a
 * database that answers COMMIT before its log is written, which a kill of PostgreSQL shows because what lies in its shared
 * memory dies with it; and a server that answers before the commit, which a kill of the server shows. Either is one line
 * of configuration or code away.
 */
import type { Chance } from '../stubborn-page.ts'
import { gather } from './crowd.ts'
import { type Ground, openGround, signal } from './ground.ts'

export type Control = {
  readonly name: string
  /** How much was lost; tries a few times before it is none. */
  readonly lose: (chance: Chance) => Promise<number>
}

const size = { pupils: 60, children: 0, cases: 0, hands: 12 }

export const controls: readonly Control[] = [
  {
    name: 'synchronous_commit = off, PostgreSQL killed',
    lose: (chance) =>
      loseSomething(
        chance,
        async ({ database, restartServer }) => {
          await database.asOwner((client) => client.query('alter role bul_statistics set synchronous_commit = off'))
          await restartServer()
        },
        async (ground) => {
          for (const one of await ground.processes()) signal(one, 'SIGKILL')
          await ground.restartDatabase()
        },
      ),
  },
  {
    name: 'a server that acknowledges before the commit, killed',
    lose: (chance) =>
      loseSomething(
        chance,
        (ground) => ground.restartServer(['careless']),
        (ground) => ground.restartServer(),
      ),
  },
]

/** Lets a class answer and kills in the midst of it, with up to five classes, until something is missing. */
async function loseSomething(
  chance: Chance,
  spoil: (ground: Ground) => Promise<void>,
  kill: (ground: Ground) => Promise<void>,
): Promise<number> {
  await using ground = await openGround()
  await spoil(ground)
  for (let times = 0; times < 5; times++) {
    const crowd = await gather(ground.database, ground.origin, 100 + times, size, chance)
    await crowd.untilPromised(40)
    await kill(ground)
    await crowd.stop()
    const { lost } = await crowd.result()
    if (lost.length > 0) return lost.length
  }
  return 0
}
