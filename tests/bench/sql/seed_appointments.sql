-- $1 number of appointments, $2 unit
insert into ${appointment} (
  id, _created_at, _updated_at, ${appointment.subject}, ${appointment.lead}, ${appointment.practitioner},
  ${appointment.unit},
  ${appointment.starts_at}, ${appointment.ends_at}, ${appointment.stage}, ${appointment.stage.since}
)
select ('00000002-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, now(), now(), 'Avaliação',
       ('00000001-0000-7000-8000-' || lpad(to_hex(i * 2), 12, '0'))::uuid,
       ('00000005-0000-7000-8000-' || lpad(to_hex(1 + i % 39), 12, '0'))::uuid, $2::uuid,
       at, at + interval '30 minutes', 'scheduled', now()
from generate_series(1, $1::int) i, lateral (select now() + i % 720 * interval '1 hour' as at) x
