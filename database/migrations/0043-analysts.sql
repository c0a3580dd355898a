-- Choices of reports that somebody keeps under a name. An address and no figure: whoever opens it reads what they may.

create table common.saved_report (
  municipality_id int not null,
  id uuid not null,
  account_id uuid not null,
  name text not null,
  address text not null,
  is_shared boolean not null,
  saved_on date not null,
  constraint saved_report_pkey primary key (municipality_id, id),
  constraint saved_report_name_check check (name <> ''),
  constraint saved_report_address_check check (address like '/rapporter/%')
);

-- distribute

alter table common.saved_report add constraint saved_report_account_fkey
  foreign key (municipality_id, account_id) references common.account (municipality_id, id);
create index saved_report_account_idx on common.saved_report (municipality_id, account_id);

-- What is shared is read in the municipality; changed and taken away it is by whoever saved it.
alter table common.saved_report enable row level security;
alter table common.saved_report force row level security;
create policy own_or_shared on common.saved_report for select
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and (is_shared or account_id::text = current_setting('app.actor', true))
    and current_setting('app.role', true) not in ('', 'guest', 'respondent', 'parent', 'pupil', 'youngPerson')
  );
create policy own on common.saved_report
  using (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and account_id::text = current_setting('app.actor', true)
    and current_setting('app.role', true) not in ('', 'guest', 'respondent', 'parent', 'pupil', 'youngPerson')
  )
  with check (
    municipality_id = nullif(current_setting('app.municipality', true), '')::int
    and account_id::text = current_setting('app.actor', true)
  );

grant select, insert, update, delete on common.saved_report to bul_staff;
-- Listed beside the reports there are, where what may be read is known.
grant select on common.saved_report to bul_report;

comment on table common.saved_report is 'Choices of reports under a name, own or shared in the municipality: addresses, and no figures.';
comment on column common.saved_report.address is 'Of a page of this product, with the whole choice: survey, kind, unit, comparison, questions.';
comment on column common.saved_report.is_shared is 'Whether colleagues in the municipality who may read all its units see it in their list.';
