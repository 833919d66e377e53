-- partnerProjects: 7 parameters
select policy.allowed, case when policy.allowed then convert_to((select '{"edges":'
  || page.a0
  || '}'
 from (select count(*) as fetched, '['
  || coalesce(string_agg('{"node":{"title":'
  || to_json(p.title)::text
  || ',"committee":'
  || (select '{"code":'
  || to_json(r1.code)::text
  || '}' from division r1
 where r1.code = p.owner)
  || ',"partners":'
  || (select '['
  || coalesce(string_agg('{"code":'
  || to_json(r2.code)::text
  || ',"name":'
  || to_json(r2.name)::text
  || '}', ',' order by r2.code), '')
  || ']' from division r2
 where r2.code = any (p.partners))
  || ',"provenance":"'
  || (p.provenance)
  || '"}}', ',' order by p.place) filter (where p.place <= $1::bigint), '')
  || ']' as a0
 from (select p.*, row_number() over (order by p.title asc nulls last, p.id) as place
 from (select f.* from partner_project f
 where (f.visibility = any ($3::text[]) or f.visibility = 'SHARED' and $4::text = any (f.audience)) and (f.partners @> array[$2::text]) order by f.title asc nulls last, f.id limit $1::bigint + 1) p) p) page), 'UTF8') end
 from (select ($5::boolean or coalesce((select bool_or(s.audience_kind = 'PUBLIC' or s.audience_kind = 'PARTNER' and s.audience = $4::text or s.audience_kind = 'UPPER_LEVEL' and $4::text = any ($6::text[]) and coalesce(s.audience, $4::text) = $4::text) and not bool_or(s.audience_kind = 'NOBODY') from sharing_policy s
 where s.module = 'partners' and s.covers = 'RECORDS' and s.valid_from <= $7::date and (s.valid_until is null or s.valid_until > $7::date)), false)) as allowed offset 0) policy;

-- committees: 5 parameters
select policy.allowed, case when policy.allowed then convert_to((select '[{"code":'
  || to_json(f.code)::text
  || ',"name":'
  || to_json(f.name)::text
  || ',"level":"'
  || (f.level)
  || '","joined":'
  || (f.code = $1::text)::text
  || ',"parent":'
  || coalesce((select '{"code":'
  || to_json(r1.code)::text
  || ',"name":'
  || to_json(r1.name)::text
  || '}' from division r1
 where r1.code = f.parent), 'null')
  || ',"partners":'
  || (select '['
  || coalesce(string_agg('{"code":'
  || to_json(r2.code)::text
  || ',"name":'
  || to_json(r2.name)::text
  || '}', ',' order by r2.code), '')
  || ']' from division r2
 where f.code = $1::text and exists (select from partner_agreement a
 where a.partner = r2.code and a.state = 'ACTIVE' and a.visibility = 'PUBLISHED') and ($2::boolean or coalesce((select bool_or(s.audience_kind = 'PUBLIC' or s.audience_kind = 'PARTNER' and s.audience = $4::text or s.audience_kind = 'UPPER_LEVEL' and $4::text = any ($3::text[]) and coalesce(s.audience, $4::text) = $4::text) and not bool_or(s.audience_kind = 'NOBODY') from sharing_policy s
 where s.module = 'partners' and s.covers = 'RECORDS' and s.valid_from <= $5::date and (s.valid_until is null or s.valid_until > $5::date)), false)))
  || '}]' from division f
 where f.code = $1::text), 'UTF8') end
 from (select true as allowed offset 0) policy;
