/** The program under load, as it is started anywhere: its port on the first line, stopped by a signal or with whoever started it. */
import { locateDatabase } from '#database/connection.ts'
import { keysOfSecret, openKeyring } from '#database/keyring.ts'
import { openDoors } from '#database/transaction.ts'
import type { House } from '../../house.ts'
import { buildApp } from '../../http/app.ts'
import { isReady } from '../../installation.ts'
import { untilToldToStop } from '../../main.ts'
import { throwAwaySecret } from './throw-away-keys.ts'

const connectionString = process.argv[2] ?? ''
const toldToStop = untilToldToStop()
const keyring = openKeyring(keysOfSecret(throwAwaySecret))
await using doors = openDoors({ ...locateDatabase(connectionString), password: keyring.loginPassword })
const house: House = { doors, keyring, origin: 'http://localhost', logins: [], isDemo: true, now: () => new Date() }
const app = await buildApp(house, { isReady: () => isReady(doors) })
await app.listen({ host: '127.0.0.1', port: 0 })
const address = app.server.address()
process.stdout.write(`${typeof address === 'object' && address !== null ? address.port : 0}\n`)
await toldToStop
await app.close()
