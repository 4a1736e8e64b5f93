select convert_to(row_to_json(x)::text, 'UTF8')
from (
  select l.id, l._version as version, l.${lead.name} as name, l.${lead.whatsapp} as whatsapp,
         l.${lead.phone2} as phone2, l.${lead.channel} as channel, l.${lead.situation} as situation,
         l.${lead.stage} as stage, l.${lead.comment} as comment,
         l.${lead.service_value}::text as service_value, l._created_at as created_at,
         (select json_build_object('id', m.id, 'title', m.name) from _member m where m.id = l.${lead.owner}) as owner,
         (select json_build_object('id', u.id, 'title', u.name) from _unit u
          where u.id = l.${lead.service_unit}) as service_unit,
         (select json_agg(json_build_object('id', p.id, 'title', p.${procedure.name}) order by j.position)
          from ${lead*procedures} j join ${procedure} p on p.id = j.target_id
          where j.source_id = l.id) as procedures,
         (select json_agg(row_to_json(y)) from (
            select a.id, a.${activity.summary} as summary, a.${activity.kind} as kind,
                   a.${activity.happened_at} as happened_at
            from ${activity} a
            where a.${activity.record.entity} = 'lead' and a.${activity.record.id} = l.id
            order by a.${activity.happened_at} desc limit 20) y) as activities,
         (select json_agg(row_to_json(y)) from (
            select a.id, a.${appointment.starts_at} as starts_at, a.${appointment.stage} as stage
            from ${appointment} a where a.${appointment.lead} = l.id
            order by a.${appointment.starts_at} desc limit 20) y) as appointments
  from ${lead} l where l.id = $1 and l._trashed_at is null
) x
