/** Sends what waits of one survey, in a process of its own that can be killed: `node tests/send-in-process.ts <database> <survey> <moment>`. */
import { locateDatabase } from '#database/connection.ts'
import { openDoors } from '#database/transaction.ts'
import type { House } from '#server/house.ts'
import { sendMessages } from '#server/jobs/send-messages.ts'
import { carriersOf, readMessageConnections } from '#server/message-connection.ts'
import { testKeyring } from './test-database.ts'

const [, , url = '', surveyId = '', moment = ''] = process.argv
const { host, port } = locateDatabase(url)
await using doors = openDoors({ host, port, database: new URL(url).pathname.slice(1), password: testKeyring.loginPassword })
const house = {
  doors,
  keyring: testKeyring,
  origin: 'http://localhost:3000',
  logins: [],
  isDemo: true,
  now: () => new Date(moment),
  carriers: carriersOf(readMessageConnections(process.env, { isDemo: true })),
} as House
for (let slice = 0; slice < 20; slice++) await sendMessages(house, { municipalityId: 881, surveyId })
process.stdout.write('done\n')
