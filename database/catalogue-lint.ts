/**
 * Rules that the catalogue of a migrated database must obey, so that municipalities stay apart and the same
 * schema runs on plain PostgreSQL and on Citus (`facts/reliability`, 3.7 and 5.3). Each finding fails the
 * build. graphile_worker is the one exempt schema: its own owner, reached only through jobs.enqueue.
 */
import type pg from 'pg'

export type LintFinding = { readonly rule: string; readonly object: string }

/** Tables without a municipality in front, each with its reason. */
const publicReference: Readonly<Record<string, string>> = {
  'common.institution_directory': 'institution numbers are public; sign-in knows only the number',
  'migration.applied': 'which migrations have been run',
  'migration.installation': 'whether the database is a demonstration',
}

/** Functions that run with their owner's rights. */
const definers = [
  'jobs.enqueue',
  'jobs.enqueue_at',
  // Links of a survey's figures, and the ledger of what has left: nobody chooses a number, a hash or a moment.
  'sealed.append',
  'audit.publish',
  'audit.unpublished',
  'statistics.count_in',
  'statistics.count_out',
  'statistics.mark_declined',
  'statistics.renew_link',
  'statistics.own_slips',
  'health.forget_response',
  'assessment.forget_withdrawn',
  'assessment.key_of_informant',
  'assessment.family_cases',
  'assessment.withdraw_by_family',
  'common.opt_outs_of_slip',
  // A family's own way in, and only theirs: never whether it has been used.
  'common.own_links',
  'common.own_feedback',
  'health.hidden_items',
  'statistics.opt_out',
  'audit.append',
  'audit.append_in_sitting',
]

/** Triggers: only the guards of append-only tables. */
const triggers = ['append_only']

const schemas = `('common', 'identity', 'statistics', 'sealed', 'released', 'audit', 'jobs', 'migration', 'public', 'health', 'assessment')`

const logins = `('bul_staff', 'bul_statistics', 'bul_health', 'bul_assessment', 'bul_report', 'bul_sealer', 'bul_worker')`

/** Rule → a query that returns the objects that break it, in a column `object`. */
const rules: Readonly<Record<string, string>> = {
  'a login is superuser, bypasses row-level security, makes roles or databases, or inherits': `
    select rolname as object from pg_roles where rolname in ${logins}
      and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit)`,
  'a login owns a table': `
    select format('%s.%s', n.nspname, c.relname) as object from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner
      where n.nspname in ${schemas} and c.relkind in ('r', 'p', 'v', 'm') and r.rolname <> 'bul_owner'`,
  'a login is a member of the owner': `
    select m.rolname as object from pg_auth_members a join pg_roles g on g.oid = a.roleid join pg_roles m on m.oid = a.member
      where g.rolname = 'bul_owner' and m.rolname in ${logins}`,
  'a table has no row-level security': `
    select format('%s.%s', n.nspname, c.relname) as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${schemas} and c.relkind in ('r', 'p') and not c.relrowsecurity`,
  'a table does not force row-level security': `
    select format('%s.%s', n.nspname, c.relname) as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${schemas} and c.relkind in ('r', 'p') and not c.relforcerowsecurity`,
  'a table has no policy': `
    select format('%s.%s', n.nspname, c.relname) as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${schemas} and c.relkind in ('r', 'p') and not exists (select from pg_policy p where p.polrelid = c.oid)`,
  'a policy that lets write has no WITH CHECK': `
    select format('%s.%s on %s', schemaname, policyname, tablename) as object from pg_policies
      where schemaname in ${schemas} and cmd in ('ALL', 'INSERT', 'UPDATE') and with_check is null`,
  'a policy has a sub-select, which Citus refuses': `
    select format('%s.%s on %s', schemaname, policyname, tablename) as object from pg_policies
      where schemaname in ${schemas} and (coalesce(qual, '') || coalesce(with_check, '')) ~* '\\mselect\\M'`,
  'a policy does not compare the municipality': `
    select format('%s.%s on %s', schemaname, policyname, tablename) as object from pg_policies
      where schemaname in ${schemas} and permissive = 'PERMISSIVE' and policyname not in ('everybody_reads', 'published', 'owner_writes')
        and (coalesce(qual, with_check) not like '%municipality_id = %app.municipality%' or coalesce(with_check, qual) not like '%municipality_id = %app.municipality%')`,
  'a policy lets everybody in without saying so in its name': `
    select format('%s.%s on %s', schemaname, policyname, tablename) as object from pg_policies
      where schemaname in ${schemas} and (qual = 'true' or with_check = 'true') and policyname not in ('everybody_reads', 'owner_writes')`,
  'a view does not run as the one who asks': `
    select format('%s.%s', n.nspname, c.relname) as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${schemas} and c.relkind = 'v' and not coalesce(c.reloptions::text[] @> array['security_invoker=true'], false)`,
  'a materialised view, which row-level security does not reach': `
    select format('%s.%s', n.nspname, c.relname) as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${schemas} and c.relkind = 'm'`,
  "a function runs with its owner's rights and is not on the list": `
    select format('%s.%s', n.nspname, p.proname) as object from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ${schemas} and p.prosecdef and format('%s.%s', n.nspname, p.proname) not in (${definers.map((name) => `'${name}'`).join(', ')})`,
  'a function has no fixed search_path': `
    select format('%s.%s', n.nspname, p.proname) as object from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ${schemas} and not exists (select from unnest(coalesce(p.proconfig, '{}')) setting where setting like 'search_path=%')`,
  'a function may be run by everybody': `
    select format('%s.%s', n.nspname, p.proname) as object from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ${schemas} and p.prorettype <> 'trigger'::regtype and has_function_privilege('public', p.oid, 'execute')`,
  'a partition is granted': `
    select format('%s.%s', n.nspname, c.relname) as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${schemas} and c.relispartition and exists (select from aclexplode(c.relacl) acl join pg_roles r on r.oid = acl.grantee where r.rolname in ${logins})`,
  'a table has no municipality_id that must be there': `
    select format('%s.%s', n.nspname, c.relname) as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${schemas} and c.relkind in ('r', 'p')
        and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'municipality_id' and a.attnotnull)`,
  'an index or key does not lead with the municipality': `
    select format('%s.%s', n.nspname, i.relname) as object from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
      join pg_namespace n on n.oid = c.relnamespace left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
      where n.nspname in ${schemas} and a.attname is distinct from 'municipality_id'`,
  'a foreign key does not carry the municipality on both sides': `
    select format('%s on %s.%s', k.conname, n.nspname, c.relname) as object from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${schemas} and k.contype = 'f' and (
        not exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attnum = k.conkey[1] and a.attname = 'municipality_id')
        or not exists (select from pg_attribute a where a.attrelid = k.confrelid and a.attnum = k.confkey[1] and a.attname = 'municipality_id'))`,
  'a foreign key leads out of statistics': `
    select format('%s on %s.%s', k.conname, n.nspname, c.relname) as object from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
      where k.contype = 'f' and n.nspname = 'statistics' and fn.nspname <> 'statistics'`,
  'the statistics login reaches a table with a person': `
    select format('%s.%s', n.nspname, c.relname) as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and (n.nspname = 'identity' or format('%s.%s', n.nspname, c.relname) in ('common.pupil', 'common.slip', 'common.account', 'common.account_class', 'common.session', 'common.roster_import'))
        and (has_any_column_privilege('bul_statistics', c.oid, 'select,insert,update') or has_table_privilege('bul_statistics', c.oid, 'delete')
          or has_any_column_privilege('bul_sealer', c.oid, 'select,insert,update') or has_any_column_privilege('bul_report', c.oid, 'select,insert,update'))`,
  "a request's login reads answers or writes sealed figures": `
    select format('%s reaches %s.%s', r.rolname, n.nspname, c.relname) as object from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join pg_roles r
      where c.relkind in ('r', 'p') and (
        (r.rolname in ('bul_staff', 'bul_report', 'bul_worker') and n.nspname = 'statistics' and c.relname in ('draft', 'response') and has_any_column_privilege(r.oid, c.oid, 'select,insert,update'))
        or (r.rolname = 'bul_statistics' and n.nspname = 'statistics' and c.relname = 'response' and has_any_column_privilege(r.oid, c.oid, 'select,update'))
        or (r.rolname in ('bul_staff', 'bul_report', 'bul_statistics', 'bul_worker') and n.nspname in ('sealed', 'released') and (has_any_column_privilege(r.oid, c.oid, 'insert,update') or has_table_privilege(r.oid, c.oid, 'delete'))))`,
  'an id is made by the database': `
    select format('%s.%s.%s', n.nspname, c.relname, a.attname) as object from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${schemas} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
        and (a.attidentity <> '' or exists (select from pg_attrdef d where d.adrelid = c.oid and d.adnum = a.attnum and pg_get_expr(d.adbin, d.adrelid) like '%nextval%'))`,
  'a column of statistics holds a time or a counter': `
    select format('%s.%s.%s', n.nspname, c.relname, a.attname) as object from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'statistics' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
        and (a.atttypid in ('timestamptz'::regtype, 'timestamp'::regtype, 'date'::regtype, 'time'::regtype) or a.attname in ('sequence', 'seq', 'counter', 'number'))`,
  'a trigger is not on the list': `
    select format('%s on %s.%s', t.tgname, n.nspname, c.relname) as object from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${schemas} and not t.tgisinternal and t.tgname not in (${triggers.map((name) => `'${name}'`).join(', ')})`,
  'TRUNCATE, REFERENCES or TRIGGER is granted': `
    select format('%s on %s.%s to %s', acl.privilege_type, n.nspname, c.relname, coalesce(r.rolname, 'public')) as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
      cross join aclexplode(c.relacl) acl left join pg_roles r on r.oid = acl.grantee
      where n.nspname in ${schemas} and acl.grantee <> c.relowner and acl.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')`,
  'everybody is granted something': `
    select format('%s on %s.%s', acl.privilege_type, n.nspname, c.relname) as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
      cross join aclexplode(c.relacl) acl where n.nspname in ${schemas} and acl.grantee = 0
    union all
    select format('%s on schema %s', acl.privilege_type, n.nspname) as object from pg_namespace n cross join aclexplode(n.nspacl) acl
      where n.nspname in ${schemas} and acl.grantee = 0`,
  'a table or schema has no comment': `
    select format('%s.%s', n.nspname, c.relname) as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${schemas} and c.relkind in ('r', 'p') and obj_description(c.oid, 'pg_class') is null
    union all
    select n.nspname as object from pg_namespace n where n.nspname in ${schemas} and n.nspname <> 'public' and obj_description(n.oid, 'pg_namespace') is null`,
  'a constraint has a name that PostgreSQL made up': `
    select format('%s on %s.%s', k.conname, n.nspname, c.relname) as object from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${schemas} and k.contype in ('c', 'f', 'u') and k.conname ~ '(_check|_fkey|_key)[0-9]+$'`,
}

/** The rules, by name. */
export const lintRules: readonly string[] = Object.keys(rules)

/** What is wrong with the catalogue of this database; empty when well. */
export async function lintCatalogue(client: Pick<pg.ClientBase, 'query'>): Promise<readonly LintFinding[]> {
  const findings: LintFinding[] = []
  for (const [rule, query] of Object.entries(rules)) {
    const { rows } = await client.query<{ object: string }>(query)
    for (const { object } of rows) {
      if (!isPublicReference(rule, object)) findings.push({ rule, object })
    }
  }
  return findings
}

function isPublicReference(rule: string, object: string): boolean {
  const isAboutTenancy = rule.startsWith('a table has no municipality_id') || rule.startsWith('an index or key')
  if (!isAboutTenancy) return false
  return Object.keys(publicReference).some((table) => object === table || object === `${table}_pkey`)
}
