-- The register: members of a term, the bodies that may propose, and the plenary sessions of a term.

create table member (
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
  name text collate "C" not null check (char_length(name) between 1 and 100),
  sector text collate "C" null,
  party text null,
  term int not null check (term >= 1),
  -- The subject of this person's token. Whoever is not staff never reads it.
  subject text collate "C" null check (char_length(subject) between 1 and 200),
  from_day date not null,
  -- The last day of membership; open while there is none.
  until_day date null check (until_day >= from_day)
);
call keep_history('member');
call order_by('member', 'recorded_at', 'name');
create index on member (term, sector);
-- One person's token stands for one member of a term.
create unique index member_subject on member (term, subject) where subject is not null;

create table proposing_body (
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
  kind text not null check (kind in ('SECTOR', 'SECTOR_GROUP', 'PARTY', 'PEOPLES_ORGANISATION', 'SPECIAL_COMMITTEE')),
  name text collate "C" not null check (char_length(name) between 1 and 200),
  -- None where the body is not of one term, such as a party.
  term int null check (term >= 1),
  convenor_id text collate "C" null references member (id)
);
call keep_history('proposing_body');
call order_by('proposing_body', 'recorded_at', 'name');
create unique index proposing_body_once on proposing_body (kind, name, term) nulls not distinct;
create index on proposing_body (convenor_id);

create table plenary_session (
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
  term int not null check (term >= 1),
  session int not null check (session >= 1),
  opens_on date not null,
  closes_on date not null check (closes_on >= opens_on),
  -- From when to when a proposal counts as submitted in session.
  accepts_from date not null check (accepts_from <= opens_on),
  accepts_until date not null check (accepts_until >= opens_on and accepts_until <= closes_on)
);
call keep_history('plenary_session');
call order_by('plenary_session', 'recorded_at', 'opens_on');
create unique index plenary_session_once on plenary_session (term, session);
