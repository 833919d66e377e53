-- The citizens module: leads from the public. The citizen's contact stands apart and the reading role has no right on it.

create table citizen_lead (
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
  category text null,
  state text not null check (state in ('SUBMITTED', 'SCREENED', 'ADOPTED', 'CLAIMED', 'CULTIVATING', 'MATURED', 'SUBMITTED_AS_PROPOSAL',
                                       'FILED', 'NOT_FILED', 'DECLINED', 'DUPLICATE', 'FORWARDED', 'ESCALATED')),
  submitted_at timestamptz null,
  claimant text null,
  claimed_at timestamptz null,
  receipt_digest bytea null unique check (octet_length(receipt_digest) = 32)
);
call keep_history('citizen_lead');
call order_by('citizen_lead', 'recorded_at', 'title', 'submitted_at');
create index on citizen_lead (state);

create table citizen_contact (
  lead_id text collate "C" primary key references citizen_lead (id),
  owner text collate "C" not null,
  contact text not null,
  salt bytea not null check (octet_length(salt) = 16),
  created_at timestamptz not null
);
call guard_table('citizen_contact');
revoke all on citizen_contact from {{reader}};
