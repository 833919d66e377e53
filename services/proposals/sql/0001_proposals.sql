-- The proposals module: filings with their proposers, assignments and reviews. Those belong to the filing's version.

create table filing (
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
  text text null,
  term int null,
  session int null,
  case_number text collate "C" null check (char_length(case_number) between 1 and 100),
  state text not null check (state in ('DRAFT', 'COSIGNING', 'SUBMITTED', 'RETURNED', 'PRELIM_PASSED', 'FILED', 'NOT_FILED', 'MERGED',
                                       'CONVERTED', 'WITHDRAWN', 'ASSIGNED', 'HANDLING', 'REPLIED', 'FEEDBACK_DONE', 'REHANDLING',
                                       'CLOSED', 'FOLLOW_UP', 'ARCHIVED')),
  outcome text null check (outcome in ('PENDING', 'FILED', 'NOT_FILED', 'MERGED', 'CONVERTED', 'HANDED_UP', 'WITHDRAWN')),
  origin text not null check (origin in ('PROPOSER', 'CITIZEN_LEAD')),
  is_key_proposal boolean not null default false,
  submitted_at timestamptz null,
  filed_at timestamptz null,
  happened_in int null,
  merged_into text collate "C" null,
  -- Received starts at SUBMITTED: from then on there is an outcome. A draft may be withdrawn before it was ever received.
  check (outcome is null or state not in ('DRAFT', 'COSIGNING')),
  check (outcome is not null or state in ('DRAFT', 'COSIGNING', 'WITHDRAWN')),
  check ((outcome = 'MERGED') is not true or merged_into is not null or provenance <> 'RECORDED')
);
call keep_history('filing');
call order_by('filing', 'recorded_at', 'title', 'submitted_at', 'filed_at', 'case_number');
-- A case number is given once in a term and session.
create unique index on filing (term, session, case_number) nulls not distinct where case_number is not null;
create index on filing (outcome);
create index on filing (state);

create table proposer (
  owner text collate "C" not null,
  filing_id text collate "C" not null references filing (id),
  position int not null check (position >= 1),
  kind text not null check (kind in ('MEMBER', 'MEMBERS_JOINTLY', 'SECTOR', 'SECTOR_GROUP', 'PARTY', 'PEOPLES_ORGANISATION',
                                     'SPECIAL_COMMITTEE', 'CITIZEN')),
  name text not null,
  first boolean not null,
  primary key (filing_id, position)
);
call keep_child_history('proposer', 'filing_id', 'position');

create table assignment (
  owner text collate "C" not null,
  filing_id text collate "C" not null references filing (id),
  id text collate "C" primary key check (starts_with(id, owner || ':')),
  position int not null check (position >= 1),
  unit text not null,
  role text null check (role in ('SOLE', 'LEAD', 'SUPPORT', 'SPLIT')),
  state text null check (state in ('ISSUED', 'SIGNED', 'RETURN_REQUESTED', 'RETURNED_ACCEPTED', 'EXTENDED', 'REPLY_DRAFTED', 'REPLIED',
                                   'OPINION_SENT', 'CANCELLED')),
  due_on date null,
  unique (filing_id, position)
);
call keep_child_history('assignment', 'filing_id', 'id');

create table review (
  owner text collate "C" not null,
  filing_id text collate "C" not null references filing (id),
  position int not null check (position >= 1),
  round int not null check (round >= 1),
  decision text not null check (decision in ('PRELIM_PASSED', 'RETURNED', 'FILED', 'NOT_FILED', 'MERGED', 'CONVERTED', 'WITHDRAWN',
                                             'HANDED_UP')),
  reason_code text null,
  note text null,
  decided_at timestamptz null,
  primary key (filing_id, position)
);
call keep_child_history('review', 'filing_id', 'position');
