-- The topics module: joint topics of the committee that leads them, its invitations, its own participations, written suggestions.

create table joint_topic (
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
  summary text null,
  year int null,
  stage text not null check (stage in ('PROPOSED', 'INVITING', 'ESTABLISHED', 'FIELDWORK', 'DRAFTING', 'CO_REVIEW', 'ISSUED',
                                       'DELIVERED', 'RESPONDED', 'CLOSED', 'TERMINATED')),
  leading_official text null,
  task_force text null
);
call keep_history('joint_topic');
call order_by('joint_topic', 'recorded_at', 'title', 'year');
create index on joint_topic (stage);

-- Whom the lead invited. The participation's id is derived, so the lead knows it before the invited committee answers.
create table topic_invitation (
  owner text collate "C" not null,
  topic_id text collate "C" not null references joint_topic (id),
  committee text collate "C" not null references division (code),
  participation_id text collate "C" not null unique check (starts_with(participation_id, committee || ':')),
  invited_at timestamptz null,
  authority jsonb null check (is_authority(authority)),
  primary key (topic_id, committee)
);
call keep_child_history('topic_invitation', 'topic_id', 'committee');

-- topic_id names a record of another node: no foreign key.
create table participation (
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
  topic_id text collate "C" not null unique,
  state text not null check (state in ('INVITED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
  answered_on date null,
  note text null,
  authority jsonb null check (is_authority(authority))
);
call keep_history('participation');
call order_by('participation', 'recorded_at');

create table written_suggestion (
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
  topic_id text collate "C" not null,
  title text null check (char_length(title) between 1 and 500),
  recipients text[] not null,
  route text null check (route in ('DIRECT', 'FORWARDED')),
  delivered_on date null
);
call keep_history('written_suggestion');
call order_by('written_suggestion', 'recorded_at');
create index on written_suggestion (topic_id);
