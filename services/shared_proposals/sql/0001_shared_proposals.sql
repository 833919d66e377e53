-- The shared proposals module: the umbrella that a lead owns, a committee's own endorsement of one version, and what it lets the
-- others know of the filing it made. Ids of other committees' records have no foreign keys.

alter table sharing_policy drop constraint sharing_policy_module_check;
alter table sharing_policy add constraint sharing_policy_module_check
  check (module in ('committees', 'partners', 'topics', 'proposals', 'handling', 'citizens', 'reports', 'shared_proposals'));

create table shared_proposal (
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
  title text collate "C" not null check (char_length(title) between 1 and 500 and strpos(title, E'\n') = 0),
  text text null,
  state text not null check (state in ('DRAFTING', 'ENDORSING', 'AGREED', 'FILING', 'IN_HANDLING', 'JOINT_SUPERVISION', 'CONCLUDED',
                                       'DISSOLVED')),
  -- The latest frozen version.
  number int null check (number >= 1),
  text_hash text null check (text_hash ~ '^[0-9a-f]{64}$'),
  respond_by date null,
  file_by date null check (file_by >= respond_by),
  agreed_on date null,
  ended_on date null,
  note text null,
  authority jsonb null check (is_authority(authority)),
  supervision jsonb null check (is_authority(supervision)),
  supervised text[] collate "C" not null default '{}',
  -- The day after which an invitation or an endorsement lapses next.
  lapses_on date null,
  check ((number is null) = (text_hash is null)),
  check (state = 'DRAFTING' or state = 'DISSOLVED' or number is not null),
  check ((state in ('CONCLUDED', 'DISSOLVED')) = (ended_on is not null))
);
call keep_history('shared_proposal');
call order_by('shared_proposal', 'recorded_at', 'title', 'respond_by');
create index on shared_proposal (state);
create index on shared_proposal (lapses_on) where lapses_on is not null;

create table shared_proposal_version (
  owner text collate "C" not null,
  shared_proposal_id text collate "C" not null references shared_proposal (id),
  position int not null check (position >= 1),
  title text not null,
  text text not null,
  sha256 text not null check (sha256 = encode(sha256(convert_to(title || E'\n' || text, 'UTF8')), 'hex')),
  frozen_at timestamptz not null,
  primary key (shared_proposal_id, position)
);
call keep_child_history('shared_proposal_version', 'shared_proposal_id', 'position');

-- The committees as the lead knows them, itself first; kept from their messages.
create table shared_party (
  owner text collate "C" not null,
  shared_proposal_id text collate "C" not null references shared_proposal (id),
  position int not null check (position >= 1),
  committee text collate "C" not null references division (code),
  -- The committee's own endorsement, by its derived id; the lead endorses by circulating and has none.
  endorsement_id text collate "C" null check (starts_with(endorsement_id, committee || ':')),
  state text not null check (state in ('INVITED', 'ENDORSED', 'DECLINED', 'LAPSED', 'SUPERSEDED', 'WITHDRAWN', 'CARRIED_OUT')),
  number int null check (number >= 1),
  answered_on date null,
  valid_until date null,
  note text null,
  authority jsonb null check (is_authority(authority)),
  primary key (shared_proposal_id, committee),
  check ((endorsement_id is null) = (committee = owner))
);
call keep_child_history('shared_party', 'shared_proposal_id', 'committee');
create index on shared_party (committee);

-- What each committee told of the filing it made. One filing in a committee and term.
create table shared_report (
  owner text collate "C" not null,
  shared_proposal_id text collate "C" not null references shared_proposal (id),
  position int not null check (position >= 1),
  shared_filing_id text collate "C" not null unique check (starts_with(shared_filing_id, committee || ':')),
  committee text collate "C" not null references division (code),
  filing_id text collate "C" not null check (starts_with(filing_id, committee || ':')),
  term int not null,
  state text not null,
  outcome text null check (outcome in ('PENDING', 'FILED', 'NOT_FILED', 'MERGED', 'CONVERTED', 'HANDED_UP', 'WITHDRAWN')),
  case_number text null,
  grades text[] not null default '{}',
  variant_text text null,
  variant_sha256 text null,
  variant_reason text null,
  consented boolean not null default false,
  told_at timestamptz not null,
  primary key (shared_proposal_id, shared_filing_id),
  unique (shared_proposal_id, committee, term),
  check ((variant_sha256 is null) = (variant_reason is null))
);
call keep_child_history('shared_report', 'shared_proposal_id', 'shared_filing_id');

create table shared_endorsement (
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
  shared_proposal_id text collate "C" not null unique,
  state text not null check (state in ('INVITED', 'ENDORSED', 'DECLINED', 'LAPSED', 'SUPERSEDED', 'NOT_ACCEPTED', 'WITHDRAWN', 'CARRIED_OUT',
                                       'ENDED')),
  title text not null,
  text text not null,
  number int not null check (number >= 1),
  text_hash text not null check (text_hash = encode(sha256(convert_to(title || E'\n' || text, 'UTF8')), 'hex')),
  respond_by date not null,
  file_by date not null,
  valid_until date null,
  answered_on date null,
  agreed boolean not null default false,
  note text null,
  refusal text null,
  authority jsonb null check (is_authority(authority)),
  lapses_on date null,
  check (state not in ('ENDORSED', 'CARRIED_OUT') or valid_until is not null)
);
call keep_history('shared_endorsement');
call order_by('shared_endorsement', 'recorded_at', 'respond_by');
create index on shared_endorsement (lapses_on) where lapses_on is not null;

create table shared_filing (
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
  shared_proposal_id text collate "C" not null,
  filing_id text collate "C" not null unique references filing (id),
  wording text not null check (wording in ('AS_AGREED', 'LOCAL_VARIANT', 'NOT_LINKED')),
  -- The endorsed version.
  number int not null check (number >= 1),
  text_hash text not null check (text_hash ~ '^[0-9a-f]{64}$'),
  term int not null,
  session int null,
  -- The filing as it stands, for those who may see this and not the filing.
  state text not null,
  outcome text null,
  case_number text null,
  variant_title text null,
  variant_text text null,
  variant_sha256 text null check (variant_sha256 = encode(sha256(convert_to(variant_title || E'\n' || variant_text, 'UTF8')), 'hex')),
  variant_reason text null,
  consent jsonb null check (is_authority(consent)),
  refusal text null,
  check ((variant_sha256 is null) = (variant_reason is null) and (variant_sha256 is null) = (variant_text is null)
         and (variant_sha256 is null) = (variant_title is null)),
  check (wording <> 'LOCAL_VARIANT' or variant_sha256 is not null)
);
call keep_history('shared_filing');
call order_by('shared_filing', 'recorded_at');
-- One filing of a shared proposal in a term; what the lead did not take up does not count.
create unique index shared_filing_once on shared_filing (shared_proposal_id, term) where wording <> 'NOT_LINKED';

create table shared_filing_reply (
  owner text collate "C" not null,
  shared_filing_id text collate "C" not null references shared_filing (id),
  position int not null check (position >= 1),
  round int not null check (round >= 1),
  unit text not null,
  grade_scheme text not null,
  grade_letter text not null,
  grade_label text not null,
  grade_canonical text[] not null,
  grade_loss text null,
  grade_loss_en text null,
  issued_at timestamptz not null,
  primary key (shared_filing_id, position)
);
call keep_child_history('shared_filing_reply', 'shared_filing_id', 'position');
