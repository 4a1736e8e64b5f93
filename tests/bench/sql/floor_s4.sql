with made as (
  insert into ${lead} (
    id, _created_at, _created_by, _updated_at, _updated_by, ${lead.name}, ${lead.whatsapp}, ${lead.channel},
    ${lead.service_value}, ${lead.comment}, ${lead.owner}, ${lead.stage}, ${lead.stage.since}
  ) values ($1, now(), $8, now(), $8, $2, $3, $4, $5, $6, $8, 'new', now())
  returning id, _version as version, ${lead.name} as name, ${lead.stage} as stage
), linked as (
  insert into ${lead*procedures} (source_id, target_id, position) values ($1, $7, 0)
)
select convert_to(row_to_json(made)::text, 'UTF8') from made
