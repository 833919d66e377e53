-- searchFilings: 10 parameters
select policy.allowed, case when policy.allowed then convert_to((select '{"totalCount":'
  || (select count(*)::text
 from (select w.*, search_query(w0) && search_query(w1) as query
 from (select search_fold($3::text) as w0, search_fold($4::text) as w1 offset 0) w offset 0) a, filing_search s
 where s.pairs @@ a.query and (s.visibility = any ($1::text[]) or s.visibility = 'SHARED' and $2::text = any (s.audience)) and (strpos(s.title, a.w0) > 0 or strpos(s.text, a.w0) > 0))
  || ',"pageInfo":{"hasNextPage":'
  || (page.fetched > $5::bigint)::text
  || ',"endCursor":'
  || coalesce(to_json(page.a0[least(page.fetched, $5::bigint)])::text, 'null')
  || '},"edges":'
  || page.a1
  || ',"completeness":{"complete":true,"nodes":[{"code":'
  || to_json($7::text)::text
  || ',"status":"LIVE","rows":'
  || least(page.fetched, $5::bigint)::text
  || '}]}}'
 from (select count(*) as fetched, array_agg(cursor_text($6::bytea, position_bytes(key_bytes(p.score), true, p.id)) order by p.place) filter (where p.place <= $5::bigint) as a0, '['
  || coalesce(string_agg('{"score":'
  || p.score::text
  || ',"snippet":'
  || coalesce((select to_json(search_snippet(p.text, s.text, array[search_fold($3::text), search_fold($4::text)]))::text from filing_search s
 where s.id = p.id), 'null')
  || ',"node":{"id":'
  || to_json(p.id)::text
  || ',"title":'
  || to_json(p.title)::text
  || ',"committee":'
  || (select '{"code":'
  || to_json(r1.code)::text
  || ',"name":'
  || to_json(r1.name)::text
  || '}' from division r1
 where r1.code = p.owner)
  || ',"outcome":'
  || coalesce('"'
  || (p.outcome)
  || '"', 'null')
  || '}}', ',' order by p.place) filter (where p.place <= $5::bigint), '')
  || ']' as a1
 from (select p.*, row_number() over (order by p.score desc nulls last, p.id) as place
 from (select f.*, c.score
 from (select c.id, c.score
 from (select c.*
 from (select c.*
 from (select s.id, (case when strpos(s.title, a.w0) > 0 then 100 else 0 end + least(search_times(s.often, left(a.w0, 2)), search_times(s.often, right(a.w0, 2))) + case when strpos(s.title, a.w1) > 0 then 100 else 0 end + search_times(s.often, left(a.w1, 2)))::bigint as score
 from (select w.*, search_query(w0) && search_query(w1) as query
 from (select search_fold($3::text) as w0, search_fold($4::text) as w1 offset 0) w offset 0) a, filing_search s
 where s.pairs @@ a.query and (s.visibility = any ($1::text[]) or s.visibility = 'SHARED' and $2::text = any (s.audience))) c order by c.score desc nulls last, c.id offset 0) c, lateral (select from filing_search s, (select w.*, search_query(w0) && search_query(w1) as query
 from (select search_fold($3::text) as w0, search_fold($4::text) as w1 offset 0) w offset 0) a
 where s.id = c.id and (strpos(s.title, a.w0) > 0 or strpos(s.text, a.w0) > 0) offset 0) t order by c.score desc nulls last, c.id) c limit $5::bigint + 1) c join filing f on f.id = c.id) p) p) page), 'UTF8') end
 from (select ($8::boolean or coalesce((select bool_or(s.audience_kind = 'PUBLIC' or s.audience_kind = 'PARTNER' and s.audience = $2::text or s.audience_kind = 'UPPER_LEVEL' and $2::text = any ($9::text[]) and coalesce(s.audience, $2::text) = $2::text) and not bool_or(s.audience_kind = 'NOBODY') from sharing_policy s
 where s.module = 'proposals' and s.covers = 'RECORDS' and s.valid_from <= $10::date and (s.valid_until is null or s.valid_until > $10::date)), false)) as allowed offset 0) policy;
