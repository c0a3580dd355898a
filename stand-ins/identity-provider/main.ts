/** Starts the stand-in for UNI-Login: `node stand-ins/identity-provider/main.ts --help`. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readPeople } from './people.ts'
import { startIdentityProvider } from './uni-login.ts'

const help = `A stand-in for UNI-Login, for demonstrations and tests only. Everybody in it is invented.

  --port <number>       where to listen; 0 (the default) lets the machine choose
  --host <name>         127.0.0.1 (the default) or localhost
  --people <file>       who can be picked; default people.json beside this program
  --redirect <address>  where the product takes the code; may be given several times
  --client-id <id>      default boernungeliv
  --client-secret <s>   default kun-til-demonstration
  --with-parent         ends when its standard input ends, so that it never outlives who started it

Prints one line when it is ready: ready <issuer>
`

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    people: { type: 'string', default: join(import.meta.dirname, 'people.json') },
    redirect: { type: 'string', multiple: true, default: [] },
    'client-id': { type: 'string', default: 'boernungeliv' },
    'client-secret': { type: 'string', default: 'kun-til-demonstration' },
    'with-parent': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  process.stdout.write(help)
} else if (!['127.0.0.1', 'localhost'].includes(values.host) || !/^\d{1,5}$/.test(values.port) || values.redirect.length === 0) {
  process.stderr.write(`Give --redirect and, if any, a loopback --host and a numeric --port.\n\n${help}`)
  process.exitCode = 1
} else {
  const provider = await startIdentityProvider({
    host: values.host,
    port: Number(values.port),
    people: readPeople(values.people),
    redirects: values.redirect,
    client: { id: values['client-id'], secret: values['client-secret'] },
  })
  process.stdout.write(`ready ${provider.issuer}\n`)

  const stop = () => {
    process.stdin.destroy()
    void provider[Symbol.asyncDispose]()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  if (values['with-parent']) process.stdin.once('end', stop).once('error', stop).resume()
}
