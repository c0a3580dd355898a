/** Starts the stand-in for everybody who carries messages: `node stand-ins/messages/main.ts --help`. */
import { parseArgs } from 'node:util'
import { misbehaviours, openOffice } from './caught.ts'
import { startGateway, token } from './gateway.ts'
import { startMailCatcher } from './mail.ts'

const help = `A mail server, an SMS gateway and a gateway to Digital Post that deliver to nobody, for demonstrations and tests only.

  --mail-port <number>    where mail is taken on 127.0.0.1; 0 (the default) lets the machine choose
  --port <number>         where SMS and Digital Post are taken, and the page with all of it is; 0 likewise
  --schema <directory>    where the official schema of MeMo lies: a message that is not valid is refused
  --with-parent           ends when its standard input ends, so that it never outlives who started it

Prints one line when it is ready: ready <mail> <sms> <post> <page>
The gateways ask for the token ${token}. What was caught is at <page> and, as JSON, at <page>messages.json; a POST of
{"kind":"mail|sms|post","how":"<way>","times":1,"to":"…"} to <page>misbehave makes the next messages go wrong:
${Object.entries(misbehaviours)
  .map(([name, meaning]) => `  ${name.padEnd(22)} ${meaning}`)
  .join('\n')}
`

const { values } = parseArgs({
  options: {
    'mail-port': { type: 'string', default: '0' },
    port: { type: 'string', default: '0' },
    schema: { type: 'string' },
    'with-parent': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  process.stdout.write(help)
} else if (!/^\d{1,5}$/.test(values.port) || !/^\d{1,5}$/.test(values['mail-port'])) {
  process.stderr.write(help)
  process.exitCode = 1
} else {
  const office = openOffice()
  const mail = await startMailCatcher(office, { port: Number(values['mail-port']) })
  const gateway = await startGateway(office, { port: Number(values.port), schemaDirectory: values.schema })
  process.stdout.write(`ready ${mail.address} ${gateway.sms} ${gateway.post} ${gateway.page}\n`)
  const stop = () => void Promise.all([mail[Symbol.asyncDispose](), gateway[Symbol.asyncDispose]()]).then(() => process.exit())
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  if (values['with-parent']) process.stdin.once('end', stop).once('error', stop).resume()
}
