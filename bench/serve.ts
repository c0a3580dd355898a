/** The server under measurement: the product's own app, on a loopback port it prints. */
import { locateDatabase } from '#database/connection.ts'
import { openKeyring } from '#database/keyring.ts'
import { openDoors } from '#database/transaction.ts'
import { buildApp } from '#server/http/app.ts'
import { benchKeys } from './house.ts'
import { addSameBytes } from './same-bytes.ts'
import { uniLogin } from '#server/http/login.ts'

const connectionString = process.argv[2] ?? ''
const keyring = openKeyring(benchKeys)
const doors = openDoors({ ...locateDatabase(connectionString), password: keyring.loginPassword })
const house = {
  doors,
  keyring,
  origin: 'http://localhost',
  isDemo: true,
  now: () => new Date(),
  logins: [uniLogin({ issuer: 'http://localhost:1', clientId: 'bench', clientSecret: 'bench' })],
}
const app = await buildApp(house, { isReady: async () => true, webDirectory: new URL('../dist', import.meta.url).pathname })
addSameBytes(app, house)
await app.listen({ host: '127.0.0.1', port: 0 })
const address = app.server.address()
house.origin = `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`
process.stdout.write(`${typeof address === 'object' && address !== null ? address.port : 0}\n`)
process.once('SIGTERM', async () => {
  await app.close()
  await doors[Symbol.asyncDispose]()
})
