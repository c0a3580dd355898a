-- Whether a municipality's figures are released to region and country by themselves each night, or only when somebody decides it.

create table common.release_rule (
  municipality_id int not null,
  wave text not null,
  rule text not null,
  constraint release_rule_pkey primary key (municipality_id, wave),
  constraint release_rule_rule_check check (rule in ('standing', 'decision'))
);

-- distribute

alter table common.release_rule enable row level security;
alter table common.release_rule force row level security;
create policy own_municipality on common.release_rule
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int)
  with check (municipality_id = nullif(current_setting('app.municipality', true), '')::int);
create policy an_analyst_decides on common.release_rule as restrictive for all to bul_report, bul_staff
  using (current_setting('app.role', true) = 'municipalAnalyst')
  with check (current_setting('app.role', true) = 'municipalAnalyst');
grant select, insert, update, delete on common.release_rule to bul_staff;
grant select on common.release_rule to bul_report, bul_sealer;

comment on table common.release_rule is 'How a municipality releases figures: by standing rule each night, or by decision. Without a row it is by standing rule.';
comment on column common.release_rule.wave is 'Questionnaire, edition and school year as the ledger says them; empty for every wave that has no rule of its own.';
