-- How many girls and boys of each year group were asked: what a municipality's figures are weighted to. A fact of the roster and of
-- no answer; of a whole year group alone, for nothing else needs it. Surveys that opened before have none, and are not weighted.

alter table common.survey_unit
  add column invited_female int,
  add column invited_male int,
  add constraint survey_unit_sexes_check check (
    (invited_female is null) = (invited_male is null)
    and (invited_female is null or (level = 'municipalYearGroup' and invited_female >= 0 and invited_male >= 0
      and invited_female + invited_male <= invited))
  );
comment on column common.survey_unit.invited_female is 'Girls among the invited, of a year group of the municipality; null of other units, and of surveys from before it was kept.';
comment on column common.survey_unit.invited_male is 'Boys, likewise; who is neither known as one nor the other is among the invited alone.';
