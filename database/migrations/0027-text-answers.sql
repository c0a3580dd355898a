-- Short texts in one's own words, in the tracks by name. They stand in the rows they belong to, so that whoever reaches,
-- withdraws or deletes a draft or a response does so with its texts; no table of the statistics track has a place for one.

alter table health.draft add column texts bytea[];
alter table assessment.draft add column texts bytea[];
alter table health.response add column texts bytea;
alter table assessment.response add column texts bytea;

-- An informant's texts are sealed with the case's key as they are sent. An informant reaches their own invitation alone, so this
-- asks the owner's policies for the one key that is of its case. It is wrapped by one that the database does not hold.
create policy sealing on assessment.assessment_key for select to bul_owner
  using (municipality_id = nullif(current_setting('app.municipality', true), '')::int);

create function assessment.key_of_informant()
returns table (key_encryption_key text, leaf bigint, wrapped bytea) language plpgsql security definer set search_path = '' as $$
declare
  v_municipality int := nullif(current_setting('app.municipality', true), '')::int;
begin
  if current_setting('app.role', true) is distinct from 'respondent' then
    raise exception 'only who answers seals what they wrote' using errcode = 'insufficient_privilege';
  end if;
  return query select k.key_encryption_key, k.leaf, k.wrapped
    from assessment.informant i
    join assessment.assessment_key k on k.municipality_id = i.municipality_id and k.assessment_id = i.assessment_id
    where i.municipality_id = v_municipality and encode(i.link_hmac, 'hex') = current_setting('app.reach', true);
end
$$;
revoke all on function assessment.key_of_informant() from public;
grant execute on function assessment.key_of_informant() to bul_assessment;
comment on function assessment.key_of_informant() is 'The wrapped key of the case that the informant in reach is asked about, to seal what they wrote.';

comment on column health.draft.texts is 'What was written, by place of the item, as ciphertext; null where nothing is. It follows the mark in answers.';
comment on column assessment.draft.texts is 'As health.draft.texts.';
comment on column health.response.texts is 'What was written, by code of the item, as one ciphertext under the child''s key. Null when nothing was.';
comment on column assessment.response.texts is 'What was written, by code of the item, as one ciphertext under the case''s key. Null when nothing was.';
