/**
 * One row of each of two municipalities in every table, for tests that ask who sees what; and beside it, in
 * schema `matrix`, rows that are not there yet, for tests that try to write them.
 */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'

export type Home = {
  readonly id: number
  readonly institutionId: string
  readonly otherInstitutionId: string
  readonly classId: string
  readonly personId: string
  readonly pupilId: string
  readonly assessmentId: string
  readonly accountId: string
  readonly surveyId: string
}

export const home: Home = invent(881)
export const neighbour: Home = invent(882)

function invent(id: number): Home {
  return {
    id,
    institutionId: randomUUID(),
    otherInstitutionId: randomUUID(),
    classId: randomUUID(),
    personId: randomUUID(),
    pupilId: randomUUID(),
    assessmentId: randomUUID(),
    accountId: randomUUID(),
    surveyId: randomUUID(),
  }
}

/** What makes a copy of a row new: its key, with nothing that a constraint would refuse. */
const fresh: Readonly<Record<string, string>> = {
  'audit.event': 'id = gen_random_uuid(), seq = 3',
  'audit.head': 'seq = seq',
  'audit.publication': "form = 'pdf'",
  'audit.shown': "digest = '\\\\xee'",
  'audit.sample': 'id = gen_random_uuid()',
  'audit.sample_item': 'event_id = (select id from audit.event e where e.municipality_id = copy.municipality_id and e.seq = 2)',
  'assessment.assessment': 'id = gen_random_uuid()',
  'assessment.assessment_key':
    "assessment_id = (select id from assessment.assessment a where a.municipality_id = copy.municipality_id and a.state = 'closed')",
  'assessment.consent': 'id = gen_random_uuid()',
  'assessment.draft': "slip_hmac = '\\xee'",
  'assessment.goal': 'id = gen_random_uuid()',
  'assessment.informant': "id = gen_random_uuid(), link_hmac = '\\xee'",
  'assessment.member':
    "assessment_id = (select id from assessment.assessment a where a.municipality_id = copy.municipality_id and a.state = 'closed')",
  'assessment.response':
    'informant_id = (select id from assessment.informant i where i.municipality_id = copy.municipality_id and i.round = 2)',
  'common.account': "id = gen_random_uuid(), subject_index = '\\xee'",
  'common.account_class': "class_id = (select id from common.class c where c.municipality_id = copy.municipality_id and c.name = '5.C')",
  'common.class': "id = gen_random_uuid(), name = '5.D'",
  'common.institution': "id = gen_random_uuid(), number = 'N' || lpad(municipality_id::text, 5, '0')",
  'common.composition': "id = gen_random_uuid(), code = 'another'",
  'common.edition': "id = gen_random_uuid(), code = 'another'",
  'common.edition_comment': 'id = gen_random_uuid()',
  'common.edition_pilot': 'id = gen_random_uuid()',
  'common.failed_entry': 'id = gen_random_uuid()',
  'common.link_binding': "link_hmac = '\\xee'",
  'common.bank_comment': 'id = gen_random_uuid()',
  'common.recording': 'key = md5(municipality_id::text) || md5(key), id = md5(municipality_id::text) || md5(id)',
  'common.bank_item': "id = gen_random_uuid(), code = 'k' || municipality_id || '-another'",
  'common.bank_step': 'id = gen_random_uuid()',
  'common.institution_directory': "number = 'N' || lpad(municipality_id::text, 5, '0')",
  'common.instrument_choice': "purpose = 'other'",
  'common.instrument_pack': 'id = gen_random_uuid()',
  'common.institution_successor': 'from_id = to_id, to_id = from_id',
  'common.action_plan': 'id = gen_random_uuid()',
  'common.leader_comment': "unit = 'municipality'",
  'common.decision_draft': "unit = 'municipality'",
  'common.saved_report': 'id = gen_random_uuid()',
  'common.imported_figure': 'school_year = 2020',
  'common.environment_assessment':
    "survey_id = (select id from common.survey s where s.municipality_id = copy.municipality_id and s.title = 'Sundhed')",
  'common.environment_publication': 'version = 3',
  'common.feedback': "id = gen_random_uuid(), unit = 'class:another', version = 9",
  'common.intervention': "id = gen_random_uuid(), code = 'another'",
  'common.intervention_experience': 'id = gen_random_uuid()',
  'common.intervention_review': 'id = gen_random_uuid()',
  'common.information': 'id = gen_random_uuid()',
  'common.invitation_count': "state = 'failed'",
  'common.invitation_message': 'id = gen_random_uuid(), turn = 1',
  'common.invitation_plan':
    "survey_id = (select id from common.survey s where s.municipality_id = copy.municipality_id and s.track = 'health')",
  'common.lesson': "id = gen_random_uuid(), state = 'ended'",
  'common.municipality': 'municipality_id = municipality_id',
  'common.opt_out': 'person_id = gen_random_uuid()',
  'common.opt_out_code': "code_hmac = '\\xee'",
  'common.pupil': 'id = gen_random_uuid()',
  'common.reference_person': "id = gen_random_uuid(), topic = 'youth'",
  'common.network_question': 'id = gen_random_uuid()',
  'common.network_answer': 'id = gen_random_uuid()',
  'common.news': 'id = gen_random_uuid()',
  'common.discussion_comment': 'id = gen_random_uuid()',
  'common.discussion_task': 'id = gen_random_uuid()',
  'common.questionnaire': "version = '9.9'",
  'common.release_rule': "wave = 'other'",
  'common.roster_import': 'id = gen_random_uuid()',
  'common.session': "token_hash = '\\xee'",
  'common.slip':
    "pupil_id = (select id from common.pupil p where p.municipality_id = copy.municipality_id and p.sex = 'unknown'), slip_hmac = '\\xee'",
  'common.survey': 'id = gen_random_uuid()',
  'common.login_event': 'id = gen_random_uuid()',
  'common.used_assertion': "assertion = '\\xee'",
  'common.support_grant': "id = gen_random_uuid(), code_hmac = '\\xee'",
  'common.survey_unit': "unit = 'municipality'",
  'common.colour_rules': "version = '9.9'",
  'health.consent': 'id = gen_random_uuid()',
  'health.draft': "slip_hmac = '\\xee'",
  'health.flag': "item = 'other'",
  'health.family_link': "own_hmac = '\\xee', link_hmac = '\\xee'",
  'health.hidden_answer': "item = 'other'",
  'health.invitation':
    "pupil_id = (select id from common.pupil p where p.municipality_id = copy.municipality_id and p.sex = 'unknown'), slip_hmac = '\\xee'",
  'health.journal':
    "response_id = (select id from health.response r where r.municipality_id = copy.municipality_id and r.respondent = 'parent')",
  'health.note': "pupil_id = (select id from common.pupil p where p.municipality_id = copy.municipality_id and p.sex = 'unknown')",
  'health.paper_typing': "slip_hmac = '\\xee'",
  'health.response':
    "id = gen_random_uuid(), survey_id = (select id from common.survey s where s.municipality_id = copy.municipality_id and s.title = 'Sundhed'), pupil_id = (select id from common.pupil p where p.municipality_id = copy.municipality_id and p.sex = 'unknown')",
  'identity.person': "id = gen_random_uuid(), cpr_index = '\\xee'",
  'identity.family': "pupil_id = (select id from common.pupil p where p.municipality_id = copy.municipality_id and p.sex = 'unknown')",
  'identity.index_key': 'municipality_id = case when municipality_id = 881 then 0 else municipality_id end',
  'identity.shredding': 'leaf = 2',
  'identity.person_key':
    "person_id = (select person_id from common.pupil p where p.municipality_id = copy.municipality_id and p.sex = 'unknown')",
  'released.benchmark': "area = 'region:1083'",
  'released.contribution': 'institution_id = gen_random_uuid()',
  'released.municipal_total': 'step = 9',
  'sealed.atom': 'id = gen_random_uuid(), seq = 9',
  'sealed.head': 'survey_id = gen_random_uuid()',
  'sealed.merged_upward': 'id = gen_random_uuid()',
  'sealed.total': "unit = 'municipality'",
  'sealed.turnout': "unit = 'municipality'",
  'sealed.withheld': "item = 'other'",
  'statistics.draft': "slip_hmac = '\\xee'",
  'statistics.invitation': "slip_hmac = '\\xee'",
  'statistics.paper_typing': "slip_hmac = '\\xee'",
  'statistics.paper_count': 'survey_id = gen_random_uuid()',
  'statistics.response': 'id = gen_random_uuid()',
  'statistics.turnout': 'class_id = gen_random_uuid()',
}

/** Fills every table. Refuses when a table is unknown here: whoever adds one says what a row of it is. */
export async function seedEveryTable(client: pg.Client): Promise<void> {
  for (const municipality of [home, neighbour]) await seed(client, municipality)
  await client.query(`insert into released.benchmark (municipality_id, questionnaire_code, questionnaire_version, school_year, area, is_published, municipalities, invited, answered, steps, counts, female_counts, male_counts)
    values (0, 'mellemtrin', '1.0', 2026, 'country', true, 3, 100, 90, '{}', '{1}', '{1}', '{1}'), (0, 'mellemtrin', '1.0', 2026, 'region:1081', false, 3, 100, 90, '{}', '{1}', '{1}', '{1}')`)

  await client.query(
    'create schema matrix; grant usage on schema matrix to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report, bul_sealer, bul_worker',
  )
  const { rows: tables } = await client.query(`
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('common', 'identity', 'statistics', 'sealed', 'released', 'audit', 'health', 'assessment') and c.relkind in ('r', 'p')`)
  for (const { schema, name } of tables) {
    const change = fresh[`${schema}.${name}`]
    if (change === undefined) throw new Error(`say in tests/two-municipalities.ts what a new row of ${schema}.${name} is`)
    const copy = `matrix.${schema}_${name}`
    await client.query(
      `create table ${copy} as select distinct on (municipality_id) * from ${schema}.${name} where municipality_id in (0, ${home.id}, ${neighbour.id}) order by municipality_id`,
    )
    await client.query(`update ${copy} as copy set ${change}`)
    await client.query(
      `grant select on ${copy} to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report, bul_sealer, bul_worker`,
    )
  }
}

async function seed(client: pg.Client, m: Home): Promise<void> {
  const otherClassId = randomUUID()
  const secondPersonId = randomUUID()
  const [healthSurveyId, healthResponseId] = [randomUUID(), randomUUID()]
  await client.query(`
    insert into common.municipality values (${m.id}, 'Opfundet', '1083', 'Syddanmark', true) on conflict do nothing;
    insert into common.institution_directory values ('D${String(m.id).padStart(5, '0')}', ${m.id});
    insert into common.institution values (${m.id}, '${m.institutionId}', 'school', 'D${String(m.id).padStart(5, '0')}', 'Åsum Skole', null), (${m.id}, '${m.otherInstitutionId}', 'school', 'E${String(m.id).padStart(5, '0')}', 'Mølle Skole', null);
    insert into common.institution_successor values (${m.id}, '${m.otherInstitutionId}', '${m.institutionId}', '2026-08-01');
    insert into common.class values (${m.id}, '${m.classId}', '${m.institutionId}', 2026, 5, '5.B', null), (${m.id}, '${otherClassId}', '${m.institutionId}', 2026, 5, '5.C', null);
    insert into identity.person values (${m.id}, '${m.personId}', '\\x01', null, null, '\\x02'), (${m.id}, '${secondPersonId}', '\\x01', null, null, '\\x03');
    insert into identity.person_key values (${m.id}, '${m.personId}', 'test', '\\x01');
    insert into identity.index_key values (${m.id}, 'first');
    insert into identity.shredding values (${m.id}, 1, now());
    insert into common.pupil values (${m.id}, '${m.pupilId}', '${m.personId}', '${m.institutionId}', '${m.classId}', 'female', null), (${m.id}, gen_random_uuid(), '${secondPersonId}', '${m.institutionId}', '${m.classId}', 'unknown', null);
    insert into common.roster_import (municipality_id, id, state, created_by, created_at, key_encryption_key, wrapped_key) values (${m.id}, gen_random_uuid(), 'ready', '${m.accountId}', now(), 'test', '\\x01');
    insert into common.account values (${m.id}, '${m.accountId}', '${m.personId}', 'teacher', '\\x01', '{${m.institutionId}}', null);
    insert into common.account_class values (${m.id}, '${m.accountId}', '${m.classId}');
    insert into common.session values (${m.id}, '\\x01', '${m.accountId}', now(), now(), now() + interval '1 hour');
    insert into audit.event values (${m.id}, '${m.accountId}', now(), '${m.accountId}', 'teacher', 'session.started', null, null, null, '{${m.pupilId}}', 'class', null, 1, 1, '\\x00', '\\x01'), (${m.id}, gen_random_uuid(), now(), '${m.accountId}', 'teacher', 'session.ended', null, null, null, '{}', null, null, 1, 2, '\\x01', '\\x02'),
      (${m.id}, gen_random_uuid(), now(), '${m.accountId}', 'healthVisitor', 'answer.hidden', null, null, null, '{${m.pupilId}}', 'class', null, 1, 3, '\\x02', '\\x03');
    insert into audit.head values (${m.id}, 2, '\\x02');
    insert into audit.sample values (${m.id}, '${m.accountId}', now(), null, now() - interval '1 day', now(), '00', 5, '{}', null, null);
    insert into audit.sample_item values (${m.id}, '${m.accountId}', '${m.accountId}', 1, null, '', null, null);
    insert into common.used_assertion values (${m.id}, 'mitid', '\\x01', now());
    insert into common.login_event values (${m.id}, gen_random_uuid(), now(), 'mitid', 'signedIn', '\\x01', '192.0.2.1', '\\x01', '2027-05-21');
    insert into identity.family values (${m.id}, '${m.personId}', '${m.pupilId}', '${m.personId}', 'self');
    insert into common.release_rule values (${m.id}, '', 'decision');
    insert into common.reference_person values (${m.id}, gen_random_uuid(), '${m.accountId}', 'school', 'Opfundet Person', '', 'opfundet@example.org', '', true, now()), (${m.id}, gen_random_uuid(), '${m.accountId}', 'plus', 'Opfundet Person', '', 'opfundet@example.org', '', false, now());
    insert into common.network_question values (${m.id}, gen_random_uuid(), '${m.accountId}', 'school', 'Hvordan gør I?', '', null, true, now()), (${m.id}, gen_random_uuid(), '${m.accountId}', 'school', 'Taget tilbage', '', null, false, now());
    insert into common.network_answer values (${m.id}, gen_random_uuid(), '${m.accountId}', ${m.id}, gen_random_uuid(), 'Sådan', null, true, now()), (${m.id}, gen_random_uuid(), '${m.accountId}', ${m.id}, gen_random_uuid(), 'Skjult', null, false, now());
    insert into common.news values (${m.id}, gen_random_uuid(), '{}', '2026-11-01', true, now()), (${m.id}, gen_random_uuid(), '{}', '2026-11-01', false, now());
    insert into common.discussion_comment values (${m.id}, gen_random_uuid(), 'report:${m.surveyId}:institution:${m.institutionId}', '${m.institutionId}', '${m.accountId}', 'Lad os tale om det', now());
    insert into common.discussion_task values (${m.id}, gen_random_uuid(), 'report:${m.surveyId}:institution:${m.institutionId}', '${m.institutionId}', '${m.accountId}', '${m.accountId}', 'Tag det med på mødet', null, now(), null);
    insert into common.recording values (${m.id}, repeat('a', 64), 'da', repeat('b', 64), 'audio/mpeg', 'person', '\\x01', now(), '${m.accountId}');
    insert into common.bank_item values (${m.id}, '${m.surveyId}', 'k${m.id}-eget', 1, 'draft', 'new', '', 1, '${m.accountId}', now(), '{}', '{}');
    insert into common.bank_step values (${m.id}, gen_random_uuid(), '${m.surveyId}', 'begun', now(), '${m.accountId}', 'municipalAdmin', '', '');
    insert into common.bank_comment values (${m.id}, gen_random_uuid(), '${m.surveyId}', null, now(), '${m.accountId}', 'municipalAdmin', '', 'Kan vi sige det kortere?', null);
    insert into common.questionnaire values (${m.id}, 'own', '1.0', false, '{}', '{}');
    insert into common.composition values (${m.id}, gen_random_uuid(), 'mellemtrin', '1.0', 'Med skolevejen', 'draft', null, '{}', 1, '${m.accountId}', now());
    insert into common.edition values (${m.id}, '${m.surveyId}', 'mellemtrin', '1.0', '1.1', 'draft', '{}', '{}', 1, '${m.accountId}', now());
    insert into common.edition_comment values (${m.id}, gen_random_uuid(), '${m.surveyId}', '', 'Kan vi spørge senere?', 'secretariat', '${m.accountId}', now(), null);
    insert into common.edition_pilot values (${m.id}, gen_random_uuid(), '${m.surveyId}', 'To skoler', '2026-09-01', '2026-09-05', 40, 'Ét ord var svært', '${m.accountId}', now(), null, null, null, null);
    insert into common.survey values (${m.id}, '${m.surveyId}', 'Trivsel', 'statistics', 0, 'mellemtrin', '1.0', 'open', 2026, '2026-11-01', '2026-12-01', '{5}', '{${m.institutionId}}', false);
    insert into common.survey_unit values (${m.id}, '${m.surveyId}', 'class:${m.classId}', 'class', '${m.institutionId}', '${m.classId}', 5, 1);
    insert into common.feedback values (${m.id}, gen_random_uuid(), '${m.surveyId}', 'class:${m.classId}', '${m.institutionId}', '${m.classId}', 1, 'published', '[]', 'Vi flyttede bordene', '', null, '${m.accountId}', now(), '2026-11-20'),
      (${m.id}, gen_random_uuid(), '${m.surveyId}', 'class:${m.classId}', '${m.institutionId}', '${m.classId}', 2, 'draft', '[]', 'Kladde', '', null, '${m.accountId}', now(), null),
      (${m.id}, gen_random_uuid(), '${m.surveyId}', 'institution:${m.institutionId}', '${m.institutionId}', null, 1, 'withdrawn', '[]', 'Taget ned', '', null, '${m.accountId}', now(), '2026-11-20'),
      (${m.id}, gen_random_uuid(), '${m.surveyId}', 'institution:${m.institutionId}', '${m.institutionId}', null, 2, 'published', '[]', 'Nye toiletter', '', null, '${m.accountId}', now(), '2026-11-21');
    insert into common.action_plan values (${m.id}, gen_random_uuid(), '${m.institutionId}', 'institution:${m.institutionId}', '${m.surveyId}', 'sleep', null, null, 'Mere søvn', 'Ro', 'Trivselsteamet', 'running', '2026-11-01', '2027-03-01', null, '', null);
    insert into common.saved_report values (${m.id}, gen_random_uuid(), '${m.accountId}', 'Til udvalget', '/rapporter/${m.surveyId}?unit=municipality', true, '2026-11-01'), (${m.id}, gen_random_uuid(), '${m.accountId}', 'Kun mit', '/rapporter/${m.surveyId}/noegletal?unit=municipality', false, '2026-11-01');
    insert into common.imported_figure values (${m.id}, 'mellemtrin', 'municipality', 'school-glad', 2021, null, 81, 400, 'Trivselsrapport 2021', gen_random_uuid(), '${m.accountId}', now()), (${m.id}, 'mellemtrin', 'institution:${m.institutionId}', 'school-glad', 2021, '${m.institutionId}', 81, 40, 'Trivselsrapport 2021', gen_random_uuid(), '${m.accountId}', now());
    insert into common.leader_comment values (${m.id}, '${m.surveyId}', 'institution:${m.institutionId}', '${m.institutionId}', '${m.accountId}', 'Vi begynder med pauserne', '2026-11-01');
    insert into common.decision_draft values (${m.id}, '${m.accountId}', '${m.surveyId}', 'institution:${m.institutionId}', 'Ro i timerne', 'task', null, null, 1);
    insert into common.environment_assessment values (${m.id}, '${m.institutionId}', '${m.surveyId}', '{}', '2027-03-01', '2029-11-01', now(), '${m.accountId}');
    insert into common.environment_publication values (${m.id}, '${m.institutionId}', '${m.surveyId}', 1, '{}', '\\x01', '\\x01', '2026-11-01', '${m.accountId}', true), (${m.id}, '${m.institutionId}', '${m.surveyId}', 2, '{}', '\\x01', '\\x01', '2026-11-01', '${m.accountId}', false);
    insert into common.intervention values (${m.id}, '${m.surveyId}', 'udkast', 1, 'draft', '${m.accountId}', '{}', now()), (${m.id}, gen_random_uuid(), 'udgivet', 1, 'published', '${m.accountId}', '{}', now());
    insert into common.intervention_review values (${m.id}, gen_random_uuid(), '${m.surveyId}', '${m.accountId}', 'sent', now(), '${m.accountId}', 'interventionProvider', '', '');
    insert into common.intervention_experience values (${m.id}, gen_random_uuid(), 'udgivet', 'mixed', 'Godt', false, true, '${m.accountId}', '2026-11-01'), (${m.id}, gen_random_uuid(), 'udgivet', 'mixed', 'Kladde', false, false, '${m.accountId}', '2026-11-01');
    insert into common.slip values (${m.id}, '${m.surveyId}', '${m.pupilId}', '${m.institutionId}', '${m.classId}', 0, '\\x01');
    insert into common.lesson values (${m.id}, gen_random_uuid(), '${m.surveyId}', '${m.institutionId}', '${m.classId}', 'ZD${m.id}X', 'open', now(), null), (${m.id}, gen_random_uuid(), '${m.surveyId}', '${m.institutionId}', '${m.classId}', 'ZE${m.id}X', 'ended', now(), now());
    insert into statistics.invitation values (${m.id}, '\\x01', '${m.surveyId}', '${m.classId}', 'female', 5);
    insert into statistics.turnout values (${m.id}, '${m.surveyId}', '${m.classId}');
    insert into statistics.draft values (${m.id}, '\\x01', 1, '{1}');
    insert into statistics.paper_typing values (${m.id}, '\\x01', 1, '${m.surveyId}', '\\x01', '\\x01', 0, false);
    insert into statistics.paper_count values (${m.id}, '${m.surveyId}', 1);
    insert into health.paper_typing values (${m.id}, '\\x01', 1, '${m.surveyId}', '${m.classId}', '\\x01', '\\x01', 0, false);
    insert into common.link_binding values (${m.id}, '\\x01', '\\x01', '\\x0b');
    insert into common.failed_entry values (${m.id}, gen_random_uuid(), '\\x0a', '\\x0c', now());
    insert into statistics.response values (${m.id}, gen_random_uuid(), '${m.surveyId}', '${m.classId}', 5, 'f', '{1}');
    insert into common.colour_rules values (${m.id}, 'own', '1.0', '1.0', false, '{}');
    insert into common.survey values (${m.id}, '${healthSurveyId}', 'Sundhed', 'health', 0, 'udskoling', '1.0', 'open', 2026, '2026-11-01', '2026-12-01', '{5}', '{${m.institutionId}}', false);
    insert into health.invitation values (${m.id}, '${m.surveyId}', '${m.pupilId}', '${m.personId}', '${m.classId}', '\\x02', 'custodyHolder', 'given', null, null, null), (${m.id}, '${healthSurveyId}', '${m.pupilId}', '${m.personId}', '${m.classId}', '\\x03', 'custodyHolder', 'given', null, null, null),
      (${m.id}, '${healthSurveyId}', (select id from common.pupil where municipality_id = ${m.id} and sex = 'unknown'), '${secondPersonId}', '${m.classId}', '\\x04', 'custodyHolder', 'given', null, null, null);
    insert into health.consent values (${m.id}, gen_random_uuid(), '${m.surveyId}', '${m.pupilId}', '${m.classId}', 'given', 'custodyHolder', null, 'health-1', now()), (${m.id}, gen_random_uuid(), '${m.surveyId}', '${m.pupilId}', '${m.classId}', 'given', 'self', null, 'health-1', now());
    insert into health.draft values (${m.id}, '\\x02', 1, '{1}');
    insert into health.response values (${m.id}, '${healthResponseId}', '${m.surveyId}', '${m.pupilId}', '${m.classId}', 'pupil', 'udskoling', '1.0', '1.0', '{1}', '{}', '{}', null, now()),
      (${m.id}, gen_random_uuid(), '${healthSurveyId}', '${m.pupilId}', '${m.classId}', 'parent', 'udskoling', '1.0', '1.0', '{1}', '{}', '{}', null, now());
    update health.response set person_id = gen_random_uuid() where municipality_id = ${m.id} and respondent = 'parent';
    insert into health.flag values (${m.id}, '${healthResponseId}', 'sleep-tired', '${m.pupilId}', '${m.classId}', 'talked', null, '${m.accountId}', '2026-11-20');
    insert into health.family_link values (${m.id}, '\\x05', '\\x07', '${m.surveyId}', '${m.pupilId}', '${m.personId}', '\\x02');
    insert into health.hidden_answer values (${m.id}, '${healthResponseId}', 'sleep-tired', '${m.pupilId}', '${m.classId}', '${m.accountId}', '\\x01', '2026-11-20');
    insert into common.support_grant values (${m.id}, gen_random_uuid(), '\\x07', 'Lister', '${m.accountId}', '2026-11-20T08:00Z', '2026-11-20T10:00Z', null, null);
    insert into common.information values (${m.id}, gen_random_uuid(), 'dpo@kommune.example', null, '${m.accountId}', now());
    insert into common.instrument_pack values (${m.id}, gen_random_uuid(), 'demo', 'da', '{p4-17}', '2026-11-01', null, '00', 'loaded', '{}', now(), null);
    insert into common.instrument_choice values (${m.id}, 'assessment', 'demo', '${m.accountId}', now());
    insert into common.opt_out values (${m.id}, '${m.surveyId}', '${m.pupilId}', '${m.personId}', '${m.personId}', 'parent', '2026-11-20');
    insert into common.opt_out_code values (${m.id}, '\\x06', '${m.surveyId}', '${m.pupilId}', '${m.personId}', '${m.classId}');
    insert into common.invitation_plan values (${m.id}, '${m.surveyId}', '{email}', '2026-11-20', '{}', now(), null);
    insert into common.invitation_message values (${m.id}, gen_random_uuid(), '${m.surveyId}', '${m.personId}', '${m.pupilId}', 'invitation', '2026-11-01', 0, 'email', 'custodyHolder', 'da', 'sent', null, 1, null, now(), now(), null, false);
    insert into common.invitation_count values (${m.id}, '${m.surveyId}', 'invitation', 'email', 'sent', 1);
    insert into health.note values (${m.id}, '${m.pupilId}', '${m.classId}', '\\x01', '${m.accountId}', '2026-11-20');
    insert into health.journal values (${m.id}, '${healthResponseId}', '${m.pupilId}', '${m.classId}', '${m.accountId}', '2026-11-20');
    insert into sealed.atom values (${m.id}, '${m.surveyId}', gen_random_uuid(), 'class:${m.classId}', null, '{1}', 1, '\\x01');
    insert into sealed.total values (${m.id}, '${m.surveyId}', 'class:${m.classId}', 'all', '{1}');
    insert into sealed.turnout values (${m.id}, '${m.surveyId}', 'class:${m.classId}', 1);
    insert into sealed.withheld values (${m.id}, '${m.surveyId}', 'bullied', 1, 2, '\\x02');
    insert into sealed.merged_upward values (${m.id}, '${m.surveyId}', gen_random_uuid(), 'class:${m.classId}', 'bullied', 3, '\\x03');
    insert into sealed.head values (${m.id}, '${m.surveyId}', 3, '\\x03');
    insert into audit.shown values (${m.id}, '\\x01', '${m.surveyId}', 'class:${m.classId}', '{municipality}', null, 'all', '[]');
    insert into audit.publication values (${m.id}, '\\x01', 'teacher', 'screen');
    insert into assessment.assessment values (${m.id}, '${m.assessmentId}', '${m.pupilId}', null, 'ppr', 'demo', 'open', now(), '${m.accountId}', null), (${m.id}, gen_random_uuid(), '${m.pupilId}', null, 'ppr', 'demo', 'closed', now(), '${m.accountId}', now());
    insert into assessment.assessment_key values (${m.id}, '${m.assessmentId}', 'test', '\\x01');
    insert into assessment.member values (${m.id}, '${m.assessmentId}', '${m.accountId}', 'owner', now(), null);
    insert into assessment.consent values (${m.id}, '${m.assessmentId}', gen_random_uuid(), 'custodyHolder', 'spoken', 'given', '${m.accountId}', now());
    insert into assessment.informant values (${m.id}, '${m.personId}', '${m.assessmentId}', 1, 'teacher', null, 'demo', 't4-17', null, 0, '\\x01', 'answered', '2026-12-01', now(), null, now()), (${m.id}, gen_random_uuid(), '${m.assessmentId}', 2, 'teacher', null, 'demo', 't4-17', null, 0, '\\x02', 'invited', '2026-12-01', now(), null, null);
    insert into assessment.draft values (${m.id}, '\\x01', 1, '{1}');
    insert into assessment.response values (${m.id}, '${m.personId}', '${m.assessmentId}', '{1}', '{}', now());
    insert into assessment.goal values (${m.id}, gen_random_uuid(), '${m.assessmentId}', '\\x01', '\\x01', '2026-12-01', null, 'agreed', '${m.accountId}', now());
    insert into released.contribution values (${m.id}, 'mellemtrin', '1.0', 2026, '${m.institutionId}', '{1}');
    insert into released.municipal_total values (${m.id}, 'mellemtrin', '1.0', 2026, 1, true, 3, 100, 90, '{1}', '{1}', '{1}'), (${m.id}, 'mellemtrin', '1.0', 2026, 2, false, 3, 100, 90, '{1}', '{1}', '{1}');
  `)
}
