-- $1 number of leads, $2 the seller under test, $3 and $4 the two units
insert into ${lead} (
  id, _created_at, _updated_at, ${lead.name}, ${lead.owner}, ${lead.whatsapp}, ${lead.phone2},
  ${lead.channel}, ${lead.situation}, ${lead.service_value}, ${lead.service_unit},
  ${lead.stage}, ${lead.stage.since}, ${lead.comment}
)
select
  ('00000001-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, at, at,
  (array['Ana','Bruna','Carla','Daniela','Elisa','Fernanda','Gabriela','Helena','Isabela','Juliana',
         'Larissa','Mariana','Natalia','Olivia','Paula'])[1 + i * 7 % 15]
  || ' ' ||
  (array['Alves','Barros','Couto','Dutra','Esteves','Ferraz','Guedes','Lisboa','Moura','Nunes','Prado',
         'Queiroz','Rezende','Silva','Tavares','Vidal'])[1 + (i * 13 + i / 16) % 16]
  || ' ' || i,
  case when i % 40 = 0 then $2::uuid
       else ('00000005-0000-7000-8000-' || lpad(to_hex(i % 40), 12, '0'))::uuid end,
  '+5511' || (900000000 + i), '+5511' || (30000000 + i),
  (array['whatsapp','instagram','site','campaign','referral'])[1 + i / 3 % 5],
  (array['conversation_started','potential','no_potential','future_contact','no_return','prequalified',
         'qualified'])[1 + floor(random() * 7)::int],
  round((200 + random() * 9000)::numeric, 2),
  case when i % 2 = 0 then $3::uuid else $4::uuid end,
  (array['new','active','negotiation','no_answer','qualified','closed'])
    [1 + least(5, floor(power(random(), 1.6) * 6))::int],
  at, 'Interesse registrado no contato ' || i
from generate_series(1, $1::int) i,
     lateral (select now() - ($1::int - i) * interval '1 year' / $1::int as at) x
