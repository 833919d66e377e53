-- Joint work over messages: what the lead keeps of each invited committee, its drafts, outputs and tracks; what a participant
-- keeps itself: deadlines, the draft it reviews, its fieldwork, its endorsement, what it delivered.

create procedure both_tables(tbl text, change text) language plpgsql as $$
begin
  execute format('alter table %I %s', tbl, change);
  execute format('alter table %I %s', tbl || '_history', change);
end $$;

call both_tables('joint_topic', $$
  add column ad_hoc boolean not null default false,
  add column plan_document text null,
  add column established_on date null,
  add column established_authority jsonb null check (is_authority(established_authority)),
  add column draft_number int null check (draft_number >= 1),
  add column circulated_on date null,
  add column endorse_by date null,
  add column endorse_provisional boolean null,
  add column issued_on date null,
  add column issued_authority jsonb null check (is_authority(issued_authority)),
  add column ended_note text null,
  add column joined_to text collate "C" null,
  add column related text[] collate "C" not null default '{}',
  add check ((endorse_by is null) = (endorse_provisional is null))
$$);

-- state is what the lead knows by the messages that it applied; their order decides.
call both_tables('topic_invitation', $$
  add column state text not null default 'INVITED'
    check (state in ('INVITED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'LAPSED', 'RECALLED')),
  add column respond_by date null,
  add column provisional boolean null,
  add column answered_on date null,
  add column similar_topic text collate "C" null,
  add column own_topic text null check (own_topic in ('JOIN', 'KEEP')),
  add column fieldwork int not null default 0 check (fieldwork >= 0),
  add column endorsed_version int null check (endorsed_version >= 1),
  add column endorsed_until date null,
  add column statement text null
$$);
create index on topic_invitation (committee, state);
create index on topic_invitation (respond_by) where state = 'INVITED';

-- The lead's own fieldwork is counted like that of the others, and kept beside their invitations.
call both_tables('joint_topic', $$ add column lead_fieldwork int not null default 0 $$);

create table topic_draft (
  owner text collate "C" not null,
  topic_id text collate "C" not null references joint_topic (id),
  number int not null check (number >= 1),
  text text not null,
  sha256 text collate "C" not null check (sha256 ~ '^[0-9a-f]{64}$'),
  note text null,
  frozen_at timestamptz not null,
  primary key (topic_id, number)
);
call keep_child_history('topic_draft', 'topic_id', 'number');

create table topic_output (
  owner text collate "C" not null,
  topic_id text collate "C" not null references joint_topic (id),
  position int not null check (position >= 1),
  committee text collate "C" not null references division (code),
  kind text not null check (kind in ('RESEARCH_REPORT', 'PROPOSAL', 'PLENARY_SPEECH', 'OPINION_REPORT')),
  title text not null check (char_length(title) between 1 and 500),
  record text collate "C" null,
  linked_on date not null,
  primary key (topic_id, position)
);
call keep_child_history('topic_output', 'topic_id', 'position');

create table topic_track (
  owner text collate "C" not null,
  topic_id text collate "C" not null references joint_topic (id),
  position int not null check (position >= 1),
  kind text not null check (kind in ('KEY_SUPERVISION', 'CONSULTATION_BROADCAST', 'CITY_AND_DISTRICT')),
  title text not null check (char_length(title) between 1 and 500),
  opened_on date not null,
  closed_on date null,
  result text null,
  primary key (topic_id, position)
);
call keep_child_history('topic_track', 'topic_id', 'position');

alter table participation drop constraint participation_state_check;
alter table participation_history drop constraint participation_state_check;
call both_tables('participation', $$
  add constraint participation_state_check
    check (state in ('INVITED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'LAPSED', 'RECALLED', 'CONCLUDED')),
  add column topic_title text null,
  add column invited_at timestamptz null,
  add column invited_authority jsonb null check (is_authority(invited_authority)),
  add column respond_by date null,
  add column provisional boolean null,
  add column similar_topic text collate "C" null,
  add column own_topic text null check (own_topic in ('JOIN', 'KEEP')),
  add column draft_number int null check (draft_number >= 1),
  add column draft_sha256 text collate "C" null check (draft_sha256 ~ '^[0-9a-f]{64}$'),
  add column draft_text text null,
  add column endorse_by date null,
  add column endorse_provisional boolean null,
  add column endorsed_version int null check (endorsed_version >= 1),
  add column withdrawn_on date null,
  add column withdrawal_note text null,
  add column withdrawal_authority jsonb null check (is_authority(withdrawal_authority)),
  add column refusal jsonb null,
  add column statement text null,
  add column statement_authority jsonb null check (is_authority(statement_authority))
$$);
create index on participation (respond_by) where state = 'INVITED';
create index on participation (endorse_by) where state = 'ACCEPTED';

create table participation_output (
  owner text collate "C" not null,
  participation_id text collate "C" not null references participation (id),
  position int not null check (position >= 1),
  kind text not null check (kind in ('RESEARCH_REPORT', 'PROPOSAL', 'PLENARY_SPEECH', 'OPINION_REPORT')),
  title text not null check (char_length(title) between 1 and 500),
  record text collate "C" null,
  linked_on date not null,
  primary key (participation_id, position)
);
call keep_child_history('participation_output', 'participation_id', 'position');

create table fieldwork_record (
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
  state text not null check (state in ('HELD', 'CONCLUDED')),
  title text collate "C" not null check (char_length(title) between 1 and 500),
  place text null,
  held_from date not null,
  held_until date not null check (held_until >= held_from),
  people int null check (people between 1 and 100000),
  findings text null
);
call keep_history('fieldwork_record');
call order_by('fieldwork_record', 'recorded_at', 'held_from');
create index on fieldwork_record (topic_id);

create table topic_endorsement (
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
  state text not null check (state in ('GIVEN', 'CHANGES_REQUESTED', 'SUPERSEDED', 'EXPIRED', 'BOUND')),
  draft_number int not null check (draft_number >= 1),
  draft_sha256 text collate "C" not null check (draft_sha256 ~ '^[0-9a-f]{64}$'),
  answered_on date not null,
  valid_until date null,
  provisional boolean null,
  note text null,
  authority jsonb null check (is_authority(authority))
);
call keep_history('topic_endorsement');
call order_by('topic_endorsement', 'recorded_at');
create index on topic_endorsement (valid_until) where state = 'GIVEN';

drop procedure both_tables(text, text);
