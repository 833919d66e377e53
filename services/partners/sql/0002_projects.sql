-- Projects of two cities: the umbrella at the one that proposed it, what it knows of each side, and each city's own contribution.

create procedure widen_project(tbl text) language plpgsql as $$
begin
  execute format('alter table %I add column agreement_id text collate "C" null, add column answer_due_on date null,'
                 ' add column suspended_by text[] collate "C" not null default ''{}'','
                 ' add column outputs text[] not null default ''{}'', add column ended_on date null,'
                 ' add column note text null, add column authority jsonb null check (is_authority(authority))', tbl);
end $$;
call widen_project('partner_project');
call widen_project('partner_project_history');
drop procedure widen_project;

-- What the owner knows of each side, itself among them; the id of a contribution is derived, so it is known beforehand.
create table project_side (
  owner text collate "C" not null,
  project_id text collate "C" not null references partner_project (id),
  committee text collate "C" not null references division (code),
  contribution_id text collate "C" not null unique check (starts_with(contribution_id, committee || ':')),
  state text not null check (state in ('INVITED', 'TAKING_PART', 'FINISHED', 'DECLINED', 'ENDED')),
  participants int not null default 0 check (participants >= 0),
  primary key (project_id, committee)
);
call keep_child_history('project_side', 'project_id', 'committee');

-- project_id may name a record of another node: no foreign key.
create table project_contribution (
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
  project_id text collate "C" not null unique,
  project_title text collate "C" not null check (char_length(project_title) between 1 and 500),
  partner text collate "C" not null references division (code) check (partner <> owner),
  state text not null check (state in ('INVITED', 'TAKING_PART', 'SUSPENDED', 'FINISHED', 'COMPLETED', 'DECLINED', 'ENDED')),
  responsible_unit text null,
  progress text null,
  percent int null check (percent between 0 and 100),
  answer_due_on date null,
  answered_on date null,
  ended_on date null,
  note text null,
  authority jsonb null check (is_authority(authority))
);
call keep_history('project_contribution');
call order_by('project_contribution', 'recorded_at');

create table contribution_enterprise (
  owner text collate "C" not null,
  contribution_id text collate "C" not null references project_contribution (id),
  position int not null check (position >= 1),
  name text not null,
  credit_code text null,
  primary key (contribution_id, position)
);
call keep_child_history('contribution_enterprise', 'contribution_id', 'position');

create table contribution_milestone (
  owner text collate "C" not null,
  contribution_id text collate "C" not null references project_contribution (id),
  position int not null check (position >= 1),
  milestone_id text collate "C" not null,
  title text not null,
  due_on date null,
  reached_on date null,
  primary key (contribution_id, position)
);
call keep_child_history('contribution_milestone', 'contribution_id', 'position');

create table contribution_task (
  owner text collate "C" not null,
  contribution_id text collate "C" not null references project_contribution (id),
  position int not null check (position >= 1),
  title text not null,
  unit text null,
  due_on date null,
  done_on date null,
  primary key (contribution_id, position)
);
call keep_child_history('contribution_task', 'contribution_id', 'position');

create table contribution_document (
  owner text collate "C" not null,
  contribution_id text collate "C" not null references project_contribution (id),
  position int not null check (position >= 1),
  title text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  dated_on date null,
  primary key (contribution_id, position)
);
call keep_child_history('contribution_document', 'contribution_id', 'position');
