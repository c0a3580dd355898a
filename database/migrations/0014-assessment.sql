-- PLUS: one child, named informants, and the people on the case. Read by nobody else.
--
-- Whether somebody is on a case is carried by the transaction as its reach (`common.begin_ctx`), so that a
-- policy compares columns of the row alone. An informant comes by a link and reaches only what the link is for.

create table assessment.assessment (
  municipality_id int not null,
  id uuid not null,
  pupil_id uuid not null,
  reason bytea,
  legal_basis text not null,
  instrument text not null,
  state text not null,
  opened_at timestamptz not null,
  opened_by uuid not null,
  closed_at timestamptz,
  constraint assessment_pkey primary key (municipality_id, id),
  constraint assessment_legal_basis_check check (legal_basis in ('ppr', 'screening', 'mapping', 'childAssessment', 'healthService')),
  constraint assessment_state_check check (state in ('open', 'closed'))
);

create table assessment.assessment_key (
  municipality_id int not null,
  assessment_id uuid not null,
  key_encryption_key text not null,
  wrapped bytea not null,
  constraint assessment_key_pkey primary key (municipality_id, assessment_id)
);

create table assessment.member (
  municipality_id int not null,
  assessment_id uuid not null,
  account_id uuid not null,
  part text not null,
  joined_at timestamptz not null,
  left_at timestamptz,
  constraint member_pkey primary key (municipality_id, assessment_id, account_id),
  constraint member_part_check check (part in ('owner', 'participant'))
);

create table assessment.consent (
  municipality_id int not null,
  assessment_id uuid not null,
  id uuid not null,
  given_by text not null,
  way text not null,
  decision text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  constraint consent_pkey primary key (municipality_id, assessment_id, id),
  constraint consent_given_by_check check (given_by in ('custodyHolder', 'bothCustodyHolders', 'youngPerson')),
  constraint consent_way_check check (way in ('spoken', 'written', 'meeting')),
  constraint consent_decision_check check (decision in ('given', 'informed', 'withdrawn'))
);

create table assessment.informant (
  municipality_id int not null,
  id uuid not null,
  assessment_id uuid not null,
  round smallint not null,
  relation text not null,
  label bytea,
  instrument text not null,
  version text not null,
  follows uuid,
  turn smallint not null default 0,
  link_hmac bytea not null,
  state text not null,
  due_on date not null,
  invited_at timestamptz not null,
  reminded_at timestamptz,
  answered_at timestamptz,
  constraint informant_pkey primary key (municipality_id, id),
  constraint informant_round_check check (round between 1 and 9),
  constraint informant_relation_check check (relation in ('mother', 'father', 'stepParent', 'fosterParent', 'otherCustody', 'teacher', 'pedagogue', 'otherProfessional', 'self')),
  constraint informant_state_check check (state in ('invited', 'answered', 'declined', 'withdrawn'))
);

create table assessment.draft (
  municipality_id int not null,
  slip_hmac bytea not null,
  epoch int not null,
  answers bigint[] not null,
  constraint draft_pkey primary key (municipality_id, slip_hmac)
) with (fillfactor = 50);

create table assessment.response (
  municipality_id int not null,
  informant_id uuid not null,
  assessment_id uuid not null,
  answers smallint[] not null,
  score jsonb not null,
  submitted_at timestamptz not null,
  constraint response_pkey primary key (municipality_id, informant_id)
);

create table assessment.goal (
  municipality_id int not null,
  id uuid not null,
  assessment_id uuid not null,
  text bytea not null,
  who bytea not null,
  due_on date not null,
  score text,
  state text not null,
  written_by uuid not null,
  written_at timestamptz not null,
  constraint goal_pkey primary key (municipality_id, id),
  constraint goal_state_check check (state in ('agreed', 'reached', 'dropped'))
);

-- distribute

alter table assessment.assessment add constraint assessment_pupil_fkey
  foreign key (municipality_id, pupil_id) references common.pupil (municipality_id, id);
alter table assessment.assessment_key add constraint assessment_key_assessment_fkey
  foreign key (municipality_id, assessment_id) references assessment.assessment (municipality_id, id) on delete cascade;
alter table assessment.member add constraint member_assessment_fkey
  foreign key (municipality_id, assessment_id) references assessment.assessment (municipality_id, id) on delete cascade;
alter table assessment.member add constraint member_account_fkey
  foreign key (municipality_id, account_id) references common.account (municipality_id, id);
-- One owner, so that whoever may start a case cannot make themselves the owner of another's.
create unique index member_owner_idx on assessment.member (municipality_id, assessment_id) where part = 'owner';
create index member_account_idx on assessment.member (municipality_id, account_id);
alter table assessment.consent add constraint consent_assessment_fkey
  foreign key (municipality_id, assessment_id) references assessment.assessment (municipality_id, id) on delete cascade;
alter table assessment.informant add constraint informant_assessment_fkey
  foreign key (municipality_id, assessment_id) references assessment.assessment (municipality_id, id) on delete cascade;
alter table assessment.informant add constraint informant_link_key unique (municipality_id, link_hmac);
create index informant_assessment_idx on assessment.informant (municipality_id, assessment_id);
alter table assessment.response add constraint response_informant_fkey
  foreign key (municipality_id, informant_id) references assessment.informant (municipality_id, id) on delete cascade;
create index response_assessment_idx on assessment.response (municipality_id, assessment_id);
alter table assessment.goal add constraint goal_assessment_fkey
  foreign key (municipality_id, assessment_id) references assessment.assessment (municipality_id, id) on delete cascade;
create index goal_assessment_idx on assessment.goal (municipality_id, assessment_id);

alter table assessment.assessment enable row level security;
alter table assessment.assessment force row level security;
create policy on_the_case on assessment.assessment to bul_assessment
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and id::text = any (string_to_array(current_setting('app.reach', true), ','))
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
create policy starts_one on assessment.assessment for insert to bul_assessment
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('eduPsychologist', 'socialWorker', 'caseOwner', 'healthVisitor', 'schoolDoctor', 'municipalAdmin')
    and opened_by::text = current_setting('app.actor', true)
  );

alter table assessment.assessment_key enable row level security;
alter table assessment.assessment_key force row level security;
create policy on_the_case on assessment.assessment_key to bul_assessment
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and assessment_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and assessment_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
create policy starts_one on assessment.assessment_key for insert to bul_assessment
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) in ('eduPsychologist', 'socialWorker', 'caseOwner', 'healthVisitor', 'schoolDoctor', 'municipalAdmin')
  );

alter table assessment.member enable row level security;
alter table assessment.member force row level security;
create policy on_the_case on assessment.member to bul_assessment
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and assessment_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and assessment_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
create policy starts_one on assessment.member for insert to bul_assessment
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and part = 'owner'
    and current_setting('app.role', true) in ('eduPsychologist', 'socialWorker', 'caseOwner', 'healthVisitor', 'schoolDoctor', 'municipalAdmin')
  );
create policy sign_in_reads on assessment.member for select to bul_staff
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int and current_setting('app.role', true) = 'guest');

alter table assessment.consent enable row level security;
alter table assessment.consent force row level security;
create policy on_the_case on assessment.consent to bul_assessment
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and assessment_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and assessment_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );

alter table assessment.informant enable row level security;
alter table assessment.informant force row level security;
create policy on_the_case on assessment.informant to bul_assessment
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and assessment_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and assessment_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
-- Whoever holds a link is nobody yet, and reaches the one row that the link is for.
create policy by_link on assessment.informant to bul_assessment
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'respondent'
    and encode(link_hmac, 'hex') = current_setting('app.reach', true)
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'respondent'
    and encode(link_hmac, 'hex') = current_setting('app.reach', true)
  );
-- Asked by the function below, which runs as the owner, and by no login.
create policy withdrawal on assessment.informant for select to bul_owner
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table assessment.draft enable row level security;
alter table assessment.draft force row level security;
create policy by_link on assessment.draft to bul_assessment
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'respondent'
    and encode(slip_hmac, 'hex') = current_setting('app.reach', true)
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'respondent'
    and encode(slip_hmac, 'hex') = current_setting('app.reach', true)
  );
create policy withdrawal on assessment.draft to bul_owner
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

alter table assessment.response enable row level security;
alter table assessment.response force row level security;
create policy on_the_case on assessment.response for select to bul_assessment
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and assessment_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );
create policy by_link on assessment.response for insert to bul_assessment
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and current_setting('app.role', true) = 'respondent'
  );

alter table assessment.goal enable row level security;
alter table assessment.goal force row level security;
create policy on_the_case on assessment.goal to bul_assessment
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and assessment_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and assessment_id::text = any (string_to_array(current_setting('app.reach', true), ','))
  );

-- What somebody had answered and not sent is deleted when their invitation is taken back. Nobody on the case may
-- read it, so this asks the owner's policies; it works within reach alone.
create function assessment.forget_withdrawn(p_assessment_id uuid)
returns void language plpgsql security definer set search_path = '' as $$
declare
  v_municipality int := nullif(current_setting('app.municipality', true), '')::int;
begin
  if not (p_assessment_id::text = any (string_to_array(current_setting('app.reach', true), ','))) then
    raise exception 'an assessment that is not in reach' using errcode = 'insufficient_privilege';
  end if;
  delete from assessment.draft d using assessment.informant i
    where d.municipality_id = v_municipality and i.municipality_id = v_municipality
      and i.assessment_id = p_assessment_id and i.state = 'withdrawn' and d.slip_hmac = i.link_hmac;
end
$$;
revoke all on function assessment.forget_withdrawn(uuid) from public;
grant execute on function assessment.forget_withdrawn(uuid) to bul_assessment;
comment on function assessment.forget_withdrawn(uuid) is 'Deletes the drafts of a case''s informants whose invitation was taken back.';

grant usage on schema assessment to bul_staff;
grant select (municipality_id, assessment_id, account_id, left_at) on assessment.member to bul_staff;
grant select, insert, update on assessment.assessment to bul_assessment;
grant select, insert on assessment.assessment_key to bul_assessment;
grant select, insert, update on assessment.member to bul_assessment;
grant select, insert on assessment.consent to bul_assessment;
grant select, insert, update on assessment.informant to bul_assessment;
grant select, insert, update, delete on assessment.draft to bul_assessment;
grant select, insert on assessment.response to bul_assessment;
grant select, insert, update on assessment.goal to bul_assessment;

comment on table assessment.assessment is 'A PLUS case on one child: why, on which legal basis, with which instrument.';
comment on column assessment.assessment.reason is 'The concern in the professional''s own words, as ciphertext under the case''s key.';
comment on column assessment.assessment.legal_basis is 'ppr: folkeskoleloven § 4 and § 12; screening, mapping, childAssessment: barnets lov § 18, § 19, § 20; healthService: sundhedsloven § 121-123.';
comment on table assessment.assessment_key is 'The case''s data key, wrapped by a key-encryption key that the database does not hold.';
comment on table assessment.member is 'Who is on the case. Nobody else reads it; whoever has left reads it no more.';
comment on table assessment.consent is 'What the family was told or agreed to, as recorded by somebody on the case. Only added to.';
comment on table assessment.informant is 'One view that is asked for in one round: at most six a round.';
comment on column assessment.informant.label is 'What the people on the case call this informant, as ciphertext: "dansklærer".';
comment on column assessment.informant.follows is 'The same informant''s invitation of the round before, so that a change is theirs.';
comment on column assessment.informant.version is 'The instrument''s version, after relation and age.';
comment on column assessment.informant.link_hmac is 'HMAC-SHA-256 of the personal link. The link itself is never stored.';
comment on table assessment.draft is 'An informant''s answers before they are sent; by link, as in the other tracks.';
comment on table assessment.response is 'What an informant answered, with its score as reckoned when it was sent. Seen by the people on the case, never by another informant.';
comment on table assessment.goal is 'A shared goal: what, who, until when, and the score that is to tell. Text as ciphertext.';
