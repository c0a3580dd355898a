-- What a sign-in says besides who: by which login, how surely, and what it narrows.

alter table common.session add column provider text not null default '';
alter table common.session add column assurance text not null default 'low';
alter table common.session add column provider_session bytea;
alter table common.session add column institution_ids uuid[];
alter table common.session add column class_ids uuid[];

-- distribute

alter table common.session add constraint session_assurance_check check (assurance in ('low', 'substantial', 'high'));
create index session_provider_session_idx on common.session (municipality_id, provider_session) where provider_session is not null;

comment on column common.session.provider is 'Which of the installation''s logins it came by.';
comment on column common.session.assurance is 'How sure the login was of who it is (NSIS): low, substantial, high.';
comment on column common.session.provider_session is 'HMAC-SHA-256 of what the login calls this session, so that a single logout ends it.';
comment on column common.session.institution_ids is 'What the login narrows an account to; null when it narrows nothing. Never more than the account has.';
comment on column common.session.class_ids is 'As institution_ids, for classes.';
