/** Starts the stand-in for STIL: `node stand-ins/stil/main.ts --help`. */
import { parseArgs } from 'node:util'
import { isMisbehaviour, misbehaviours } from './misbehaviour.ts'
import { provider, startStil } from './stil.ts'

const help = `A stand-in for STIL's wsiEKSPORT 7, for demonstrations and tests only. Everybody in it is invented.
It refuses questions that are not signed by published-client.pem, and signs its answers by published-signer.pem.

  --port <number>         where to listen on 127.0.0.1; 0 (the default) lets the machine choose
  --institution <number>[:<pupils>]
                          six characters, and how many pupils (default 100); may be given several times
  --school-year <year>    the year it began; default 2026
  --misbehave <way>       every answer is wrong in this way

Prints one line when it is ready: ready <address>
The provider's id is ${provider}.

Ways to misbehave:
${Object.entries(misbehaviours)
  .map(([name, meaning]) => `  ${name.padEnd(22)} ${meaning}`)
  .join('\n')}
`

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    institution: { type: 'string', multiple: true, default: ['881009:40'] },
    'school-year': { type: 'string', default: '2026' },
    misbehave: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const institutions = values.institution.map((one) => /^([0-9A-Z]{6})(?::(\d{1,5}))?$/.exec(one))
const how = values.misbehave

if (values.help) {
  process.stdout.write(help)
} else if (institutions.includes(null) || !/^\d{1,5}$/.test(values.port) || (how !== undefined && !isMisbehaviour(how))) {
  process.stderr.write(help)
  process.exitCode = 1
} else {
  const stil = await startStil({
    port: Number(values.port),
    schoolYear: Number(values['school-year']),
    institutions: institutions.map((found) => ({
      number: found?.[1] ?? '',
      name: `Skolen ${found?.[1]}`,
      pupils: Number(found?.[2] ?? 100),
    })),
  })
  if (how !== undefined && isMisbehaviour(how)) stil.misbehave(how)
  process.stdout.write(`ready ${stil.address}\n`)
  const stop = () => void stil[Symbol.asyncDispose]()
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}
