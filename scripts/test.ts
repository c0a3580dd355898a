/**
 * `npm test`: everything, in one order, with one summary. `npm test -- unit database` runs some of it.
 *
 * The files of a group share a few processes, which is forty times faster than a process per file, and two of them run at the
 * same time, each with a throw-away cluster of its own.
 *
 * Of the browser's each file is a process. They too run in two rows. One shares a demonstration, in which one file follows
 * another, so that none meets what a second one is just changing; in the other each file has its own world, and the first row
 * helps with those when it is through. After each group stand the files that took longest.
 */
import { spawn } from 'node:child_process'
import { existsSync, globSync, mkdtempDisposableSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Embedded } from '#database/embedded.ts'
import { addressesOf, startDemonstration } from '../tests/browser/demonstration.ts'
import { startTestCluster } from '../tests/test-database.ts'
import { check, checks } from './checks.ts'
import type { Counted } from './count-reporter.ts'

type Count = Omit<Counted, 'took'>

type Group = {
  readonly files: readonly string[]
  readonly except?: readonly string[]
  readonly isolation: 'none' | 'process'
  /**
   * Dealt to so many processes. Hooks at the top of all files of one process come before its first test, so few files keep few
   * databases at once; the more processes, the more often the program is read in.
   */
  readonly parts?: number
  /** Which cluster the files clone their databases in; none when they need no database. */
  readonly cluster?: 'embedded' | '15'
  /** The files share one product, started from outside. */
  readonly isDemonstrated?: true
  /** Those of the files that share nothing with the rest: they run at the same time, one by one, the longest first. */
  readonly beside?: readonly string[]
}

const none: Counted = { passed: 0, failed: 0, skipped: 0, took: {} }

const root = fileURLToPath(new URL('..', import.meta.url))
const oldBinaries = '/usr/lib/postgresql/15/bin'
const groupTimeoutMs = 50 * 60_000
const testTimeoutMs = 5 * 60_000

const databaseFiles = [
  'database/**/*.test.ts',
  'lillekoebing/**/*.test.ts',
  'server/**/*.test.ts',
  'stand-ins/**/*.test.ts',
  'tests/*.test.ts',
]

const groups: Readonly<Record<string, Group>> = {
  unit: { files: ['domain/**/*.test.ts', 'api/**/*.test.ts', 'content/**/*.test.ts', 'web/**/*.test.ts'], isolation: 'none', parts: 4 },
  house: { files: ['tests/house.test.ts'], isolation: 'none' },
  database: { files: databaseFiles, isolation: 'none', parts: 14, cluster: 'embedded' },
  postgres15: {
    files: ['database/**/*.test.ts', 'tests/*.test.ts'],
    // What runs no query, is about more than the database, starts the embedded 18 itself, or prints what 18 says.
    except: [
      'database/{embedded,keyring,print-schema}.test.ts',
      'tests/{house,overload,several-processes,tcp-proxy,test-database,walls,weak-line}.test.ts',
    ],
    isolation: 'none',
    parts: 4,
    cluster: '15',
  },
  browser: {
    files: ['tests/browser/**/*.test.ts'],
    isolation: 'process',
    cluster: 'embedded',
    isDemonstrated: true,
    beside: ['pages', 'lesson', 'offline', 'nothing-left', 'kinds', 'several-processes', 'sign-in', 'gallery', 'stand-in'].map(
      (name) => `tests/browser/${name}.test.ts`,
    ),
  },
}

/** Without names: the checks and every group but `house`, whose file is among those of `database`. */
const everything = ['check', 'unit', 'database', 'postgres15', 'browser']

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => name !== 'check' && !(name in groups))
if (unknown.length > 0) {
  process.stderr.write(`No such group: ${unknown.join(', ')}. There are check, ${Object.keys(groups).join(', ')}.\n`)
  process.exitCode = 2
} else {
  const counts = await runAll(asked.length === 0 ? everything : asked)
  const total = sum(Object.values(counts))
  process.stdout.write('\n')
  for (const [name, count] of Object.entries(counts))
    process.stdout.write(
      `${count.failed === 0 ? '✔' : '✖'} ${name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`,
    )
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
  if (total.failed > 0) process.exitCode = 1
}

async function runAll(names: readonly string[]): Promise<Record<string, Count>> {
  const counts: Record<string, Count> = {}
  using compiled = mkdtempDisposableSync(join(tmpdir(), 'bul-compiled-'))
  // Half of what a program of ours takes to start is reading TypeScript, and a run starts hundreds: the first leaves it to the rest.
  process.env['NODE_COMPILE_CACHE'] = compiled.path
  await using clusters = keepClusters()
  for (const name of names) {
    process.stdout.write(`\n── ${name}\n`)
    const group = groups[name]
    counts[name] = group === undefined ? await runChecks() : await runGroup(group, clusters)
  }
  return counts
}

async function runChecks(): Promise<Count> {
  const results: boolean[] = []
  for (const one of checks) results.push(await check(one))
  return { passed: results.filter(Boolean).length, failed: results.filter((isWell) => !isWell).length, skipped: 0 }
}

async function runGroup(
  { files, except = [], isolation, parts = 1, cluster, isDemonstrated, beside = [] }: Group,
  clusters: Clusters,
): Promise<Count> {
  const found = globSync(files, { cwd: root, exclude: except }).toSorted()
  if (found.length === 0) return none
  if (cluster === '15' && !existsSync(join(oldBinaries, 'postgres'))) {
    process.stdout.write(`﹣ skipped: PostgreSQL 15 is not installed (${oldBinaries})\n`)
    return { passed: 0, failed: 0, skipped: 1 }
  }
  // Ready before anything runs: it builds the pages, which a demonstration that a file starts for itself then finds.
  await using demonstration = isDemonstrated === true ? await startDemonstration() : undefined
  const shared = demonstration === undefined ? {} : { TEST_DEMONSTRATION: JSON.stringify(addressesOf(demonstration)) }
  const queue = deal(
    found.filter((file) => !beside.includes(file)),
    parts,
  )
  const alone = beside.map((file) => [file])
  const first = cluster ? await clusters.environmentFor(cluster, 'first') : {}
  const second = cluster && queue.length + alone.length > 1 ? await clusters.environmentFor(cluster, 'second') : {}
  const row = async (from: string[][], environment: Readonly<Record<string, string>>) => {
    const counted: Counted[] = []
    for (let part = from.shift(); part !== undefined; part = from.shift())
      counted.push(await runFiles(part, isolation, environment, { isKept: parts > 1 || from === alone }))
    return counted
  }
  const inFirst = row(queue, { ...first, ...shared }).then(async (counted) => [...counted, ...(await row(alone, first))])
  const counted = (await Promise.all([inFirst, row(alone.length > 0 ? alone : queue, second)])).flat()
  tellDearest(counted)
  return sum(counted)
}

/** As cards are dealt, so that what is long is not all in one. */
function deal(files: readonly string[], parts: number): string[][] {
  const dealt = Array.from({ length: parts }, (): string[] => [])
  for (const [place, file] of files.entries()) dealt[place % parts]?.push(file)
  return dealt.filter((part) => part.length > 0)
}

/** Where the time goes, so that it is seen when a file has become dear. */
function tellDearest(counted: readonly Counted[]): void {
  const took = new Map<string, number>()
  for (const [file, ms] of counted.flatMap((one) => Object.entries(one.took))) took.set(file, (took.get(file) ?? 0) + ms)
  const dearest = [...took].toSorted(([, one], [, other]) => other - one).slice(0, 10)
  for (const [file, ms] of dearest) process.stdout.write(`${(ms / 1000).toFixed(0).padStart(5)} s  ${file.replace(root, '')}\n`)
}

/** One `node --test`. What it says is shown as it comes, or kept until its end, when somebody else is speaking. */
async function runFiles(
  files: readonly string[],
  isolation: Group['isolation'],
  environment: Readonly<Record<string, string>>,
  { isKept = false } = {},
): Promise<Counted> {
  const directory = mkdtempSync(join(tmpdir(), 'bul-count-'))
  const [countFile, saidFile] = [join(directory, 'count'), join(directory, 'said')]
  try {
    const reporters = [
      '--test-reporter=spec',
      `--test-reporter-destination=${isKept ? saidFile : 'stdout'}`,
      `--test-reporter=${join(root, 'scripts/count-reporter.ts')}`,
      `--test-reporter-destination=${countFile}`,
    ]
    const limits = [
      '--test-force-exit',
      `--test-isolation=${isolation}`,
      `--test-timeout=${testTimeoutMs}`,
      ...(isolation === 'process' ? ['--test-concurrency=1'] : []),
    ]
    const child = spawn(process.execPath, ['--test', ...limits, ...reporters, ...files], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, LOG_LEVEL: 'silent', ...environment },
    })
    const impatient = setTimeout(() => child.kill('SIGKILL'), groupTimeoutMs)
    const code = await new Promise<number | null>((done) => child.once('exit', done))
    clearTimeout(impatient)
    if (isKept && existsSync(saidFile)) process.stdout.write(readFileSync(saidFile))
    const count: Counted | undefined = existsSync(countFile) ? lastLine(readFileSync(countFile, 'utf8')) : undefined
    if (count !== undefined && (code === 0 || count.failed > 0)) return count
    process.stdout.write(`✖ the tests ended without a result (exit code ${code})\n`)
    return { ...(count ?? none), failed: 1 }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function lastLine(text: string): Counted | undefined {
  const line = text.trim().split('\n').at(-1)
  return line ? JSON.parse(line) : undefined
}

type Clusters = AsyncDisposable & {
  readonly environmentFor: (cluster: 'embedded' | '15', row: 'first' | 'second') => Promise<Record<string, string>>
}

/** Each cluster is started when the first group asks for it: one a row, for logins and what waits for a lock are the whole cluster's. */
function keepClusters(): Clusters {
  const started = new Map<string, Embedded>()
  return {
    async environmentFor(name, row) {
      const cluster = started.get(`${name} ${row}`) ?? (await startTestCluster(name === '15' ? oldBinaries : undefined))
      started.set(`${name} ${row}`, cluster)
      return { TEST_CLUSTER: cluster.connectionString, TEST_POSTGRES: name === '15' ? '15' : '' }
    },
    async [Symbol.asyncDispose]() {
      for (const cluster of started.values()) await cluster[Symbol.asyncDispose]()
    },
  }
}

function sum(counts: readonly Count[]): Count {
  return counts.reduce(
    (left, right) => ({ passed: left.passed + right.passed, failed: left.failed + right.failed, skipped: left.skipped + right.skipped }),
    { passed: 0, failed: 0, skipped: 0 },
  )
}
