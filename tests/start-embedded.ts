/** A program of its own for the tests of the launcher: starts PostgreSQL, says where, and lives until told. */
import { startEmbedded } from '../database/embedded.ts'

const [dataDirectory = '', fresh] = process.argv.slice(2)

try {
  await using database = await startEmbedded({ dataDirectory, fresh: fresh === 'fresh' })
  process.stdout.write(
    `${JSON.stringify({ connectionString: database.connectionString, dataDirectory: database.dataDirectory, processId: database.processId })}\n`,
  )
  await new Promise((done) => process.stdin.resume().once('end', done))
} catch (error) {
  process.stdout.write(`${JSON.stringify({ refused: error instanceof Error ? error.message : 'unknown' })}\n`)
  process.exitCode = 1
}
