-- A filing from co-signing to the archive: who signed, where it came from and went, what was told to its proposers.

alter table filing drop constraint filing_state_check;
alter table filing_history drop constraint filing_state_check;

create procedure each_filing_table(change text) language plpgsql as $$
begin
  execute 'alter table filing ' || change;
  execute 'alter table filing_history ' || change;
end $$;

call each_filing_table($$
  add constraint filing_state_check check (state in (
    'DRAFT', 'COSIGNING', 'SUBMITTED', 'RETURNED', 'PRELIM_PASSED', 'FILED', 'NOT_FILED', 'MERGED', 'CONVERTED', 'WITHDRAWN', 'HANDED_UP',
    'ASSIGNED', 'HANDLING', 'REPLIED', 'FEEDBACK_DONE', 'REHANDLING', 'CLOSED', 'FOLLOW_UP', 'ARCHIVED')),
  add column channel text null check (channel in ('IN_SESSION', 'OUT_OF_SESSION')),
  add column cosign_due_on date null,
  add column cosign_provisional boolean null,
  add column converted_to text null check (converted_to in ('OPINION', 'LETTER', 'OPINION_REPORT')),
  add column recommended_to_committee text collate "C" null check (recommended_to_committee ~ '^[0-9]{6}$'),
  add column recommended_to text collate "C" null,
  add column recommended_from text collate "C" null,
  add column continues text collate "C" null,
  add column key_designation jsonb null check (is_authority(key_designation)),
  add column archived_on date null,
  add column archive_number text collate "C" null check (char_length(archive_number) between 1 and 100),
  add column retention text null check (retention in ('PERMANENT', 'FIXED_TERM')),
  add column retention_years int null check (retention_years between 1 and 100),
  add check ((cosign_due_on is null) = (cosign_provisional is null)),
  add check ((archived_on is null) = (archive_number is null) and (archived_on is null) = (retention is null)),
  add check (coalesce(retention = 'FIXED_TERM', false) = (retention_years is not null)),
  add check (coalesce((state = 'HANDED_UP') = (outcome = 'HANDED_UP'), true) or provenance <> 'RECORDED'),
  add check (state <> 'HANDED_UP' or recommended_to_committee is not null or provenance <> 'RECORDED')
$$);
drop procedure each_filing_table(text);

create index on filing (recommended_from) where recommended_from is not null;
create index on filing (continues) where continues is not null;
create index on filing (merged_into) where merged_into is not null;
create index on filing (cosign_due_on) where state = 'COSIGNING';
-- An archive number is given once.
create unique index filing_archive_number on filing (archive_number) where archive_number is not null;

alter table proposer
  add column member_id text collate "C" null,
  add column body_id text collate "C" null,
  add column signed_at timestamptz null,
  add column sealed boolean not null default false,
  add check (member_id is null or body_id is null);
alter table proposer_history
  add column member_id text collate "C" null,
  add column body_id text collate "C" null,
  add column signed_at timestamptz null,
  add column sealed boolean not null default false,
  add check (member_id is null or body_id is null);
create index on proposer (member_id) where member_id is not null;
create index on proposer (body_id) where body_id is not null;

-- Who was asked to co-sign, and whether they did before the deadline.
create table cosignature (
  owner text collate "C" not null,
  filing_id text collate "C" not null references filing (id),
  position int not null check (position >= 1),
  kind text not null check (kind in ('MEMBER', 'SECTOR', 'SECTOR_GROUP', 'PARTY', 'PEOPLES_ORGANISATION', 'SPECIAL_COMMITTEE')),
  name text not null,
  member_id text collate "C" null,
  body_id text collate "C" null,
  state text not null check (state in ('INVITED', 'SIGNED', 'LAPSED')),
  invited_at timestamptz not null,
  answered_at timestamptz null,
  primary key (filing_id, position),
  check (member_id is null or body_id is null),
  check ((state = 'INVITED') = (answered_at is null))
);
call keep_child_history('cosignature', 'filing_id', 'position');

-- What the committee told each proposer of its decision.
create table notice (
  owner text collate "C" not null,
  filing_id text collate "C" not null references filing (id),
  position int not null check (position >= 1),
  decision text not null check (decision in ('RETURNED', 'FILED', 'NOT_FILED', 'MERGED', 'CONVERTED', 'HANDED_UP')),
  name text not null,
  member_id text collate "C" null,
  body_id text collate "C" null,
  issued_at timestamptz not null,
  primary key (filing_id, position)
);
call keep_child_history('notice', 'filing_id', 'position');
