-- The committee module: the committee's own profile, its sectors and refusal reasons, agreements and projects with partners.

create table committee_profile (
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
  official_name text not null,
  term int null,
  chairperson text null,
  sector_count int null,
  website text null
);
call keep_history('committee_profile');

create table sector (
  owner text collate "C" not null,
  name text collate "C" not null,
  kind text not null check (kind in ('PARTY', 'NON_PARTY', 'PEOPLES_ORGANISATION', 'PROFESSIONAL_OR_SOCIAL', 'SPECIALLY_INVITED')),
  from_term int null,
  until_term int null,
  source text not null,
  position int not null,
  primary key (name)
);
call guard_table('sector');

create table refusal_reason (
  owner text collate "C" not null,
  code text collate "C" not null check (code ~ '^[A-Z][A-Z0-9_]*$'),
  text_zh text not null,
  text_en text not null,
  source text not null,
  position int not null,
  primary key (code)
);
call guard_table('refusal_reason');

create table partner_agreement (
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
  partner text collate "C" not null references division (code) check (partner <> owner),
  title text collate "C" not null check (char_length(title) between 1 and 500),
  purpose text null,
  state text not null check (state in ('ACTIVE', 'ENDED')),
  signed_on date null,
  valid_from date null,
  valid_until date null
);
call keep_history('partner_agreement');
call order_by('partner_agreement', 'recorded_at', 'title');
create index on partner_agreement (partner);

create table partner_project (
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
  partners text[] collate "C" not null check (cardinality(partners) > 0 and not owner = any (partners)),
  title text collate "C" not null check (char_length(title) between 1 and 500),
  summary text null,
  state text null check (state in ('PROPOSED', 'ACCEPTED', 'UNDER_WAY', 'SUSPENDED', 'COMPLETED', 'ENDED')),
  enterprises text null,
  started_on date null
);
call keep_history('partner_project');
call order_by('partner_project', 'recorded_at', 'title');
create index on partner_project using gin (partners);
