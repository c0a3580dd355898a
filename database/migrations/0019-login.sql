-- Logins by SAML: whose right it is by CVR number, answers that have been used, and the log that NemLog-in asks for.

alter table common.municipality add column cvr text;

create table common.used_assertion (
  municipality_id int not null,
  login text not null,
  assertion bytea not null,
  expires_at timestamptz not null,
  constraint used_assertion_pkey primary key (municipality_id, login, assertion)
);

create table common.login_event (
  municipality_id int not null,
  id uuid not null,
  at timestamptz not null,
  login text not null,
  event text not null,
  session bytea,
  address text,
  message bytea,
  expires_on date not null,
  constraint login_event_pkey primary key (municipality_id, id)
);

-- distribute

alter table common.municipality add constraint municipality_cvr_check check (cvr ~ '^[0-9]{8}$');
create index used_assertion_expires_idx on common.used_assertion (municipality_id, expires_at);
alter table common.login_event add constraint login_event_event_check
  check (event in ('asked', 'answered', 'refused', 'signedIn', 'signOutAsked', 'signedOut'));
create index login_event_at_idx on common.login_event (municipality_id, at);
create index login_event_expires_idx on common.login_event (municipality_id, expires_on);

alter table common.used_assertion enable row level security;
alter table common.used_assertion force row level security;
create policy own_municipality on common.used_assertion
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy not_for_citizens on common.used_assertion as restrictive for select
  to bul_staff, bul_statistics, bul_health, bul_assessment, bul_report
  using (current_setting('app.role', true) not in ('parent', 'pupil', 'youngPerson'));

alter table common.login_event enable row level security;
alter table common.login_event force row level security;
create policy own_municipality on common.login_event
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
-- Nobody else reads a row, and so nobody else takes one away.
create policy officer_reads on common.login_event as restrictive for select
  using (current_setting('app.role', true) in ('dataProtectionOfficer', 'system'));

grant select, insert, delete on common.used_assertion to bul_staff;
grant select, insert, delete on common.login_event to bul_staff;

comment on table common.used_assertion is 'Answers of SAML logins that have let somebody in, until they expire: each lets in once, whichever server it comes to. Municipality 0, for nobody is known yet.';
comment on column common.used_assertion.assertion is 'SHA-256 of the assertion''s id.';
comment on table common.login_event is 'What was asked of a SAML login and what it answered, kept for 180 days with the signatures (NemLog-in, terms for service providers). Municipality 0 until it is known whose it is.';
comment on column common.login_event.session is 'HMAC-SHA-256 of what the login calls the session, as in common.session.';
comment on column common.login_event.address is 'The IP address it came from.';
comment on column common.login_event.message is 'The message as it was sent, with its signature: ciphertext, for names and CPR numbers are in it.';
comment on column common.municipality.cvr is 'CVR number: whose rights Context Handler tells of. Null lets nobody in that way.';
