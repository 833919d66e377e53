-- The handling module: an assignment is a record of its own, owned by the committee that holds the proposal. Until now it
-- belonged to the proposal's version; what was imported so is moved here, under the ids it had.

alter table sharing_policy drop constraint sharing_policy_module_check;
alter table sharing_policy add constraint sharing_policy_module_check
  check (module in ('committees', 'topics', 'proposals', 'handling', 'citizens', 'reports'));
-- Assignments were shared as part of the proposals; they stay shared with the same.
insert into sharing_policy (module, audience_kind, audience, covers, valid_from, valid_until, source)
  select 'handling', audience_kind, audience, covers, valid_from, valid_until, source from sharing_policy where module = 'proposals';

-- The round of handling: one more each time that a proposal is handled again.
alter table filing add column round int not null default 1 check (round >= 1);
alter table filing_history add column round int not null default 1 check (round >= 1);

create table assignment_before as table assignment;
drop table assignment;
drop table assignment_history;

create table assignment (
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
  filing_id text collate "C" not null references filing (id),
  round int not null default 1 check (round >= 1),
  position int not null check (position >= 1),
  unit text collate "C" not null check (char_length(unit) between 1 and 200),
  -- The unified social credit code of GB 32100-2015: 18 characters, without I, O, S, V and Z; the check digit is the node's care.
  unit_code text collate "C" null check (unit_code ~ '^[0-9A-HJ-NP-RTUWXY]{18}$'),
  unit_level text null check (unit_level in ('NATIONAL', 'PROVINCE', 'CITY', 'DISTRICT')),
  unit_area text collate "C" null check (unit_area ~ '^[0-9]{6}$'),
  role text null check (role in ('SOLE', 'LEAD', 'SUPPORT', 'SPLIT')),
  state text null check (state in ('ISSUED', 'SIGNED', 'RETURN_REQUESTED', 'RETURNED_ACCEPTED', 'EXTENDED', 'REPLY_DRAFTED', 'REPLIED',
                                   'OPINION_SENT', 'CANCELLED')),
  assigning_body text null,
  issued_on date null,
  due_on date null,
  due_provisional boolean not null default false,
  objection_due_on date null,
  warned_on date null,
  overdue_on date null,
  signed_at timestamptz null,
  replied_at timestamptz null,
  extended_to date null,
  return_reason text null,
  replaced_by text collate "C" null,
  unique (filing_id, position),
  -- Only what a source leaves out may be missing.
  check (provenance <> 'RECORDED' or (unit_code is not null and unit_level is not null and unit_area is not null and role is not null
                                      and state is not null and assigning_body is not null and issued_on is not null and due_on is not null)),
  check (state is distinct from 'RETURNED_ACCEPTED' or replaced_by is not null or provenance <> 'RECORDED')
);
call keep_history('assignment');
call order_by('assignment', 'recorded_at', 'due_on', 'unit');
create index on assignment (unit_code);
create index on assignment (unit_area);
create index on assignment (state);
-- In one round no unit is given the same proposal twice, unless it gave it back or it was cancelled.
create unique index assignment_unit_once on assignment (filing_id, round, unit_code)
  where unit_code is not null and state not in ('RETURNED_ACCEPTED', 'CANCELLED');

insert into assignment (id, owner, version, visibility, audience, provenance, source, gaps, recorded_at, created_at, filing_id, position,
                        unit, role, state, due_on)
  select a.id, a.owner, 1, f.visibility, f.audience, f.provenance, f.source,
    case when f.provenance in ('PRESS', 'OFFICIAL') then array['creditCode', 'level', 'area', 'assigningBody', 'issuedOn']
      || case when a.role is null then array['role'] else '{}' end
      || case when a.state is null then array['state'] else '{}' end
      || case when a.due_on is null then array['dueOn'] else '{}' end
    else '{}' end,
    f.recorded_at, f.created_at, a.filing_id, a.position, a.unit, a.role, a.state, a.due_on
  from assignment_before a join filing f on f.id = a.filing_id;

-- They came in with their proposal and never changed: one version each, entered by an event like any other import.
with moved as (
  insert into event (id, kind, record_kind, record_table, record_id, record_version, actor, body, occurred_at)
    select gen_random_uuid(), 'assignment.imported', 'assignment', 'assignment', a.id, 1,
      '{"subject": "import", "committee": null, "roles": []}',
      jsonb_build_object('values', to_jsonb(a) - '{id,owner,version,recorded_at,created_at}'::text[], 'children', '{}'::jsonb), a.created_at
    from assignment a order by a.id
    returning id, record_id
)
insert into assignment_history
  select h.* from moved m join assignment a on a.id = m.record_id,
    jsonb_populate_record(null::assignment_history, to_jsonb(a) || jsonb_build_object('event_id', m.id)) h;

drop table assignment_before;
