-- $1 number of leads
insert into ${lead*procedures} (source_id, target_id, position)
select ('00000001-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid,
       ('00000004-0000-7000-8000-' || lpad(to_hex(1 + (i * 31 + k * 17) % 50), 12, '0'))::uuid, k
from generate_series(1, $1::int) i, generate_series(0, i % 2) k
