-- Foster parents: they are asked what parents are asked, and have no right to what is a child's.

alter table identity.family drop constraint family_relation_check;
alter table identity.family add constraint family_relation_check check (relation in ('custody', 'self', 'foster'));
grant update (relation) on identity.family to bul_staff;

comment on table identity.family is 'Who a child''s own things may be shown to: grown-ups with custody, and the child itself; and foster parents, who are only written to.';
comment on column identity.family.relation is 'custody and self give rights and a sign-in; foster gives neither.';
comment on column identity.family.valid_until is 'The first day it gives nothing more; null while no end is known. A parent without custody has no row.';
