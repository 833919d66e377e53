-- Full-text search of filings: what is searched of each, folded, with an index over its pairs of neighbouring characters.
-- A table beside the filings, so that neither a list nor a version in history carries it; a trigger keeps it for every
-- way of writing. Visibility and audience stand here as well: what a viewer may not see is left out before it is ranked.

-- One form for what readers take for the same: full and half width, case, kinds of blanks; zero-width marks are dropped.
-- services/proposals/search_terms.py does the same to a query, but for the case.
create function search_fold(value text) returns text language sql immutable strict parallel safe as $$
  select translate(lower(normalize(value, nfkc) collate "default"), E'\t\n\x0b\x0c\r\u200b\u200c\u200d\u2060\ufeff\u00ad', '     ')
$$;

-- The pairs of neighbouring characters of a folded text, as often as they occur; a blank belongs to none.
create function search_pairs(value text) returns setof text language sql immutable strict parallel safe as $$
  select pair.a || pair.b
    from (select string_to_array(value, null) as all_of) c, unnest(c.all_of, c.all_of[2:]) as pair (a, b)
   where pair.a <> ' ' and pair.b <> ' '
$$;

create table filing_search (
  id text collate "C" primary key references filing (id) on delete cascade,
  owner text collate "C" not null,
  visibility text not null,
  audience text[] collate "C" not null,
  title text collate "C" not null,
  often text collate "C" not null,
  text text collate "C" not null,
  pairs tsvector not null
);
comment on column filing_search.often is 'The pairs that occur three times or more in the text, each with its number (9: or more), the most frequent first';
call guard_table('filing_search');
-- A row holds what ranking reads of it; texts and pairs lie beside. Long texts are read often and compress little.
alter table filing_search set (toast_tuple_target = 512);
alter table filing_search alter column text set storage external;
create index on filing_search using gin (pairs);

-- A tsvector has a limit of 1 MB, which the pairs of 100,000 characters never reach: what comes after is not searched.
create function search_row(filing) returns filing_search language sql immutable as $$
  with folded as materialized (
    select search_fold($1.title) as title, search_fold(left(coalesce($1.text, ''), 100000)) as text
  ), counted as materialized (
    select pair, count(*) as times from search_pairs((select text from folded)) as pair group by pair
  ), often as (
    select pair, least(times, 9) as times from counted
     where times >= 3 and translate(pair, '!"#$%&()*+,-./:;<=>?@[]_{|}~、。〈〉《》「」『』【】“”‘’…—·', '') = pair
     order by times desc, pair limit 40
  )
  select ($1.id, $1.owner, $1.visibility, $1.audience, title,
          coalesce((select string_agg(' ' || pair || times, '' order by times desc, pair) from often), ''), text,
          array_to_tsvector(array(select search_pairs(title) union all select pair from counted)))::filing_search
    from folded
$$;

-- The pairs of a folded word as a query that finds every text in which they all occur.
create function search_query(word text) returns tsquery language sql immutable strict parallel safe as $$
  select string_agg('''' || replace(replace(pair, '\', '\\'), '''', '''''') || '''', ' & ')::tsquery from search_pairs(word) as pair
$$;

-- How often a pair occurs in a text, by the column `often`: 3 to 9 (or more), else 1.
create function search_times(often text, pair text) returns int language sql immutable parallel safe
  as $$ select coalesce(ascii(substr(often, nullif(strpos(often, ' ' || pair), 0) + 3, 1)) - 48, 1) $$;

-- What stands around the first of the folded words that occurs in a text; null where none does. The text is shown as it
-- was written, unless folding has moved its characters.
create function search_snippet(written text, folded text, words text[]) returns text language sql immutable parallel safe as $$
  select case when at > 17 then '…' else '' end || substr(shown, greatest(at - 16, 1), 60) || case when at + 43 < length(shown) then '…' else '' end
    from (select strpos(folded, word) as at, case when length(written) = length(folded) then written else folded end as shown
            from unnest(words) with ordinality as given (word, place) where strpos(folded, word) > 0 order by place limit 1) found
$$;

create function search_keep() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.title = old.title and new.text is not distinct from old.text then
    update filing_search set visibility = new.visibility, audience = new.audience where id = new.id;
  else
    delete from filing_search where id = new.id;
    insert into filing_search select r.* from search_row(new) r;
  end if;
  return null;
end $$;
create trigger search_keep after insert or update of title, text, visibility, audience on filing
  for each row execute function search_keep();
insert into filing_search select r.* from filing f, search_row(f) r;
