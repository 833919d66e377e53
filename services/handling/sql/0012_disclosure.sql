-- Whether a unit's reply may be read by everybody; null where the unit did not say, which counts as no.

alter table reply
  add column disclosure text null check (disclosure in ('PUBLIC', 'ON_REQUEST', 'NOT_PUBLIC'));
alter table reply_history
  add column disclosure text null check (disclosure in ('PUBLIC', 'ON_REQUEST', 'NOT_PUBLIC'));
