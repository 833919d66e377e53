-- The reports module: printed totals and other published figures. The keeper owns the record; the subject is the printed body.

create function are_figures(value jsonb) returns boolean language sql immutable as $$
  select jsonb_typeof(value) = 'array' and not exists (
    select from jsonb_array_elements(value) figure
    where not (is_text(figure -> 'name') and is_text(figure -> 'unit') and is_text(figure -> 'asPrinted')
               and coalesce(figure ->> 'qualifier' in ('EXACT', 'AT_LEAST', 'RANGE', 'INCOMPLETE'), false)
               and coalesce(jsonb_typeof(figure -> 'value') in ('number', 'null'), true)
               and coalesce(jsonb_typeof(figure -> 'upper') in ('number', 'null'), true)))
$$;

create function are_checks(value jsonb) returns boolean language sql immutable as $$
  select jsonb_typeof(value) = 'array' and not exists (
    select from jsonb_array_elements(value) claim
    where not (is_text(claim -> 'identity') and coalesce(jsonb_typeof(claim -> 'holds') in ('boolean', 'null'), true)))
$$;

create table published_report (
  id text collate "C" primary key check (starts_with(id, owner || ':')),
  owner text collate "C" not null,
  version int not null check (version >= 1),
  visibility text not null check (visibility in ('PUBLISHED', 'SHARED', 'NODE', 'RESTRICTED')),
  audience text[] collate "C" not null default '{}',
  provenance text not null check (provenance in ('RECORDED', 'PRESS', 'OFFICIAL', 'SYNTHETIC')),
  source text not null,
  gaps text[] not null default '{}',
  recorded_at timestamptz not null,
  created_at timestamptz not null,
  committee text collate "C" null references division (code),
  subject text collate "C" not null check (char_length(subject) between 1 and 500),
  title text collate "C" not null check (char_length(title) between 1 and 500),
  period text null,
  figures jsonb not null check (are_figures(figures)),
  checks jsonb not null check (are_checks(checks)),
  closes text not null check (closes in ('CLOSES', 'DOES_NOT_CLOSE', 'BOUND_HOLDS', 'NOT_CHECKABLE')),
  note text null
);
call keep_history('published_report');
call order_by('published_report', 'recorded_at', 'title', 'subject');
