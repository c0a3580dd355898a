-- What a municipality has released, parted by what its institutions are like, so that similar ones in several municipalities can be added up.

alter table released.municipal_total add column strata jsonb;
alter table released.contribution add column stratum text;
alter table released.contribution add constraint contribution_stratum_check check (stratum ~ '^[A-Za-z]+-(small|medium|large)$');

comment on column released.municipal_total.strata is 'By stratum (kind and size, as school-small) what the release holds, and how many institutions grew in this step. Null where any step was not parted.';
comment on column released.contribution.stratum is 'What the institution is like: it stays in the stratum it was first released in. Null for those that are compared with no others.';
comment on table released.benchmark is 'Sums over three or more municipalities, none above 75 %: region:<code>, similar:<stratum> or country. Written by the association.';
