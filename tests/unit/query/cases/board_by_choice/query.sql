with "#sum" as materialized (
select t."c_channel" "#k", count(*) "#n", count(*) filter (where (btrim(coalesce(t."c_whatsapp", ''), E' \t\r\n') = '')) "#m0" from "e_lead" t where t."_trashed_at" is null and (t."c_channel" = any($1::text[]) or t."c_channel" is null) group by 1),
"#page" as materialized (select c."#c", p.* from unnest($1::text[]) with ordinality c("#k", "#c")
cross join lateral (select row_number() over () "#n", "#q".* from (select t."_version", t."id", t."c_name", t."c_service_value", t."c_owner", t."c_stage", t."c_stage_since", t."c_channel", t."_created_at" from "e_lead" t where (t."c_channel" = c."#k" or c."#k" is null and t."c_channel" is null) and t."_trashed_at" is null order by t."_created_at" desc, t."id" desc limit 21) "#q") p),
"#cards" as (select t."#c", json_agg(row_to_json("#r") order by t."#n") cards
from "#page" t
left join "_member" a1 on a1."id" = t."c_owner"
cross join lateral (select t."id" "id", t."_version" "version", t."c_name" "name", (t."c_service_value")::text "service_value", case when a1."id" is not null then case when a1."_trashed_at" is null then json_build_object('id', a1."id", 'title', a1."name") else json_build_object('id', a1."id", 'title', a1."name", 'trashed', true) end end "owner", t."c_stage" "stage", t."c_stage_since" "stage_since", t."c_channel" "channel") "#r"
where t."#n" <= 20 group by t."#c"),
"#last" as (select t."#c", array[(t."_created_at")::text, (t."id")::text] last from "#page" t where t."#n" = 20
and exists (select from "#page" m where m."#c" = t."#c" and m."#n" > 20))
select array_agg(convert_to(json_build_object('key', c."#k",
'count', json_build_object('value', coalesce(g."#n", 0), 'capped', false),
'measures', json_build_object($2::text, coalesce(g."#m0", 0)),
'cards', coalesce(p.cards, '[]'::json))::text, 'UTF8') order by c."#c") body,
array_agg(array_to_json(l.last)::text order by c."#c") last,
null::bigint found,
s.model_version, s.policy_epoch
from _state s cross join unnest($1::text[]) with ordinality c("#k", "#c")
left join "#sum" g on g."#k" is not distinct from c."#k"
left join "#cards" p on p."#c" = c."#c"
left join "#last" l on l."#c" = c."#c"
group by s.model_version, s.policy_epoch
-- $1 = ['site', 'whatsapp', 'campaign', None]
-- $2 = 'empty:whatsapp'
