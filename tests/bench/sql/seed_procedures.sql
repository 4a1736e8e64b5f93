insert into ${procedure} (id, _created_at, _updated_at, ${procedure.name})
select ('00000004-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, now(), now(), 'Procedimento ' || i
from generate_series(1, 50) i
