-- What every record table shares: the keeper of history, rights and row level security, the indexes behind orderBy,
-- and the order-preserving bytes of a cursor (the same as schema/cursors.py; a test holds both together).

-- The directory of divisions is reference data, the same on every node; a node loads it when it starts. One row a code,
-- as it stands now or stood last.
create table division (
  code text collate "C" primary key check (code ~ '^[0-9]{6}$'),
  name text not null,
  level text not null check (level in ('NATIONAL', 'PROVINCE', 'CITY', 'DISTRICT')),
  parent text collate "C" null,
  retired_on date null
);
revoke insert, update, delete on division from {{writer}};

-- In which codes a retired one lives on, and between which days (the last not included).
create table succession (
  code text collate "C" not null references division (code),
  heir text collate "C" not null references division (code),
  valid_from date not null,
  valid_until date null check (valid_until > valid_from),
  primary key (code, heir, valid_from)
);
revoke insert, update, delete on succession from {{writer}};

-- The writer may touch rows of its own committee only; the reader may only read (the visibility predicate is in its queries).
create procedure guard_table(tbl text) language plpgsql as $$
begin
  execute format('alter table %I alter column owner set default %L', tbl, '{{code}}');
  execute format('alter table %I enable row level security', tbl);
  execute format('create policy own_rows on %I to {{writer}} using (owner = %L) with check (owner = %L)', tbl, '{{code}}', '{{code}}');
  execute format('create policy all_rows on %I for select to {{reader}} using (true)', tbl);
end $$;

-- A record table gets its history: the same columns and checks, the event that made the version, and its recorded interval.
create procedure keep_history(tbl text) language plpgsql as $$
declare
  past text := tbl || '_history';
begin
  execute format('create table %I (like %I including constraints)', past, tbl);
  execute format('alter table %I add column event_id uuid not null, add column recorded_from timestamptz null,'
                 ' add column recorded_to timestamptz null, add primary key (id, version)', past);
  execute format('create index on %I (event_id)', past);
  call guard_table(tbl);
  call guard_table(past);
end $$;

-- Rows that belong to a version of a record (proposers of a filing …) are kept under that version's number.
create procedure keep_child_history(tbl text, parent_key text, row_key text) language plpgsql as $$
declare
  past text := tbl || '_history';
begin
  execute format('create table %I (like %I including constraints)', past, tbl);
  execute format('alter table %I add column version int not null, add primary key (%I, version, %I)', past, parent_key, row_key);
  call guard_table(tbl);
  call guard_table(past);
end $$;

-- One index a direction: NULL comes last both ways and the id always ascends.
create procedure order_by(tbl text, variadic keys text[]) language plpgsql as $$
declare
  key text;
begin
  foreach key in array keys loop
    execute format('create index on %I (%I asc nulls last, id collate "C")', tbl, key);
    execute format('create index on %I (%I desc nulls last, id collate "C")', tbl, key);
  end loop;
end $$;

create function is_text(value jsonb) returns boolean language sql immutable
  as $$ select coalesce(jsonb_typeof(value) = 'string', false) $$;

create function is_day(value jsonb) returns boolean language sql immutable
  as $$ select coalesce(jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$', false) $$;

create function is_authority(value jsonb) returns boolean language sql immutable
  as $$ select value is null or (is_text(value -> 'body') and is_day(value -> 'decidedOn') and is_text(value -> 'documentNumber')) $$;

-- Cursors: 0x01 and the encoded key, or 0x02 for NULL; then the id. Descending complements the key, never the id.
create function complement(value bytea) returns bytea language sql immutable strict parallel safe
  as $$ select decode(translate(encode(value, 'hex'), '0123456789abcdef', 'fedcba9876543210'), 'hex') $$;

create function key_bytes(value text) returns bytea language sql immutable strict parallel safe
  as $$ select convert_to(value, 'UTF8') || '\x00'::bytea $$;

create function key_bytes(value bigint) returns bytea language sql immutable strict parallel safe
  as $$ select int8send(value # (-9223372036854775808)) $$;

create function key_bytes(value date) returns bytea language sql immutable strict parallel safe
  as $$ select key_bytes((value - date '1970-01-01')::bigint) $$;

create function key_bytes(value timestamptz) returns bytea language sql stable strict parallel safe
  as $$ select key_bytes((extract(epoch from value) * 1000000)::bigint) $$;

create function position_bytes(key bytea, descending boolean, id text) returns bytea language sql immutable parallel safe
  as $$ select case when key is null then '\x02'::bytea when descending then '\x01'::bytea || complement(key) else '\x01'::bytea || key end
            || convert_to(id, 'UTF8') $$;

create function cursor_text(digest bytea, place bytea) returns text language sql immutable strict parallel safe
  as $$ select translate(encode(digest || place, 'base64'), E'+/=\n', '-_') $$;
