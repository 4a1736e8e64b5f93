select convert_to(coalesce(json_agg(row_to_json(x)), '[]')::text, 'UTF8')
from (
  select id, _version as version, ${lead.name} as name from ${lead}
  where nexus.fold(${lead.name}) like '%' || nexus.fold($1) || '%' and _trashed_at is null
  order by id desc limit 20
) x
