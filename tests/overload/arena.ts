/** A server process on a database of its own, with classes that answer and somebody at work who prints slips. */
import { findFreePort } from '../stand-in-process.ts'
import { play, type Play } from '../play.ts'
import { type ServerProcess, startServer } from '../server-process.ts'
import { type SignedIn, signInAs } from '../sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../test-database.ts'

export type Arena = AsyncDisposable & {
  readonly database: TestDatabase
  readonly server: ServerProcess
  readonly port: number
  readonly play: Play
  readonly people: SignedIn
  /** What somebody at work opens all the time, and what takes long: a class's slips as a document. */
  readonly pages: string
  readonly documents: string
}

export async function openArena(pupils: number): Promise<Arena> {
  await using made = new AsyncDisposableStack()
  const database = made.use(await openTestDatabase())
  const played = await play(database, { '4.A': 30, '5.A': pupils })
  const [first] = played.classes
  if (!first) throw new Error('a play without a class')
  const people = await signInAs(database, 'teacher', { institutionIds: [played.institutionId], classIds: [first.id] })
  const lesson = await database.asOwner(
    async (client) => (await client.query('select id from common.lesson where class_id = $1', [first.id])).rows[0].id,
  )
  const port = await findFreePort()
  const server = made.use(await startServer(database.connectionString, port))
  const kept = made.move()
  return {
    database,
    server,
    port,
    // Whoever saves is in the large class.
    play: { ...played, classes: played.classes.slice(1) },
    people,
    pages: '/lessons',
    documents: `/lessons/${lesson}/slips`,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
