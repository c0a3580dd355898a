import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { openTestDatabase, startTestCluster } from './test-database.ts'

test('each test file has a database of its own', async () => {
  await using one = await openTestDatabase()
  await using other = await openTestDatabase()
  await one.asOwner((client) => client.query('create table common.mine (n int)'))
  assert.equal((await other.asOwner((client) => client.query("select to_regclass('common.mine') as found"))).rows[0].found, null)
})

test('a run killed with SIGKILL leaves a cluster that the next run clears away', async () => {
  const program = `import { startTestCluster } from '${new URL('./test-database.ts', import.meta.url).href}'
    const { dataDirectory, processId } = await startTestCluster()
    console.log(JSON.stringify({ dataDirectory, processId }))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  let left = { dataDirectory: '', processId: 0 }
  for await (const line of createInterface(child.stdout)) {
    left = JSON.parse(line)
    break
  }
  child.kill('SIGKILL')
  await new Promise((done) => child.once('exit', done))
  assert.ok(existsSync(left.dataDirectory))

  await using _next = await startTestCluster()
  assert.ok(!existsSync(dirname(left.dataDirectory)))
  const commandLine = `/proc/${left.processId}/cmdline`
  assert.ok(!existsSync(commandLine) || readFileSync(commandLine, 'utf8') === '')
})
