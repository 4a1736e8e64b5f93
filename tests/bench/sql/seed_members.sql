insert into _member (id, name, roles)
select ('00000005-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'Membro ' || i, '{seller}'
from generate_series(1, 39) i
