/** What is checked without running anything: types, lint, format, dead code. */
import { spawn } from 'node:child_process'

export type Check = { readonly name: string; readonly command: string; readonly args: readonly string[] }

export const checks: readonly Check[] = [
  { name: 'types', command: 'tsc', args: ['-b'] },
  { name: 'lint', command: 'oxlint', args: ['--format', 'unix', '--deny-warnings'] },
  { name: 'format', command: 'oxfmt', args: ['--check'] },
  { name: 'dead code', command: 'knip', args: ['--no-progress'] },
]

/** Runs one and returns whether all was well; what it says goes to the terminal. */
export async function check({ name, command, args }: Check): Promise<boolean> {
  const child = spawn(new URL(`../node_modules/.bin/${command}`, import.meta.url).pathname, args, {
    stdio: 'inherit',
    cwd: new URL('..', import.meta.url).pathname,
  })
  const code = await new Promise<number | null>((done) => child.once('error', () => done(1)).once('exit', done))
  process.stdout.write(`${code === 0 ? '✔' : '✖'} ${name}\n`)
  return code === 0
}
