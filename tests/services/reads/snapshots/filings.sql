-- filings: 7 parameters
select policy.allowed, case when policy.allowed then convert_to((select '{"totalCount":'
  || (select count(*)::text from filing f
 where (f.visibility = any ($2::text[]) or f.visibility = 'SHARED' and $3::text = any (f.audience)) and (f.outcome = $1::text))
  || ',"edges":'
  || page.a0
  || ',"completeness":{"complete":true}}'
 from (select count(*) as fetched, '['
  || coalesce(string_agg('{"node":{"id":'
  || to_json(p.id)::text
  || ',"caseNumber":'
  || coalesce(to_json(p.case_number)::text, 'null')
  || ',"title":'
  || to_json(p.title)::text
  || ',"state":"'
  || (p.state)
  || '","outcome":'
  || coalesce('"'
  || (p.outcome)
  || '"', 'null')
  || ',"committee":'
  || (select '{"code":'
  || to_json(r1.code)::text
  || '}' from division r1
 where r1.code = p.owner)
  || ',"proposers":'
  || (select '['
  || coalesce(string_agg('{"kind":"'
  || (r2.kind)
  || '","name":'
  || to_json(r2.name)::text
  || '}', ',' order by r2.position), '')
  || ']' from proposer r2
 where r2.filing_id = p.id)
  || ',"assignments":'
  || (select '['
  || coalesce(string_agg('{"unit":'
  || to_json(r3.unit)::text
  || ',"role":'
  || coalesce('"'
  || (r3.role)
  || '"', 'null')
  || ',"state":'
  || coalesce('"'
  || (r3.state)
  || '"', 'null')
  || ',"dueOn":'
  || coalesce('"'
  || to_char(r3.due_on, 'YYYY-MM-DD')
  || '"', 'null')
  || '}', ',' order by r3.position), '')
  || ']' from assignment r3
 where r3.filing_id = p.id and (r3.visibility = any ($2::text[]) or r3.visibility = 'SHARED' and $3::text = any (r3.audience)) and ($4::boolean or coalesce((select bool_or(s.audience_kind = 'PUBLIC' or s.audience_kind = 'PARTNER' and s.audience = $3::text or s.audience_kind = 'UPPER_LEVEL' and $3::text = any ($5::text[]) and coalesce(s.audience, $3::text) = $3::text) and not bool_or(s.audience_kind = 'NOBODY') from sharing_policy s
 where s.module = 'handling' and s.covers = 'RECORDS' and s.valid_from <= $6::date and (s.valid_until is null or s.valid_until > $6::date)), false)))
  || '}}', ',' order by p.place) filter (where p.place <= $7::bigint), '')
  || ']' as a0
 from (select p.*, row_number() over (order by p.submitted_at desc nulls last, p.id) as place
 from (select f.* from filing f
 where (f.visibility = any ($2::text[]) or f.visibility = 'SHARED' and $3::text = any (f.audience)) and (f.outcome = $1::text) order by f.submitted_at desc nulls last, f.id limit $7::bigint + 1) p) p) page), 'UTF8') end
 from (select ($4::boolean or coalesce((select bool_or(s.audience_kind = 'PUBLIC' or s.audience_kind = 'PARTNER' and s.audience = $3::text or s.audience_kind = 'UPPER_LEVEL' and $3::text = any ($5::text[]) and coalesce(s.audience, $3::text) = $3::text) and not bool_or(s.audience_kind = 'NOBODY') from sharing_policy s
 where s.module = 'proposals' and s.covers = 'RECORDS' and s.valid_from <= $6::date and (s.valid_until is null or s.valid_until > $6::date)), false)) as allowed offset 0) policy;
