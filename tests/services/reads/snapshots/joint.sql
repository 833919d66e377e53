-- jointTopics: 8 parameters
select policy.allowed, case when policy.allowed then convert_to((select '{"totalCount":'
  || (select count(*)::text from joint_topic f
 where (f.visibility = any ($1::text[]) or f.visibility = 'SHARED' and $2::text = any (f.audience)))
  || ',"pageInfo":{"hasNextPage":'
  || (page.fetched > $3::bigint)::text
  || ',"endCursor":'
  || coalesce(to_json(page.a0[least(page.fetched, $3::bigint)])::text, 'null')
  || '},"edges":'
  || page.a1
  || ',"completeness":{"complete":true,"nodes":[{"code":'
  || to_json($5::text)::text
  || ',"status":"LIVE","rows":'
  || least(page.fetched, $3::bigint)::text
  || '}]}}'
 from (select count(*) as fetched, array_agg(cursor_text($4::bytea, position_bytes(key_bytes(p.title), false, p.id)) order by p.place) filter (where p.place <= $3::bigint) as a0, '['
  || coalesce(string_agg('{"cursor":'
  || to_json(cursor_text($4::bytea, position_bytes(key_bytes(p.title), false, p.id)))::text
  || ',"node":{"id":'
  || to_json(p.id)::text
  || ',"title":'
  || to_json(p.title)::text
  || ',"stage":"'
  || (p.stage)
  || '","lead":'
  || (select '{"code":'
  || to_json(r1.code)::text
  || ',"name":'
  || to_json(r1.name)::text
  || '}' from division r1
 where r1.code = p.owner)
  || ',"participations":'
  || (select '['
  || coalesce(string_agg('{"committee":'
  || (select '{"code":'
  || to_json(r3.code)::text
  || ',"name":'
  || to_json(r3.name)::text
  || '}' from division r3
 where r3.code = r2.owner)
  || ',"state":"'
  || (r2.state)
  || '"}', ',' order by r2.owner), '')
  || ']'
 from (
  select i.topic_id as invited_to, i.participation_id as id, i.committee as owner, i.topic_id,
    coalesce(p.state, 'UNKNOWN') as state, p.version, p.visibility, p.provenance, p.source, p.gaps, p.recorded_at,
    p.answered_on, p.note, p.authority
  from topic_invitation i left join participation p on p.id = i.participation_id) r2
 where r2.invited_to = p.id)
  || ',"provenance":"'
  || (p.provenance)
  || '","gaps":'
  || to_json(p.gaps)::text
  || '}}', ',' order by p.place) filter (where p.place <= $3::bigint), '')
  || ']' as a1
 from (select p.*, row_number() over (order by p.title asc nulls last, p.id) as place
 from (select f.* from joint_topic f
 where (f.visibility = any ($1::text[]) or f.visibility = 'SHARED' and $2::text = any (f.audience)) order by f.title asc nulls last, f.id limit $3::bigint + 1) p) p) page), 'UTF8') end
 from (select ($6::boolean or coalesce((select bool_or(s.audience_kind = 'PUBLIC' or s.audience_kind = 'PARTNER' and s.audience = $2::text or s.audience_kind = 'UPPER_LEVEL' and $2::text = any ($7::text[]) and coalesce(s.audience, $2::text) = $2::text) and not bool_or(s.audience_kind = 'NOBODY') from sharing_policy s
 where s.module = 'topics' and s.covers = 'RECORDS' and s.valid_from <= $8::date and (s.valid_until is null or s.valid_until > $8::date)), false)) as allowed offset 0) policy;
