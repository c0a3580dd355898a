/**
 * Prints the migrated database: `schema.sql` for reading, `tables.ts` for Kysely. Read from the catalogue,
 * sorted by name, so that the same migrations print the same text on every machine.
 */
import type pg from 'pg'

type Client = Pick<pg.Client, 'query'>
type Row = Readonly<Record<string, string>>

/** Schemas that are ours: the queue brings its own. */
const ours = `n.nspname not in ('public', 'information_schema', 'graphile_worker') and n.nspname !~ '^pg_'`

const logins = `(select oid from pg_roles where rolname ~ '^bul_')`

/** The whole schema as one readable text: not for running, the migrations are. */
export async function printSchema(client: Client): Promise<string> {
  const lines = ['-- What the migrations make, printed from the catalogue by scripts/dump-schema.ts. Not edited by hand.', '']
  for (const { name, owner, comment, grants } of await rows(client, schemas)) {
    lines.push(`create schema ${name} authorization ${owner};`, ...commentOn(`schema ${name}`, comment), ...list(grants), '')
  }
  for (const { identity, definition, owner, comment, grants } of await rows(client, functions)) {
    lines.push(
      `${String(definition).trim()};`,
      `alter function ${identity} owner to ${owner};`,
      ...commentOn(`function ${identity}`, comment),
      ...list(grants),
      '',
    )
  }
  const columnsOf = await byTable(client, columns)
  const constraintsOf = await byTable(client, constraints)
  const after: ReadonlyMap<string, readonly string[]>[] = []
  for (const query of [indexes, policies, triggers, tableGrants]) after.push(await byTable(client, query))
  const commentsOf = await byTable(client, columnComments)
  for (const { name, owner, comment, protection, options } of await rows(client, tables)) {
    const inside = [...of(columnsOf, name), ...of(constraintsOf, name)]
    lines.push(`create table ${name} (`, inside.map((line) => `  ${line}`).join(',\n'), `)${options === '' ? '' : ` with (${options})`};`)
    lines.push(`alter table ${name} owner to ${owner};`, ...list(protection))
    for (const part of after) lines.push(...of(part, name).map((line) => `${line};`))
    lines.push(...commentOn(`table ${name}`, comment), ...of(commentsOf, name).map((line) => `${line};`), '')
  }
  return `${lines.join('\n').trimEnd()}\n`
}

/** Kysely's row types, in the names that CamelCasePlugin gives. */
export async function printTables(client: Client): Promise<string> {
  const found = await rows(client, typedColumns)
  const lines = [
    '/**',
    ' * Row types, printed from the migrated database by scripts/dump-schema.ts. Not edited by hand.',
    ' *',
    ' * Days are `2026-08-12`, instants ISO strings, bigint is a number (`parsers.ts`). JSON is `unknown` on the',
    ' * way out, to be parsed, and text on the way in.',
    ' */',
    "import type { ColumnType, Generated } from 'kysely'",
    '',
    'type Json = ColumnType<unknown, string, string>',
    'type JsonOrNull = ColumnType<unknown, string | null, string | null>',
    'type List<T> = ColumnType<T[], readonly T[], readonly T[]>',
    'type ListOrNull<T> = ColumnType<T[] | null, readonly T[] | null, readonly T[] | null>',
    'type GeneratedList<T> = ColumnType<T[], readonly T[] | undefined, readonly T[]>',
    '',
    'export type Database = {',
  ]
  for (const table of new Set(found.map(({ table }) => table))) {
    lines.push(`  '${camelCase(table ?? '')}': {`)
    for (const column of found.filter((row) => row.table === table)) lines.push(`    ${camelCase(column.name ?? '')}: ${typeOf(column)}`)
    lines.push('  }')
  }
  return `${[...lines, '}'].join('\n')}\n`
}

const scalars: Readonly<Record<string, string>> = {
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  text: 'string',
  uuid: 'string',
  date: 'string',
  timestamptz: 'string',
  bool: 'boolean',
  bytea: 'Buffer',
}

function typeOf({ name, type, nullable, has_default, is_generated, check }: Row): string {
  const isList = type?.startsWith('_') === true
  const element = isList ? type.slice(1) : (type ?? '')
  const isNullable = nullable === 'true'
  if (element === 'jsonb' || element === 'json') return isNullable ? 'JsonOrNull' : 'Json'
  const scalar = allowedWords(check) ?? scalars[element]
  if (scalar === undefined) throw new Error(`${name} has type ${type}, which print-schema doesn't know`)
  if (isList && isNullable) return `ListOrNull<${scalar}>`
  if (isList) return `${has_default === 'true' ? 'GeneratedList' : 'List'}<${scalar}>`
  const value = isNullable ? `${scalar} | null` : scalar
  if (is_generated === 'true') return `ColumnType<${value}, never, never>`
  return has_default === 'true' ? `Generated<${value}>` : value
}

/** A column that a check holds to a list of words has those words as its type. */
function allowedWords(check: string | undefined): string | undefined {
  const listed = /^CHECK \(\((?:\w+ = ANY \(ARRAY\[(?<several>.+)\]\)|\w+ = (?<one>'[^']*'::text))\)\)$/.exec(check ?? '')?.groups
  return (listed?.several ?? listed?.one)?.replaceAll('::text', '').split(', ').join(' | ')
}

/** The inverse of Kysely's `underscoreBeforeDigits`. */
function camelCase(name: string): string {
  const camel = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  const back = camel.replace(/[A-Z]|\d+/g, (part) => `_${part.toLowerCase()}`)
  if (back !== name) throw new Error(`${name} would be ${back} to Kysely: put an underscore before digits`)
  return camel
}

async function rows(client: Client, query: string): Promise<readonly Row[]> {
  return (await client.query(query)).rows
}

async function byTable(client: Client, query: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const lines = new Map<string, string[]>()
  for (const { name, line } of await rows(client, query)) lines.set(name ?? '', [...(lines.get(name ?? '') ?? []), line ?? ''])
  return lines
}

function of(lines: ReadonlyMap<string, readonly string[]>, table: string | undefined): readonly string[] {
  return lines.get(table ?? '') ?? []
}

function list(text: string | undefined): readonly string[] {
  return text === undefined || text === null || text === '' ? [] : text.split('\n')
}

function commentOn(what: string, comment: string | undefined): readonly string[] {
  return comment === undefined || comment === null ? [] : [`comment on ${what} is ${quote(comment)};`]
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

const grantLines = (acl: string, what: string) => `
  (select string_agg('grant ' || privileges || ' on ${what} to ' || grantee || ';', E'\\n' order by grantee collate "C")
   from (select coalesce(r.rolname, 'public') as grantee, string_agg(lower(a.privilege_type), ', ' order by a.privilege_type collate "C") as privileges
         from aclexplode(${acl}) a left join pg_roles r on r.oid = a.grantee
         where a.grantee <> OWNER and (r.oid is null or r.oid in ${logins}) group by 1) granted)`

const schemas = `
  select n.nspname as name, n.nspowner::regrole::text as owner, obj_description(n.oid, 'pg_namespace') as comment,
    ${grantLines('n.nspacl', "schema ' || n.nspname || '").replace('OWNER', 'n.nspowner')} as grants
  from pg_namespace n where ${ours} order by n.nspname collate "C"`

const functions = `
  select p.oid::regprocedure::text as identity, pg_get_functiondef(p.oid) as definition, p.proowner::regrole::text as owner,
    obj_description(p.oid, 'pg_proc') as comment,
    ${grantLines("coalesce(p.proacl, acldefault('f', p.proowner))", "function ' || p.oid::regprocedure || '").replace('OWNER', 'p.proowner')} as grants
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${ours} order by p.oid::regprocedure::text collate "C"`

const tables = `
  select n.nspname || '.' || c.relname as name, c.relowner::regrole::text as owner, obj_description(c.oid, 'pg_class') as comment,
    coalesce(array_to_string(c.reloptions, ', '), '') as options,
    concat_ws(E'\\n', case when c.relrowsecurity then format('alter table %I.%I enable row level security;', n.nspname, c.relname) end,
      case when c.relforcerowsecurity then format('alter table %I.%I force row level security;', n.nspname, c.relname) end) as protection
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${ours} order by n.nspname collate "C", c.relname collate "C"`

const columns = `
  select n.nspname || '.' || c.relname as name,
    concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
      case when a.attgenerated = 's' then 'generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
           when d.oid is not null then 'default ' || pg_get_expr(d.adbin, d.adrelid) end) as line
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and ${ours} order by c.oid, a.attnum`

const constraints = `
  select n.nspname || '.' || c.relname as name, 'constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as line
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  where k.contype in ('p', 'u', 'f', 'c', 'x') and ${ours} order by k.contype = 'p' desc, k.conname collate "C"`

const indexes = `
  select n.nspname || '.' || c.relname as name, pg_get_indexdef(i.indexrelid) as line
  from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace join pg_class x on x.oid = i.indexrelid
  where ${ours} and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
  order by x.relname collate "C"`

const policies = `
  select n.nspname || '.' || c.relname as name,
    concat_ws(' ', 'create policy', p.polname, 'on', n.nspname || '.' || c.relname,
      case when not p.polpermissive then 'as restrictive' end,
      case p.polcmd when 'r' then 'for select' when 'a' then 'for insert' when 'w' then 'for update' when 'd' then 'for delete' end,
      case when p.polroles <> '{0}' then 'to ' || (select string_agg(r.rolname, ', ' order by r.rolname collate "C") from pg_roles r where r.oid = any (p.polroles)) end,
      'using (' || pg_get_expr(p.polqual, p.polrelid) || ')', 'with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')') as line
  from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where ${ours} order by p.polname collate "C"`

const triggers = `
  select n.nspname || '.' || c.relname as name, pg_get_triggerdef(t.oid) as line
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where not t.tgisinternal and ${ours} order by t.tgname collate "C"`

const columnComments = `
  select n.nspname || '.' || c.relname as name, format('comment on column %I.%I.%I is %L', n.nspname, c.relname, a.attname, d.description) as line
  from pg_description d join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass and d.objsubid > 0
    join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and ${ours} order by c.oid, a.attnum`

const tableGrants = `
  select name, 'grant ' || string_agg(privilege, ', ' order by privilege collate "C") || ' on ' || name || ' to ' || grantee as line
  from (
    select n.nspname || '.' || c.relname as name, coalesce(r.rolname, 'public') as grantee, lower(a.privilege_type) as privilege
    from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
    where c.relkind in ('r', 'p') and a.grantee <> c.relowner and ${ours}
    union all
    select n.nspname || '.' || c.relname, coalesce(r.rolname, 'public'),
      lower(a.privilege_type) || ' (' || string_agg(t.attname, ', ' order by t.attnum) || ')'
    from pg_attribute t join pg_class c on c.oid = t.attrelid join pg_namespace n on n.oid = c.relnamespace
      cross join aclexplode(t.attacl) a left join pg_roles r on r.oid = a.grantee
    where c.relkind in ('r', 'p') and a.grantee <> c.relowner and ${ours} group by 1, 2, a.privilege_type) granted
  group by name, grantee order by grantee collate "C"`

const typedColumns = `
  select n.nspname || '.' || c.relname as table, a.attname as name, t.typname as type, (not a.attnotnull)::text as nullable,
    (d.oid is not null)::text as has_default, (a.attgenerated <> '')::text as is_generated,
    (select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] and t.typname = 'text' order by k.conname limit 1) as check
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and ${ours} order by n.nspname collate "C", c.relname collate "C", a.attnum`
