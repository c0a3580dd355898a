/**
 * `npm run test:overload`: ten times the load that fills the machine for half a minute, then a minute of slow lines, and what came
 * of it. Ends with 1 when an acknowledged answer was lost, a save was refused or failed, documents were not refused before pages, or
 * memory grew without bound. The same in small is tests/overload.test.ts.
 */
import { openArena } from '../tests/overload/arena.ts'
import { saveFlatOut } from '../tests/overload/children.ts'
import { holdSlowLines } from '../tests/overload/slow-lines.ts'
import { loadTooMuch } from '../tests/overload/too-much.ts'

/** 32 who save flat out fill two cores, and ten people at work who ask without pause. */
const tenfold = { children: 320, people: 100, readers: 100, seconds: 30 }
const slow = { lines: 300, seconds: 60 }
const megabytesAtMost = 600

await using arena = await openArena(tenfold.children)
const say = (line: string) => process.stdout.write(`${line}\n`)
const faults: string[] = []
const expect = (isSo: boolean, what: string) => isSo || faults.push(what)
const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024)

say(
  `${tenfold.children} children, ${tenfold.people} people at work and ${tenfold.readers} who print, all without pause, ${tenfold.seconds} s`,
)
const { saves, pages, documents, wrong, lost, memory, recoveredMs } = await loadTooMuch(arena.server, arena.database, arena, tenfold)
for (const [name, { served, refused }] of Object.entries({ saves, pages, documents }))
  say(`  ${name.padEnd(10)} ${served} served, ${refused} refused (${Math.round((100 * refused) / Math.max(1, served + refused))} %)`)
say(`  memory     ${megabytes(memory.before)} MB before, ${megabytes(memory.most)} at most, ${megabytes(memory.after)} after`)
say(`  recovered  ${Math.round(recoveredMs)} ms after the load ended; ${lost} acknowledged answers lost`)
const share = ({ served, refused }: typeof saves) => refused / Math.max(1, served + refused)
expect(lost === 0, 'acknowledged answers were lost')
expect(wrong.length === 0, `answered wrongly: ${[...new Set(wrong)].join('; ')}`)
expect(saves.refused === 0 && saves.served > 1_000, 'saves did not go on')
expect(documents.refused > 0 && share(documents) > share(pages), 'documents were not refused first')
expect(megabytes(memory.most - memory.before) < megabytesAtMost, 'memory grew')

say(`${3 * slow.lines} slow lines for ${slow.seconds} s, beside twenty children`)
const children = await saveFlatOut(arena.port, arena.play, 20, 50)
const { ended, opened } = await holdSlowLines(arena.port, slow)
const statuses = children.statuses()
const lostBeside = await children.stop(arena.database)
say(`  ${statuses[200] ?? 0} saves, ${opened} lines opened, ${ended} cut by the server; ${lostBeside} acknowledged answers lost`)
expect(lostBeside === 0, 'acknowledged answers were lost beside slow lines')
expect(Object.keys(statuses).join() === '200', `saves failed beside slow lines: ${JSON.stringify(statuses)}`)
expect(ended >= 2 * slow.lines, 'slow lines were not cut')

say(faults.length === 0 ? '✔ overload is borne' : faults.map((fault) => `✖ ${fault}`).join('\n'))
process.exitCode = faults.length === 0 ? 0 : 1
