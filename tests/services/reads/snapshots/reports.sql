-- publishedReports: 6 parameters
select policy.allowed, case when policy.allowed then convert_to((select '{"edges":'
  || page.a0
  || '}'
 from (select count(*) as fetched, '['
  || coalesce(string_agg('{"node":{"subject":'
  || to_json(p.subject)::text
  || ',"committee":'
  || coalesce((select '{"code":'
  || to_json(r1.code)::text
  || '}' from division r1
 where r1.code = p.committee), 'null')
  || ',"title":'
  || to_json(p.title)::text
  || ',"figures":'
  || (select '['
  || coalesce(string_agg('{"name":'
  || to_json(r2.item ->> 'name')::text
  || ',"value":'
  || coalesce(((r2.item ->> 'value')::numeric)::text, 'null')
  || ',"unit":'
  || to_json(r2.item ->> 'unit')::text
  || ',"qualifier":"'
  || (r2.item ->> 'qualifier')
  || '","asPrinted":'
  || to_json(r2.item ->> 'asPrinted')::text
  || '}', ',' order by r2.place), '')
  || ']' from jsonb_array_elements(p.figures) with ordinality r2 (item, place)
 where true)
  || ',"closes":"'
  || (p.closes)
  || '","source":'
  || to_json(p.source)::text
  || '}}', ',' order by p.place) filter (where p.place <= $1::bigint), '')
  || ']' as a0
 from (select p.*, row_number() over (order by p.subject asc nulls last, p.id) as place
 from (select f.* from published_report f
 where (f.visibility = any ($2::text[]) or f.visibility = 'SHARED' and $3::text = any (f.audience)) order by f.subject asc nulls last, f.id limit $1::bigint + 1) p) p) page), 'UTF8') end
 from (select ($4::boolean or coalesce((select bool_or(s.audience_kind = 'PUBLIC' or s.audience_kind = 'PARTNER' and s.audience = $3::text or s.audience_kind = 'UPPER_LEVEL' and $3::text = any ($5::text[]) and coalesce(s.audience, $3::text) = $3::text) and not bool_or(s.audience_kind = 'NOBODY') from sharing_policy s
 where s.module = 'reports' and s.covers = 'RECORDS' and s.valid_from <= $6::date and (s.valid_until is null or s.valid_until > $6::date)), false)) as allowed offset 0) policy;
