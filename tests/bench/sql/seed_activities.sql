-- $1 number of activities, $2 author, $3 number of leads they are spread over
insert into ${activity} (
  id, _created_at, _updated_at, ${activity.summary}, ${activity.kind}, ${activity.happened_at},
  ${activity.author}, ${activity.record.entity}, ${activity.record.id}, ${activity.record.title}
)
select ('00000003-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, now(), now(), 'Contato ' || i,
       'call', now() - i % 8760 * interval '1 hour', $2::uuid, 'lead',
       ('00000001-0000-7000-8000-' || lpad(to_hex(1 + i % $3::int), 12, '0'))::uuid, 'Lead'
from generate_series(1, $1::int) i
