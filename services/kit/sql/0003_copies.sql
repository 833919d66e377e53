-- Copies of other committees' records, as their owners sent them with messages. Number is that of the message that
-- brought the copy.
create table copy (
  peer text collate "C" not null check (peer ~ '^[0-9]{6}$' and peer <> '{{code}}'),
  kind text collate "C" not null,
  id text collate "C" primary key check (starts_with(id, peer || ':' || kind || ':')),
  version int not null check (version >= 1),
  body jsonb not null,
  number bigint not null check (number >= 1),
  received_at timestamptz not null
);
