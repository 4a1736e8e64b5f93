with moved as (
  update ${lead} set ${lead.stage} = $2, ${lead.stage.since} = now(), _version = _version + 1, _updated_at = now()
  where id = $1
  returning id, _version as version, ${lead.name} as name, ${lead.stage} as stage
)
select convert_to(row_to_json(moved)::text, 'UTF8') from moved
