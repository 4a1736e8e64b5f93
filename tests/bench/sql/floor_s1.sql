with page as materialized (
  select * from ${lead}
  where ${lead.stage} = $1 and ${lead.situation} = $2 and _trashed_at is null
  order by _created_at desc, id desc limit 50
)
select convert_to(json_build_object('data', coalesce(json_agg(row_to_json(x)), '[]'))::text, 'UTF8')
from (
  select l.id, l._version as version, l.${lead.name} as name, l.${lead.stage} as stage,
         l.${lead.situation} as situation, l.${lead.service_value}::text as service_value,
         l.${lead.whatsapp} as whatsapp, l._created_at as created_at,
         (select json_build_object('id', m.id, 'title', m.name) from _member m where m.id = l.${lead.owner}) as owner,
         (select json_agg(json_build_object('id', p.id, 'title', p.${procedure.name}) order by j.position)
          from ${lead*procedures} j join ${procedure} p on p.id = j.target_id
          where j.source_id = l.id) as procedures
  from page l
) x
