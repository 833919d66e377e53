-- The exchange with other committees: whom we trust, both ledgers with each of them as signed bytes, and the receipts.

-- A committee we exchange with. Endpoint is its node's GraphQL endpoint; null: it accepts no connection and dials out.
-- Standing says whether anything is wrong between us.
create table peer (
  code text collate "C" primary key check (code ~ '^[0-9]{6}$' and code <> '{{code}}'),
  endpoint text null,
  trusted boolean not null,
  changed_at timestamptz not null,
  standing text not null default 'OK' check (standing in ('OK', 'AWAY', 'RESTORED', 'FORKED', 'FAULTY')),
  standing_since timestamptz not null,
  reason_zh text null,
  reason_en text null,
  heard_at timestamptz null
);

-- The keys pinned for a peer, each from the first to the last number of its ledger to us.
create table peer_key (
  code text collate "C" not null references peer (code),
  key_id text collate "C" not null check (key_id ~ '^[0-9a-f]{16}$'),
  suite text not null,
  public bytea not null,
  first bigint not null check (first >= 1),
  last bigint null check (last >= first),
  pinned_at timestamptz not null,
  primary key (code, key_id)
);

-- Both ledgers with every peer: ours to it and its to us. Header and payload are the stored bytes, never written anew.
create table ledger_entry (
  sender text collate "C" not null,
  receiver text collate "C" not null,
  number bigint not null check (number >= 1),
  kind text not null,
  header bytea not null,
  hash text collate "C" not null check (hash ~ '^[0-9a-f]{64}$'),
  signature bytea not null,
  payload bytea null,
  openings jsonb null,
  event_id uuid null references event (id),
  entered_at timestamptz not null,
  primary key (sender, receiver, number),
  check (sender <> receiver and (sender = '{{code}}' or receiver = '{{code}}'))
);
create index on ledger_entry (event_id) where event_id is not null;

-- What the receiver of an entry signed about it. One for each entry; it is never replaced.
create table ledger_receipt (
  sender text collate "C" not null,
  receiver text collate "C" not null,
  number bigint not null,
  hash text collate "C" not null,
  receipt bytea not null,
  signature bytea not null,
  outcome text not null check (outcome in ('APPLIED', 'REFUSED')),
  code text null,
  rule text null,
  message text null,
  message_zh text null,
  entered_at timestamptz not null,
  primary key (sender, receiver, number),
  foreign key (sender, receiver, number) references ledger_entry (sender, receiver, number)
);

-- What a peer signed and should not have: kept with the line that proves it.
create table ledger_fault (
  id bigint generated always as identity primary key,
  peer text collate "C" not null,
  code text not null,
  number bigint null,
  message_zh text not null,
  message_en text not null,
  evidence text null,
  noticed_at timestamptz not null
);
create index on ledger_fault (peer, noticed_at);

-- Signed bytes are added and never changed; an erasure takes away what may be taken away.
revoke update, delete on ledger_entry from {{writer}};
grant update (payload, openings) on ledger_entry to {{writer}};
revoke update, delete on ledger_receipt from {{writer}};
revoke update, delete on ledger_fault from {{writer}};
revoke all on ledger_entry, ledger_receipt, ledger_fault from {{reader}};
