-- A written suggestion from its draft to the answers of those it was delivered to; and how topics are found that are alike.

create procedure both_tables(tbl text, change text) language plpgsql as $$
begin
  execute format('alter table %I %s', tbl, change);
  execute format('alter table %I %s', tbl || '_history', change);
end $$;

-- What was taken from a publication was delivered; its recipients and route stand in the record itself.
call both_tables('written_suggestion', $$
  add column state text not null default 'DELIVERED'
    check (state in ('DRAFTED', 'ISSUED', 'DELIVERED', 'RESPONDED', 'CLOSED', 'WITHDRAWN')),
  add column text text null,
  add column issued_on date null,
  add column issued_authority jsonb null check (is_authority(issued_authority)),
  add column ended_note text null
$$);
drop procedure both_tables(text, text);

create table suggestion_delivery (
  owner text collate "C" not null,
  suggestion_id text collate "C" not null references written_suggestion (id),
  position int not null check (position >= 1),
  unit text not null check (char_length(unit) between 1 and 200),
  level text not null check (level in ('NATIONAL', 'PROVINCE', 'CITY', 'DISTRICT')),
  route text not null check (route in ('DIRECT', 'FORWARDED')),
  forwarded_by text null check ((route = 'FORWARDED') = (forwarded_by is not null)),
  delivered_on date not null,
  response text null check (response in ('ADOPTED', 'INSTRUCTED', 'NOTED', 'NOT_ADOPTED')),
  response_note text null,
  responded_on date null,
  primary key (suggestion_id, position)
);
call keep_child_history('suggestion_delivery', 'suggestion_id', 'position');

-- Pairs of neighbouring characters of a text, each once; blanks and punctuation belong to none. Full and half width
-- and case are taken for the same, as in the search of filings.
create function topic_pairs(value text) returns text[] language sql immutable parallel safe as $$
  with marks as (select E'\t\n\r!"#$%&()*+,-./:;<=>?@[]_{|}~、。〈〉《》「」『』【】“”‘’…—·' as all_of), folded as (
    select translate(lower(normalize(coalesce(value, ''), nfkc) collate "default"), all_of, repeat(' ', length(all_of))) as text
      from marks)
  select coalesce(array_agg(distinct pair), '{}') from folded, lateral (
    select substr(text, at, 2) as pair from generate_series(1, length(text) - 1) as at) p
   where pair !~ ' '
$$;

create table topic_likeness (
  id text collate "C" primary key references joint_topic (id) on delete cascade,
  owner text collate "C" not null,
  title text[] collate "C" not null,
  whole text[] collate "C" not null
);
call guard_table('topic_likeness');
create index on topic_likeness using gin (title);

create function topic_likeness_keep() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' or new.title <> old.title or new.summary is distinct from old.summary then
    delete from topic_likeness where id = new.id;
    insert into topic_likeness values
      (new.id, new.owner, topic_pairs(new.title), topic_pairs(new.title || ' ' || coalesce(new.summary, '')));
  end if;
  return null;
end $$;
create trigger topic_likeness_keep after insert or update of title, summary on joint_topic
  for each row execute function topic_likeness_keep();
insert into topic_likeness
  select id, owner, topic_pairs(title), topic_pairs(title || ' ' || coalesce(summary, '')) from joint_topic;

-- In hundredths: of the pairs that either text has, how many both have (Jaccard).
create function likeness(one text[], other text[]) returns int language sql immutable parallel safe as $$
  select case when cardinality(one) + cardinality(other) = 0 then 0 else
    (100 * common / (cardinality(one) + cardinality(other) - common))::int end
  from (select count(*) as common from (select unnest(one) intersect select unnest(other)) both_have) c
$$;
