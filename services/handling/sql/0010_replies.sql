-- Replies and their drafts, supporting opinions, feedback and look-backs. Those belong to the version of the assignment or filing.

create table reply_draft (
  owner text collate "C" not null,
  assignment_id text collate "C" not null references assignment (id),
  position int not null check (position >= 1),
  text text not null,
  drafted_at timestamptz not null,
  rejected_at timestamptz null,
  note text null,
  primary key (assignment_id, position),
  check ((rejected_at is null) = (note is null))
);
call keep_child_history('reply_draft', 'assignment_id', 'position');

-- The grade as the committee's scheme had it on that day: letter and words as printed, and what they mean across committees.
create table reply (
  owner text collate "C" not null,
  assignment_id text collate "C" not null references assignment (id),
  position int not null check (position >= 1),
  round int not null check (round >= 1),
  text text not null,
  grade_scheme text not null,
  grade_letter text not null,
  grade_label text not null,
  grade_canonical text[] not null check (cardinality(grade_canonical) >= 1 and grade_canonical <@ array[
    'RESOLVED', 'IN_PROGRESS', 'PLANNED', 'NOT_NOW', 'REFERENCE_ONLY', 'NOT_FEASIBLE']),
  grade_loss text null,
  grade_loss_en text null,
  signed_by text not null,
  contact_name text not null,
  contact_phone text not null,
  letter_number text not null,
  issued_at timestamptz not null,
  -- The letter as it was issued, in Base64, and the hash of its bytes.
  letter text not null,
  letter_file_name text not null,
  letter_sha256 text not null check (letter_sha256 = encode(sha256(decode(letter, 'base64')), 'hex')),
  primary key (assignment_id, position)
);
call keep_child_history('reply', 'assignment_id', 'position');
create index on reply using gin (grade_canonical);

create table support_opinion (
  owner text collate "C" not null,
  assignment_id text collate "C" not null references assignment (id),
  position int not null check (position = 1),
  -- The lead's assignment that it went to.
  lead text collate "C" null,
  text text null,
  signed_by text null,
  sent_at timestamptz null,
  waived_at timestamptz null,
  waived_note text null,
  primary key (assignment_id, position),
  check ((sent_at is null) <> (waived_at is null)),
  check ((sent_at is null) = (text is null) and (sent_at is null) = (signed_by is null)),
  check ((waived_at is null) = (waived_note is null))
);
call keep_child_history('support_opinion', 'assignment_id', 'position');
create index on support_opinion (lead);

alter table filing
  add column feedback_due_on date null,
  add column feedback_provisional boolean null,
  add check ((feedback_due_on is null) = (feedback_provisional is null));
alter table filing_history
  add column feedback_due_on date null,
  add column feedback_provisional boolean null,
  add check ((feedback_due_on is null) = (feedback_provisional is null));
create index on filing (feedback_due_on) where state = 'REPLIED';

create table feedback (
  owner text collate "C" not null,
  filing_id text collate "C" not null references filing (id),
  -- The round of handling that it is on; one feedback a round.
  round int not null check (round >= 1),
  work text not null check (work in ('SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED')),
  result text not null check (result in ('SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED')),
  channel text not null check (channel in ('VISIT', 'MEETING', 'PHONE', 'OTHER', 'NOT_CONTACTED')),
  note text null,
  recorded_by_office boolean not null,
  given_at timestamptz not null,
  decision text null check (decision in ('REHANDLE', 'NOT_REHANDLED')),
  decision_note text null,
  decided_at timestamptz null,
  primary key (filing_id, round),
  check ((decision is null) = (decided_at is null)),
  check (decision is null or 'DISSATISFIED' in (work, result)),
  check (decision is distinct from 'NOT_REHANDLED' or decision_note is not null)
);
call keep_child_history('feedback', 'filing_id', 'round');

create table look_back (
  owner text collate "C" not null,
  filing_id text collate "C" not null references filing (id),
  position int not null check (position >= 1),
  note text null,
  opened_at timestamptz not null,
  finding text null,
  closed_at timestamptz null,
  primary key (filing_id, position),
  check ((finding is null) = (closed_at is null))
);
call keep_child_history('look_back', 'filing_id', 'position');

-- A grade found later stands beside that of the reply.
create table look_back_grade (
  owner text collate "C" not null,
  filing_id text collate "C" not null references filing (id),
  position int not null check (position >= 1),
  look_back int not null check (look_back >= 1),
  assignment text collate "C" not null,
  grade_scheme text not null,
  grade_letter text not null,
  grade_label text not null,
  grade_canonical text[] not null check (cardinality(grade_canonical) >= 1 and grade_canonical <@ array[
    'RESOLVED', 'IN_PROGRESS', 'PLANNED', 'NOT_NOW', 'REFERENCE_ONLY', 'NOT_FEASIBLE']),
  grade_loss text null,
  grade_loss_en text null,
  note text null,
  primary key (filing_id, position),
  unique (filing_id, look_back, assignment)
);
call keep_child_history('look_back_grade', 'filing_id', 'position');
