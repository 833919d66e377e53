-- Plans of a year that committees make together: the text at the one that drafted it, and each party's own consent.

create table joint_annual_plan (
  id text collate "C" primary key check (starts_with(id, owner || ':')),
  owner text collate "C" not null,
  version int not null check (version >= 1),
  visibility text not null check (visibility in ('PUBLISHED', 'SHARED', 'NODE', 'RESTRICTED')),
  audience text[] collate "C" not null default '{}',
  provenance text not null check (provenance in ('RECORDED', 'PRESS', 'OFFICIAL', 'SYNTHETIC')),
  source text null,
  gaps text[] not null default '{}',
  recorded_at timestamptz not null,
  created_at timestamptz not null,
  title text collate "C" not null check (char_length(title) between 1 and 500),
  year int not null check (year between 1949 and 2199),
  parties text[] collate "C" not null check (cardinality(parties) > 0 and not owner = any (parties)),
  state text not null check (state in ('DRAFTING', 'OFFERED', 'AGREED', 'SUMMARISED', 'DROPPED')),
  text_version int not null default 0 check (text_version >= 0),
  text_hash text null check (text_hash ~ '^[0-9a-f]{64}$'),
  answer_due_on date null,
  agreed_version int null,
  agreed_on date null,
  agreed_title text null,
  agreed_items jsonb null,
  summary text null,
  note text null,
  authority jsonb null check (is_authority(authority)),
  check ((agreed_version is null) = (agreed_items is null))
);
call keep_history('joint_annual_plan');
call order_by('joint_annual_plan', 'recorded_at', 'year');
create index on joint_annual_plan using gin (parties);

create table plan_item (
  owner text collate "C" not null,
  plan_id text collate "C" not null references joint_annual_plan (id),
  position int not null check (position >= 1),
  title text not null,
  lead text collate "C" null,
  topic_id text collate "C" null,
  result text null,
  done boolean null,
  primary key (plan_id, position)
);
call keep_child_history('plan_item', 'plan_id', 'position');

-- What the owner knows of each other party; the id of its consent is derived, so it is known beforehand.
create table plan_party (
  owner text collate "C" not null,
  plan_id text collate "C" not null references joint_annual_plan (id),
  committee text collate "C" not null references division (code),
  consent_id text collate "C" not null unique check (starts_with(consent_id, committee || ':')),
  answer text null check (answer in ('AGREE', 'OBJECT')),
  text_version int null,
  primary key (plan_id, committee)
);
call keep_child_history('plan_party', 'plan_id', 'committee');

-- plan_id names a record of another node: no foreign key.
create table plan_consent (
  id text collate "C" primary key check (starts_with(id, owner || ':')),
  owner text collate "C" not null,
  version int not null check (version >= 1),
  visibility text not null check (visibility in ('PUBLISHED', 'SHARED', 'NODE', 'RESTRICTED')),
  audience text[] collate "C" not null default '{}',
  provenance text not null check (provenance in ('RECORDED', 'PRESS', 'OFFICIAL', 'SYNTHETIC')),
  source text null,
  gaps text[] not null default '{}',
  recorded_at timestamptz not null,
  created_at timestamptz not null,
  plan_id text collate "C" not null unique,
  title text not null,
  year int not null,
  drafted_by text collate "C" not null references division (code),
  state text not null check (state in ('ASKED', 'CONSENTED', 'OBJECTED', 'AGREED', 'VOID', 'CLOSED')),
  text_version int not null,
  text_hash text not null check (text_hash ~ '^[0-9a-f]{64}$'),
  items jsonb not null,
  agreed_version int null,
  agreed_items jsonb null,
  answer_due_on date null,
  answered_on date null,
  note text null,
  authority jsonb null check (is_authority(authority)),
  check ((agreed_version is null) = (agreed_items is null))
);
call keep_history('plan_consent');
call order_by('plan_consent', 'recorded_at');
