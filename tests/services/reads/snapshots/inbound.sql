-- inboundAssignmentTotals: 11 parameters
select policy.allowed, case when policy.allowed then convert_to((select '{"assignmentCount":'
  || count(*)::text
  || ',"filingCount":'
  || count(distinct f.filing_id)::text
  || ',"overdueAssignmentCount":'
  || (count(*) filter (where coalesce(f.due_on < $5::date and (f.state in ('ISSUED', 'SIGNED', 'EXTENDED', 'RETURN_REQUESTED', 'REPLY_DRAFTED') or (f.replied_at at time zone 'UTC' + interval '8 hours')::date > $5::date), false)))::text
  || ',"groups":'
  || (select '['
  || coalesce(string_agg(g.one, ',' order by g.key collate "C"), '')
  || ']'
 from (select f.key, '{"key":'
  || to_json(f.key)::text
  || ',"assignmentCount":'
  || count(*)::text
  || ',"filingCount":'
  || count(distinct f.filing_id)::text
  || ',"overdueAssignmentCount":'
  || (count(*) filter (where coalesce(f.due_on < $5::date and (f.state in ('ISSUED', 'SIGNED', 'EXTENDED', 'RETURN_REQUESTED', 'REPLY_DRAFTED') or (f.replied_at at time zone 'UTC' + interval '8 hours')::date > $5::date), false)))::text
  || '}' as one
 from (select f.filing_id, f.due_on, f.state, f.replied_at, case $6::text when 'ORIGIN_LEVEL' then $7::text when 'ORIGIN' then $8::text when 'UNIT' then coalesce(f.unit_code, f.unit) else coalesce(f.state, '') end as key from assignment f
 where (f.visibility = any ($9::text[]) or f.visibility = 'SHARED' and $3::text = any (f.audience)) and ((f.unit_area = $10::text or $10::text = any (f.audience))) and ((f.state is distinct from 'RETURNED_ACCEPTED' and f.state is distinct from 'CANCELLED') = $11::boolean)) f group by f.key) g)
  || ',"completeness":{"complete":true,"nodes":[{"code":'
  || to_json($8::text)::text
  || ',"status":"LIVE","reason":null}]}}' from assignment f
 where (f.visibility = any ($9::text[]) or f.visibility = 'SHARED' and $3::text = any (f.audience)) and ((f.unit_area = $10::text or $10::text = any (f.audience))) and ((f.state is distinct from 'RETURNED_ACCEPTED' and f.state is distinct from 'CANCELLED') = $11::boolean)), 'UTF8') end
 from (select ($1::boolean or coalesce((select bool_or(s.audience_kind = 'PUBLIC' or s.audience_kind = 'PARTNER' and s.audience = $3::text or s.audience_kind = 'UPPER_LEVEL' and $3::text = any ($2::text[]) and coalesce(s.audience, $3::text) = $3::text) and not bool_or(s.audience_kind = 'NOBODY') from sharing_policy s
 where s.module = 'handling' and s.covers = 'RECORDS' and s.valid_from <= $4::date and (s.valid_until is null or s.valid_until > $4::date)), false)) as allowed offset 0) policy;

-- inboundAssignments: 9 parameters
select policy.allowed, case when policy.allowed then convert_to((select '{"totalCount":'
  || (select count(*)::text from assignment f
 where (f.visibility = any ($3::text[]) or f.visibility = 'SHARED' and $4::text = any (f.audience)) and ((f.unit_area = $1::text or $1::text = any (f.audience))) and ((f.state is distinct from 'RETURNED_ACCEPTED' and f.state is distinct from 'CANCELLED') = $2::boolean))
  || ',"pageInfo":{"hasNextPage":'
  || (page.fetched > $5::bigint)::text
  || ',"endCursor":'
  || coalesce(to_json(page.a0[least(page.fetched, $5::bigint)])::text, 'null')
  || '},"edges":'
  || page.a1
  || ',"completeness":{"complete":true}}'
 from (select count(*) as fetched, array_agg(cursor_text($6::bytea, position_bytes(key_bytes(p.due_on), false, p.id)) order by p.place) filter (where p.place <= $5::bigint) as a0, '['
  || coalesce(string_agg('{"node":{"id":'
  || to_json(p.id)::text
  || ',"unit":'
  || to_json(p.unit)::text
  || ',"role":'
  || coalesce('"'
  || (p.role)
  || '"', 'null')
  || ',"state":'
  || coalesce('"'
  || (p.state)
  || '"', 'null')
  || ',"dueOn":'
  || coalesce('"'
  || to_char(p.due_on, 'YYYY-MM-DD')
  || '"', 'null')
  || ',"overdueOn":'
  || coalesce('"'
  || to_char(p.overdue_on, 'YYYY-MM-DD')
  || '"', 'null')
  || ',"filingTitle":'
  || to_json((select o.title from filing o
 where o.id = (p).filing_id))::text
  || ',"caseNumber":'
  || coalesce(to_json((select o.case_number from filing o
 where o.id = (p).filing_id))::text, 'null')
  || ',"committee":'
  || (select '{"code":'
  || to_json(r1.code)::text
  || ',"name":'
  || to_json(r1.name)::text
  || ',"level":"'
  || (r1.level)
  || '"}' from division r1
 where r1.code = p.owner)
  || '}}', ',' order by p.place) filter (where p.place <= $5::bigint), '')
  || ']' as a1
 from (select p.*, row_number() over (order by p.due_on asc nulls last, p.id) as place
 from (select f.* from assignment f
 where (f.visibility = any ($3::text[]) or f.visibility = 'SHARED' and $4::text = any (f.audience)) and ((f.unit_area = $1::text or $1::text = any (f.audience))) and ((f.state is distinct from 'RETURNED_ACCEPTED' and f.state is distinct from 'CANCELLED') = $2::boolean) order by f.due_on asc nulls last, f.id limit $5::bigint + 1) p) p) page), 'UTF8') end
 from (select ($7::boolean or coalesce((select bool_or(s.audience_kind = 'PUBLIC' or s.audience_kind = 'PARTNER' and s.audience = $4::text or s.audience_kind = 'UPPER_LEVEL' and $4::text = any ($8::text[]) and coalesce(s.audience, $4::text) = $4::text) and not bool_or(s.audience_kind = 'NOBODY') from sharing_policy s
 where s.module = 'handling' and s.covers = 'RECORDS' and s.valid_from <= $9::date and (s.valid_until is null or s.valid_until > $9::date)), false)) as allowed offset 0) policy;
