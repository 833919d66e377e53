-- filingTotals: 6 parameters
select policy.allowed, case when policy.allowed then convert_to((select '{"received":'
  || count(*)::text
  || ',"filed":'
  || (count(*) filter (where f.outcome = 'FILED'))::text
  || ',"refused":'
  || (count(*) filter (where f.outcome = 'NOT_FILED'))::text
  || ',"merged":'
  || (count(*) filter (where f.outcome = 'MERGED'))::text
  || ',"converted":'
  || (count(*) filter (where f.outcome = 'CONVERTED'))::text
  || ',"handedUp":'
  || (count(*) filter (where f.outcome = 'HANDED_UP'))::text
  || ',"withdrawn":'
  || (count(*) filter (where f.outcome = 'WITHDRAWN'))::text
  || ',"pending":'
  || (count(*) filter (where f.outcome = 'PENDING'))::text
  || ',"groups":'
  || (select '['
  || coalesce(string_agg(g.one, ',' order by g.key collate "C"), '')
  || ']'
 from (select f.key, '{"key":'
  || to_json(f.key)::text
  || ',"received":'
  || count(*)::text
  || ',"filed":'
  || (count(*) filter (where f.outcome = 'FILED'))::text
  || '}' as one
 from (select f.outcome, case $5::text when 'COMMITTEE' then $6::text when 'TERM' then coalesce(f.term::text, '') else f.origin end as key from filing f
 where f.outcome is not null) f group by f.key) g)
  || ',"completeness":{"complete":true,"nodes":[{"code":'
  || to_json($6::text)::text
  || ',"status":"LIVE"}]}}' from filing f
 where f.outcome is not null), 'UTF8') end
 from (select ($1::boolean or coalesce((select bool_or(s.audience_kind = 'PUBLIC' or s.audience_kind = 'PARTNER' and s.audience = $3::text or s.audience_kind = 'UPPER_LEVEL' and $3::text = any ($2::text[]) and coalesce(s.audience, $3::text) = $3::text) and not bool_or(s.audience_kind = 'NOBODY') from sharing_policy s
 where s.module = 'proposals' and s.covers = 'TOTALS' and s.valid_from <= $4::date and (s.valid_until is null or s.valid_until > $4::date)), false)) as allowed offset 0) policy;
