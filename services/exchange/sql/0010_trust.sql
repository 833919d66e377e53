-- How trust between committees came about: our own keys, the peers' descriptors, and every act of trusting.

-- The keys that this committee signs its ledgers with, one after another; the private halves lie in the node's home.
create table own_key (
  key_id text collate "C" primary key check (key_id ~ '^[0-9a-f]{16}$'),
  suite text not null,
  public bytea not null,
  since timestamptz not null,
  until timestamptz null check (until >= since)
);
create unique index own_key_in_use on own_key ((until is null)) where until is null;

-- The latest descriptor of a peer that was accepted, byte for byte as the peer signed it.
create table peer_descriptor (
  code text collate "C" primary key references peer (code),
  serial bigint not null check (serial >= 1),
  content bytea not null,
  signature bytea not null,
  accepted_at timestamptz not null
);

-- Who trusted whom with which key on what ground, and what was refused; lines are added and never changed.
create table trust_act (
  id bigint generated always as identity primary key,
  peer text collate "C" not null,
  act text not null check (act in ('TRUSTED', 'UPDATED', 'ROTATED', 'VOUCHED')),
  fingerprint text not null,
  actor jsonb not null,
  ground text null,
  evidence text null,
  at timestamptz not null
);
create index on trust_act (peer, at);

revoke update, delete on trust_act from {{writer}};
revoke all on own_key, peer_descriptor, trust_act from {{reader}};
