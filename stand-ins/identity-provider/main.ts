/** Starts the stand-in for the logins: `node stand-ins/identity-provider/main.ts --help`. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readPeople } from './people.ts'
import { startIdentityProvider } from './identity-provider.ts'
import { generations } from './logins.ts'
import { faults, isFault } from './saml/faults.ts'

const help = `A stand-in for the logins, for demonstrations and tests only. Everybody in it is invented.
It plays UNI-Login and an installation's own login (OpenID Connect), Context Handler and NemLog-in (SAML 2.0).

  --port <number>       where to listen; 0 (the default) lets the machine choose
  --host <name>         127.0.0.1 (the default) or localhost
  --people <file>       who can be picked; default people.json beside this program
  --redirect <address>  where the product takes the code; may be given several times
  --service-provider <address or file>
                        metadata of a service provider that SAML is spoken with; may be given several times
  --client-id <id>      default boernungeliv
  --client-secret <s>   default kun-til-demonstration
  --generation <name>   what Context Handler speaks to everybody: ${generations.join(' or ')}
  --misbehave <fault>   every SAML answer is wrong in this way, to see that it is refused
  --with-parent         ends when its standard input ends, so that it never outlives who started it

Prints one line when it is ready: ready <issuer of UNI-Login>
The other logins lie beside it: /auth/realms/kommunen, /context-handler/metadata, /nemlog-in/metadata

Faults:
${Object.entries(faults)
  .map(([name, meaning]) => `  ${name.padEnd(29)} ${meaning}`)
  .join('\n')}
`

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    people: { type: 'string', default: join(import.meta.dirname, 'people.json') },
    redirect: { type: 'string', multiple: true, default: [] },
    'service-provider': { type: 'string', multiple: true, default: [] },
    generation: { type: 'string' },
    misbehave: { type: 'string' },
    'client-id': { type: 'string', default: 'boernungeliv' },
    'client-secret': { type: 'string', default: 'kun-til-demonstration' },
    'with-parent': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const generation = generations.find((one) => one === values.generation)
const misbehave = values.misbehave !== undefined && isFault(values.misbehave) ? values.misbehave : undefined

if (values.help) {
  process.stdout.write(help)
} else if (
  !['127.0.0.1', 'localhost'].includes(values.host) ||
  !/^\d{1,5}$/.test(values.port) ||
  values.redirect.length === 0 ||
  generation !== values.generation ||
  misbehave !== values.misbehave
) {
  process.stderr.write(
    `Give --redirect and, if any, a loopback --host, a numeric --port, and a --generation or --misbehave of those below.\n\n${help}`,
  )
  process.exitCode = 1
} else {
  const provider = await startIdentityProvider({
    host: values.host,
    port: Number(values.port),
    people: readPeople(values.people),
    redirects: values.redirect,
    client: { id: values['client-id'], secret: values['client-secret'] },
    serviceProviders: values['service-provider'],
    ...(generation === undefined ? {} : { generation }),
    ...(misbehave === undefined ? {} : { misbehave }),
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
