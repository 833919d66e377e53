-- The authority module: acts that bind the committee, on their way from a draft to a signature. No sharing policy names this
-- module, so that nobody but the committee's own people ever sees a draft.

create table binding_act (
  id text collate "C" primary key check (starts_with(id, owner || ':')),
  owner text collate "C" not null,
  version int not null check (version >= 1),
  visibility text not null check (visibility in ('NODE', 'RESTRICTED')),
  audience text[] collate "C" not null default '{}' check (audience = '{}'),
  provenance text not null check (provenance in ('RECORDED', 'PRESS', 'OFFICIAL', 'SYNTHETIC')),
  source text null,
  gaps text[] not null default '{}',
  recorded_at timestamptz not null,
  created_at timestamptz not null,
  command text collate "C" not null check (char_length(command) between 1 and 200),
  target_id text collate "C" null,
  target_version int null check (target_version >= 1),
  follows_target boolean not null default false,
  content jsonb not null check (jsonb_typeof(content) = 'object' and not content ? 'authority'),
  deciding_body text not null check (char_length(deciding_body) between 1 and 200),
  note text null,
  wanted_on date null,
  state text not null check (state in ('DRAFTED', 'REVIEWED', 'RETURNED', 'SIGNED', 'WITHDRAWN')),
  chain text[] not null check (cardinality(chain) >= 2),
  next_step text null,
  round int not null check (round >= 1),
  drafted_by text not null,
  authority jsonb null check (is_authority(authority)),
  signed_by text null,
  signed_at timestamptz null,
  result_id text collate "C" null,
  check ((target_id is null) = (target_version is null)),
  -- A signature carries the act out, and nothing else does.
  check ((state = 'SIGNED') = (authority is not null and signed_by is not null and signed_at is not null and result_id is not null)),
  check ((next_step is not null) = (state in ('DRAFTED', 'REVIEWED')))
);
call keep_history('binding_act');
call order_by('binding_act', 'recorded_at', 'wanted_on');
create index on binding_act (state) where state in ('DRAFTED', 'REVIEWED', 'RETURNED');
create index on binding_act (target_id);

create table binding_act_step (
  owner text collate "C" not null,
  act_id text collate "C" not null references binding_act (id),
  position int not null check (position >= 1),
  round int not null check (round >= 1),
  code text not null,
  outcome text not null check (outcome in ('DRAFTED', 'REVISED', 'REVIEWED', 'RETURNED', 'SIGNED', 'WITHDRAWN')),
  subject text not null,
  done_at timestamptz not null,
  note text null,
  primary key (act_id, position)
);
call keep_child_history('binding_act_step', 'act_id', 'position');
