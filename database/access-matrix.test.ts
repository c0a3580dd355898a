/**
 * No user of a neighbour municipality reads or changes a row: every table × login × context × operation,
 * generated from the catalogue, and then again with each policy broken on purpose (`facts/reliability` 3.6).
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { citizens, institutionBound, roles } from '#domain/access/actor.ts'
import { type TestDatabase, openTestDatabase } from '../tests/test-database.ts'
import { home, neighbour, seedEveryTable } from '../tests/two-municipalities.ts'

/** Rows that others may read, and why; `isVisible` tells which. */
const readableByOthers: Readonly<Record<string, { readonly logins: readonly string[]; readonly where: string }>> = {
  'common.municipality': {
    logins: ['bul_staff', 'bul_statistics', 'bul_health', 'bul_assessment', 'bul_report', 'bul_sealer'],
    where: 'true',
  },
  'common.institution_directory': { logins: ['bul_staff'], where: 'true' },
  'common.reference_person': { logins: ['bul_staff'], where: 'is_published' },
  'common.network_question': { logins: ['bul_staff'], where: 'is_published' },
  'common.network_answer': { logins: ['bul_staff'], where: 'is_published' },
  'common.news': { logins: ['bul_staff'], where: 'is_published' },
  'common.intervention': { logins: ['bul_staff'], where: "state = 'published'" },
  'common.intervention_experience': { logins: ['bul_staff'], where: 'is_published' },
  'common.colour_rules': { logins: ['bul_health'], where: 'is_published' },
  'common.questionnaire': {
    logins: ['bul_staff', 'bul_statistics', 'bul_health', 'bul_assessment', 'bul_report', 'bul_sealer'],
    where: 'is_published',
  },
  'released.municipal_total': { logins: ['bul_sealer'], where: 'is_published' },
  'released.benchmark': { logins: ['bul_report', 'bul_sealer'], where: 'is_published' },
}

const logins = ['bul_staff', 'bul_statistics', 'bul_health', 'bul_assessment', 'bul_report', 'bul_sealer', 'bul_worker'] as const

type Context = {
  readonly name: string
  readonly municipality: number | null
  readonly role: string
  readonly institutions: string
  /** Ids of what of named people may be opened; none unless told. */
  readonly reach?: string
  readonly actor?: string
}

const ownChild: Context = {
  name: 'own municipality, own child',
  municipality: home.id,
  role: 'parent',
  institutions: home.institutionId,
  reach: home.pupilId,
}

/** What a citizen reads of their own municipality, and why. Of all else they read nothing, by any login of a request. */
const readableByCitizens: Readonly<Record<string, { readonly where: string; readonly why: string }>> = {
  'common.municipality': { where: 'true', why: 'names of municipalities, for everybody' },
  'common.institution': { where: 'true', why: 'names of schools: where the child is, and where one is asked' },
  'common.class': { where: 'true', why: 'names of classes, without anybody in them' },
  'common.information': { where: 'true', why: 'how the data protection officer is reached, for everybody' },
  'common.survey': { where: 'true', why: 'title, days and questionnaire of what one is invited to' },
  'common.questionnaire': { where: 'true', why: 'the questions, for everybody' },
  'common.colour_rules': { where: 'true', why: 'what an answer means for the talk, by rule: nobody is in it' },
  'common.account': { where: 'id::text = :actor', why: 'who one is oneself, for getMe' },
  'common.session': { where: 'account_id::text = :actor', why: 'signing out ends one’s own' },
  'common.pupil': { where: 'id::text = any (:reach)', why: 'one’s own child' },
  'identity.person': { where: 'id::text = any (:reach)', why: 'names of one’s own family' },
  'identity.person_key': { where: 'person_id::text = any (:reach)', why: 'the key that opens them' },
  'identity.family': { where: 'person_id::text = any (:reach)', why: 'who one’s own family is' },
  'health.invitation': { where: 'pupil_id::text = any (:reach)', why: 'what one’s own child is invited to' },
  'health.consent': {
    where: "pupil_id::text = any (:reach) and (:role <> 'parent' or decided_as = 'custodyHolder')",
    why: 'what was decided for one’s own child, and of a young person’s by that person alone',
  },
  'health.response': {
    where:
      "pupil_id::text = any (:reach) and (respondent = 'parent') = (:role = 'parent') and (:role <> 'parent' or person_id::text = any (:reach))",
    why: 'what one answered oneself: a parent’s as that parent, a pupil’s as the pupil',
  },
  'common.environment_publication': { where: 'is_public', why: 'the law has it published, for everybody' },
  'common.intervention_review': { where: 'author_id::text = :actor', why: 'of sheets one wrote oneself; no citizen writes one' },
  'audit.event': {
    where: "pupil_ids::text[] && :reach and (:role <> 'parent' or act not in ('answer.hidden', 'answer.unhidden'))",
    why: 'who has looked at one’s own child; not that something was kept from a parent',
  },
  'health.family_link': {
    where: 'pupil_id::text = any (:reach) and person_id::text = any (:reach)',
    why: 'one’s own link, so that a new one takes its place',
  },
  'common.opt_out': {
    where: "pupil_id::text = any (:reach) and (:role <> 'parent' or said_by <> 'self')",
    why: 'what one’s own family said no to before a survey',
  },
}

/** Rows of one's own that a citizen's transaction may read of this table, as a condition. */
function ownRowsOf(table: string, { role, reach = '', actor = '' }: Pick<Context, 'role' | 'reach' | 'actor'>): string {
  const { where } = readableByCitizens[table] ?? { where: 'false' }
  return where.replaceAll(':role', `'${role}'`).replaceAll(':reach', `string_to_array('${reach}', ',')`).replaceAll(':actor', `'${actor}'`)
}

const contexts: readonly Context[] = [
  { name: 'no actor', municipality: null, role: '', institutions: '' },
  { name: 'unknown municipality', municipality: 899, role: 'dataProtectionOfficer', institutions: '*' },
  { name: 'own municipality', municipality: home.id, role: 'dataProtectionOfficer', institutions: '*' },
  { name: 'neighbour municipality', municipality: neighbour.id, role: 'dataProtectionOfficer', institutions: '*' },
  { name: 'own municipality, own institution', municipality: home.id, role: 'teacher', institutions: home.institutionId },
  { name: 'own municipality, other institution', municipality: home.id, role: 'teacher', institutions: home.otherInstitutionId },
  { name: 'own municipality, nobody in reach', municipality: home.id, role: 'healthVisitor', institutions: '*' },
  { name: 'own municipality, own children', municipality: home.id, role: 'healthVisitor', institutions: '*', reach: home.classId },
  ownChild,
  { name: 'own municipality, own slip', municipality: home.id, role: 'respondent', institutions: '', reach: '02' },
  { name: 'own municipality, a job', municipality: home.id, role: 'system', institutions: '*' },
  { name: 'own municipality, helping', municipality: home.id, role: 'support', institutions: '*' },
  { name: 'own municipality, its analyst', municipality: home.id, role: 'municipalAnalyst', institutions: '*' },
]

const analyst = contexts.at(-1)!

/** Everybody who signs in, each with what their role reaches. */
const everyRole: readonly Context[] = roles.map((role) => ({
  name: `own municipality, as ${role}`,
  municipality: home.id,
  role,
  institutions: institutionBound.includes(role) || citizens.includes(role) ? home.institutionId : '*',
  reach: citizens.includes(role) ? `${home.personId},${home.pupilId}` : role === 'support' ? '' : `${home.classId},${home.assessmentId}`,
  actor: home.accountId,
}))

let database: TestDatabase
let tables: readonly Table[]

before(async () => {
  database = await openTestDatabase()
  await database.asOwner(seedEveryTable)
  tables = await database.asOwner(listTables)
})

after(() => database[Symbol.asyncDispose]())

test('every table has rows of both municipalities, or the matrix would prove nothing', async () => {
  await database.asOwner(async (client) => {
    for (const { name } of tables) {
      const { rows } = await client.query(`select distinct municipality_id from ${name}`)
      const found = rows.map(({ municipality_id }) => municipality_id)
      const wanted = name === 'released.benchmark' ? [0] : [home.id, neighbour.id]
      assert.ok(
        wanted.every((id) => found.includes(id)),
        `${name} lacks rows: add them in tests/two-municipalities.ts`,
      )
    }
  })
})

test('no login reads or changes a row of another municipality, in any context, by any operation', async () => {
  const unexpected = await database.asOwner(async (client) => {
    const found: string[] = []
    await client.query('begin')
    for (const table of tables) found.push(...(await breaches(client, table, Infinity, [...contexts, ...everyRole])))
    await client.query('rollback')
    return found
  })
  assert.deepEqual(unexpected, [])
})

test('what is granted works in its own municipality, or the matrix would praise a wall without a door', async () => {
  const silent = await database.asOwner(async (client) => {
    const found: string[] = []
    await client.query('begin')
    for (const table of tables) {
      for (const login of logins) {
        if (!table.selectBy.includes(login)) continue
        const isFamilys = ['audit.event', 'common.opt_out'].includes(table.name)
        const context = isFamilys && login === 'bul_health' ? ownChild : insiderOf(table)
        const seen = await attempt(
          client,
          login,
          context,
          `select 1 from ${table.name} where municipality_id = ${table.name === 'released.benchmark' ? 0 : home.id}`,
        )
        // A draft is found by who holds its link, and by no professional.
        const isDraft = ['health.draft', 'assessment.draft', 'health.family_link', 'common.opt_out_code'].includes(table.name)
        const isBlind = isDraft || (table.name === 'common.lesson' && login === 'bul_statistics') ? false : seen === 0
        if (isBlind || seen === 'refused') found.push(`${login} sees no own row of ${table.name}`)
      }
    }
    await client.query('rollback')
    return found
  })
  assert.deepEqual(silent, [])
})

test('a citizen reads their own, what names nobody, and nothing else, by any login that a request uses', async () => {
  const found = await database.asOwner(async (client) => {
    const breached: string[] = []
    const own = new Set<string>()
    await client.query('begin')
    for (const role of citizens) {
      const context: Context = { ...ownChild, role, actor: home.accountId, reach: `${home.personId},${home.pupilId}` }
      for (const { name, selectBy } of tables) {
        for (const login of selectBy.filter((one) => one !== 'bul_sealer' && one !== 'bul_worker')) {
          const condition = ownRowsOf(name, context)
          const others = await attempt(client, login, context, `select 1 from ${name} where not (${condition})`)
          if (others === 'refused' || others > 0) breached.push(`${login} as ${role} reads ${name}`)
          const mine = await attempt(client, login, context, `select 1 from ${name} where ${condition}`)
          if (mine !== 'refused' && mine > 0) own.add(name)
        }
      }
    }
    await client.query('rollback')
    return { breached, unneeded: Object.keys(readableByCitizens).filter((name) => !own.has(name)) }
  })
  assert.deepEqual(found, { breached: [], unneeded: [] })
})

/** What somebody who is let in to help reads of no one, by any login of a request. */
const aboutPeople =
  /^(identity\.(person|person_key|family)|common\.(pupil|slip|roster_import|opt_out|discussion_comment)|statistics\.|health\.|assessment\.|audit\.event)/

test('whoever is let in to help reads nothing of people, by any login that a request uses', async () => {
  const found = await database.asOwner(async (client) => {
    const breached: string[] = []
    await client.query('begin')
    const helping = everyRole.find(({ role }) => role === 'support')!
    for (const { name, selectBy } of tables.filter((table) => aboutPeople.test(table.name)))
      for (const login of selectBy.filter((one) => one !== 'bul_sealer' && one !== 'bul_worker')) {
        const seen = await attempt(client, login, { ...helping, reach: '' }, `select 1 from ${name}`)
        if (seen !== 'refused' && seen > 0) breached.push(`${login} reads ${name}`)
      }
    await client.query('rollback')
    return breached
  })
  assert.deepEqual(found, [])
})

test('a family keeps its child, whichever school the child has moved to', async () => {
  const seen = await database.asOwner(async (client) => {
    await client.query('begin')
    const moved = { ...ownChild, institutions: home.otherInstitutionId }
    const found = await attempt(client, 'bul_health', moved, `select 1 from common.pupil where id = '${home.pupilId}'`)
    await client.query('rollback')
    return found
  })
  assert.equal(seen, 1)
})

test('how figures are released is read and decided by an analyst, and by nobody else who asks', async () => {
  const found = await database.asOwner(async (client) => {
    const others: string[] = []
    await client.query('begin')
    const write = `insert into common.release_rule values (${home.id}, 'a wave', 'standing')`
    for (const context of everyRole.filter(({ role }) => role !== 'municipalAnalyst')) {
      for (const login of ['bul_staff', 'bul_report'])
        if ((await attempt(client, login, context, 'select 1 from common.release_rule')) !== 0) others.push(`${context.role} reads`)
      if ((await attempt(client, 'bul_staff', context, write)) !== 'refused') others.push(`${context.role} decides`)
    }
    const own = await attempt(client, 'bul_staff', analyst, write)
    await client.query('rollback')
    return { others, own }
  })
  assert.deepEqual(found, { others: [], own: 1 })
})

test('each policy broken on purpose is noticed', async () => {
  const survivors = await database.asOwner(async (client) => {
    const found: string[] = []
    const tried = new Set<string>()
    const { rows: policies } = await client.query(`
      select format('%I.%I', schemaname, tablename) as "table", policyname as name, qual, with_check
      from pg_policies where schemaname <> 'graphile_worker' and schemaname <> 'migration' order by 1, 2`)
    for (const { table: name, name: policy, qual, with_check: check } of policies) {
      const table = tables.find((candidate) => candidate.name === name)
      if (!table) continue
      const mutants = [
        ...(qual !== null && qual !== 'true' ? [`alter policy ${policy} on ${name} using (true)`] : []),
        ...(check !== null ? [`alter policy ${policy} on ${name} with check (true)`] : []),
        `alter table ${name} disable row level security`,
      ]
      for (const mutant of mutants) {
        if (tried.has(mutant) || isHarmless(name, policy, mutant)) continue
        tried.add(mutant)
        await client.query('begin')
        await client.query(mutant)
        const noticed = (await breaches(client, table, 1)).length > 0
        await client.query('rollback')
        if (!noticed) found.push(mutant)
      }
    }
    return found
  })
  assert.deepEqual(survivors, [])
})

/** Mutants that change nothing, because another lock holds: each with its reason. */
function isHarmless(table: string, policy: string, mutant: string): boolean {
  // For the owner when it migrates; no login is granted the writing.
  if (policy === 'owner_writes') return true
  // Everybody may read these already, and no login may write them.
  if (mutant.includes('disable') && table === 'common.municipality') return true
  // Asked by functions that run as the owner, and by no login: server/family/consent.test.ts.
  if (['withdrawal', 'withdrawal_ends'].includes(policy)) return true
  // As that one: tests/family-time.test.ts and server/family/opt-out.test.ts.
  if (['family_withdraws', 'family_says_no', 'left_out', 'kept'].includes(policy)) return true
  if (policy === 'family_reads' && table === 'assessment.assessment') return true
  // The function that appends runs as the owner; no login writes here: database/audit-chain.test.ts.
  if (['audit.event own_municipality_writes', 'audit.event own_rows', 'audit.head grows'].includes(`${table} ${policy}`)) return true
  // As those: links of the chain of figures and lines of the ledger are added by functions (server/report/verify-figures.test.ts, ledger.test.ts).
  if (['audit.publication grows', 'audit.shown grows'].includes(`${table} ${policy}`)) return true
  const chained = ['sealed.atom', 'sealed.head', 'sealed.merged_upward', 'sealed.withheld']
  if (chained.includes(table) && mutant.includes('with check')) return true
  // Asked by a function that runs as the owner, and by no login: server/feedback/feedback.test.ts.
  if (policy === 'families_are_told') return true
  // That nobody else decides is a test of its own above.
  if (policy === 'an_analyst_decides' && mutant.includes('with check')) return true
  // As those: server/assessment/assessment.test.ts.
  if (policy === 'sealing' && table === 'assessment.assessment_key') return true
  // As those: server/survey/renew-link.test.ts.
  if (['renewal', 'renewal_ends'].includes(policy)) return true
  // Deleting needs that it may be read, which has a policy of its own; that a leader takes nothing back: server/report/imported-figures.test.ts.
  if (
    (policy === 'expires' && (table === 'health.draft' || table === 'health.paper_typing')) ||
    (policy === 'over' && table === 'common.opt_out') ||
    (policy === 'an_analyst_takes_back' && mutant.includes('using'))
  )
    return true
  // An invitation that is moved to another municipality has no survey there.
  if (mutant.includes('with check') && table === 'health.invitation' && policy !== 'invites') return true
  // The restrictive policy beside it compares the municipality too.
  if (policy === 'own_municipality' && table === 'identity.person') return true
  // Nobody is granted the writing that WITH CHECK would guard.
  return (
    mutant.includes('with check') &&
    (policy === 'moves' || ['common.questionnaire', 'common.colour_rules', 'common.instrument_pack'].includes(table))
  )
}

/** Who must see the rows that are theirs, or the matrix would praise a wall without a door. */
function insiderOf(table: Table): Context {
  if (table.name === 'common.release_rule') return analyst
  // Whoever wrote it, and nobody else.
  if (table.name === 'common.decision_draft') return { ...contexts[2]!, actor: home.accountId }
  return isAboutNamedChildren(table) ? insideOfNamed : contexts[2]!
}

const insideOfNamed: Context = {
  name: 'own municipality, own children',
  municipality: home.id,
  role: 'healthVisitor',
  institutions: '*',
  reach: [home.classId, home.pupilId, home.assessmentId].join(','),
}

function isAboutNamedChildren({ name }: Pick<Table, 'name'>): boolean {
  return name.startsWith('health.') || name.startsWith('assessment.')
}

type Table = {
  readonly name: string
  readonly selectBy: readonly string[]
  /** Each login and the statements it is granted on any column, e.g. `bul_staff select`. */
  readonly granted: readonly string[]
  readonly columns: readonly string[]
}

async function listTables(client: pg.Client): Promise<readonly Table[]> {
  const { rows } = await client.query(
    `
    select format('%I.%I', n.nspname, c.relname) as name,
      array(select r.rolname::text from pg_roles r where r.rolname = any ($1) and has_table_privilege(r.oid, c.oid, 'select')) as "selectBy",
      array(
        select r.rolname || ' ' || statement from pg_roles r, unnest(array['select', 'insert', 'update', 'delete']) statement
        where r.rolname = any ($1)
          and case statement when 'delete' then has_table_privilege(r.oid, c.oid, statement) else has_any_column_privilege(r.oid, c.oid, statement) end
      ) as granted,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('common', 'identity', 'statistics', 'sealed', 'released', 'audit', 'health', 'assessment') and c.relkind in ('r', 'p') order by 1`,
    [logins],
  )
  return rows
}

/** Every cell of one table that is not as it must be. Runs inside a transaction; each cell rolls back to its savepoint. Stops when it has found `most`. */
async function breaches(client: pg.Client, table: Table, most = Infinity, asking = contexts): Promise<readonly string[]> {
  const found: string[] = []
  const open = readableByOthers[table.name]
  const columns = table.columns.join(', ')
  for (const login of logins) {
    for (const context of asking) {
      if (found.length >= most) return found
      const foreign = [home.id, neighbour.id, 0].filter((id) => id !== context.municipality)
      const theirs = `municipality_id in (${foreign.join(', ')})`
      const hidden = open?.logins.includes(login) ? ` and not (${open.where})` : ''
      const expectNone = async (operation: string, statement: string) => {
        // What is not granted is refused before any policy is asked, whoever says what of themselves: one context shows it.
        const isGranted = table.granted.includes(`${login} ${statement.slice(0, 6)}`)
        if (!isGranted && context !== asking[0]) return
        const outcome = await attempt(client, login, context, statement)
        if (outcome !== 'refused' && outcome > 0) found.push(`${login}, ${context.name}: ${operation} ${table.name}`)
      }
      await expectNone("reads others' rows of", `select 1 from ${table.name} where ${theirs}${hidden}`)
      await expectNone(
        "counts others' rows of",
        `select 1 from (select municipality_id${hidden ? ', ' + open!.where + ' as is_open' : ''} from ${table.name}) as scan where ${theirs}${hidden ? ' and not is_open' : ''}`,
      )
      await expectNone("changes others' rows of", `update ${table.name} set municipality_id = municipality_id where ${theirs}`)
      await expectNone("deletes others' rows of", `delete from ${table.name} where ${theirs}`)
      for (const id of foreign) {
        await expectNone(
          'writes a row for another into',
          `insert into ${table.name} (${columns}) select ${columns} from matrix.${table.name.replace('.', '_')} where municipality_id = ${id}`,
        )
      }
      if (context.municipality !== null) {
        await expectNone(
          'moves a row to another in',
          `update ${table.name} set municipality_id = ${neighbour.id === context.municipality ? home.id : neighbour.id} where municipality_id = ${context.municipality}`,
        )
      }
      if (
        context.name.includes('other institution') &&
        table.columns.includes('institution_id') &&
        [
          'common.pupil',
          'common.slip',
          'common.lesson',
          'common.action_plan',
          'common.feedback',
          'common.leader_comment',
          'common.environment_assessment',
          'common.discussion_comment',
          'common.discussion_task',
        ].includes(table.name)
      ) {
        await expectNone(
          'reads another branch of',
          `select 1 from ${table.name} where institution_id = '${home.institutionId}' and '${login}' <> 'bul_statistics'`,
        )
        await expectNone(
          'changes another branch of',
          `update ${table.name} set institution_id = institution_id where institution_id = '${home.institutionId}'`,
        )
        await expectNone(
          'moves a row to another branch of',
          `insert into ${table.name} (${columns}) select ${columns} from matrix.${table.name.replace('.', '_')} where municipality_id = ${home.id}`,
        )
      }
      if (context.name.endsWith('nobody in reach') && isAboutNamedChildren(table)) {
        await expectNone('reads, with nobody in reach,', `select 1 from ${table.name}`)
      }
      if (
        context.name === 'own municipality, own child' &&
        ['health.flag', 'health.note', 'health.journal', 'health.draft', 'identity.person'].includes(table.name)
      ) {
        await expectNone('reads, as family,', `select 1 from ${table.name}`)
        await expectNone(
          'writes, as family,',
          `insert into ${table.name} (${columns}) select ${columns} from matrix.${table.name.replace('.', '_')} where municipality_id = ${home.id}`,
        )
      }
      if (context.role === 'support' && aboutPeople.test(table.name) && login !== 'bul_sealer' && login !== 'bul_worker') {
        await expectNone('reads, helping,', `select 1 from ${table.name} where municipality_id = ${home.id}`)
        if (table.name.startsWith('identity.person'))
          await expectNone(
            'writes, helping,',
            `insert into ${table.name} (${columns}) select ${columns} from matrix.${table.name.replace('.', '_')} where municipality_id = ${home.id}`,
          )
      }
      if (context.name === 'own municipality, own child' && table.name === 'health.response') {
        await expectNone("reads, as a parent, the child's own", `select 1 from ${table.name} where respondent <> 'parent'`)
      }
      if (context === ownChild && login !== 'bul_sealer' && login !== 'bul_worker') {
        await expectNone(
          'reads, as family, what is not its own of',
          `select 1 from ${table.name} where not (${ownRowsOf(table.name, ownChild)})`,
        )
      }
      if (
        context.name === 'own municipality, own slip' &&
        table.name.startsWith('health.') &&
        !['health.invitation', 'health.draft'].includes(table.name)
      ) {
        await expectNone('reads, with a slip,', `select 1 from ${table.name}`)
      }
      if (context.name === 'own municipality, own institution' && table.name === 'audit.event') {
        await expectNone('reads, without being data protection officer,', `select 1 from ${table.name}`)
      }
      if (context.name === 'own municipality, own institution' && table.name === 'common.roster_import') {
        await expectNone('reads, without the whole municipality,', `select 1 from ${table.name}`)
        await expectNone(
          'writes, without the whole municipality,',
          `insert into ${table.name} (${columns}) select ${columns} from matrix.common_roster_import where municipality_id = ${home.id}`,
        )
      }
      if (table.name === 'common.lesson' && login === 'bul_statistics') {
        await expectNone('reads ended lessons of', `select 1 from ${table.name} where state <> 'open' and '${context.institutions}' = ''`)
      }
    }
  }
  return found
}

/** Rows touched, or `refused` when PostgreSQL says no. Leaves nothing behind. */
async function attempt(client: pg.Client, login: string, context: Context, statement: string): Promise<number | 'refused'> {
  const asked =
    context.municipality === null
      ? ''
      : `; set local app.municipality = '${context.municipality}'; set local app.role = '${context.role}'; set local app.institutions = '${context.institutions}'; set local app.reach = '${context.reach ?? ''}'; set local app.actor = '${context.actor ?? ''}'`
  try {
    const results = await client.query(`savepoint cell; set local role ${login}${asked}; ${statement}`)
    // One result a statement; the types know of one alone.
    return (results as unknown as readonly pg.QueryResult[]).at(-1)?.rowCount ?? 0
  } catch {
    return 'refused'
  } finally {
    await client.query('rollback to savepoint cell')
  }
}
