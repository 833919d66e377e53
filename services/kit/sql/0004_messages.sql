-- Messages get their number when they are sealed, which waits until it is known what the peer holds. Commitments and
-- openings are those of the personal parts; the openings move into the ledger with the number. A message that no ledger
-- can carry says why. Nothing was delivered so far: what waits is numbered anew.
alter table outbox
  add column commitments jsonb not null default '{}',
  add column openings jsonb null,
  add column unsendable text null,
  add check (number is null or unsendable is null);
update outbox set number = null where delivered_at is null;
create index outbox_waiting on outbox (peer) where number is null and unsendable is null;
