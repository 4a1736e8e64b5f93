with "#sum" as materialized (
select t."c_stage" "#k", count(*) "#n", sum(case when (t."c_owner" = $2::uuid) then t."c_service_value" end) "#m0" from "e_lead" t where (((t."c_owner" = $2::uuid OR (t."c_service_unit" = ANY($3::uuid[]))))) and t."_trashed_at" is null and t."c_stage" = any($1::text[]) group by 1),
"#page" as materialized (select c."#c", p.* from unnest($1::text[]) with ordinality c("#k", "#c")
cross join lateral (select row_number() over () "#n", "#q".* from (select t."_version", t."id", t."c_name", t."c_service_value", t."c_owner", t."c_stage", t."c_stage_since", t."_created_at" from "e_lead" t where t."c_stage" = c."#k" and (((t."c_owner" = $2::uuid OR (t."c_service_unit" = ANY($3::uuid[]))))) and t."_trashed_at" is null order by t."_created_at" desc, t."id" desc limit 21) "#q") p),
"#cards" as (select t."#c", json_agg(row_to_json("#r") order by t."#n") cards
from "#page" t
left join "_member" a1 on a1."id" = t."c_owner"
cross join lateral (select t."id" "id", t."_version" "version", t."c_name" "name", case when (t."c_owner" = $2::uuid) then (t."c_service_value")::text end "service_value", case when a1."id" is not null then case when a1."_trashed_at" is null then json_build_object('id', a1."id", 'title', a1."name") else json_build_object('id', a1."id", 'title', a1."name", 'trashed', true) end end "owner", t."c_stage" "stage", t."c_stage_since" "stage_since", case when (case when (t."c_owner" = $2::uuid) then t."c_service_value" end > $4::bigint) then $5::text when (t."c_owner" = $2::uuid) then $6::text end "$color") "#r"
where t."#n" <= 20 group by t."#c"),
"#last" as (select t."#c", array[(t."_created_at")::text, (t."id")::text] last from "#page" t where t."#n" = 20
and exists (select from "#page" m where m."#c" = t."#c" and m."#n" > 20))
select array_agg(convert_to(json_build_object('key', c."#k",
'count', json_build_object('value', coalesce(g."#n", 0), 'capped', false),
'measures', json_build_object($7::text, (coalesce(g."#m0", '0'::numeric(14,2)))::text),
'cards', coalesce(p.cards, '[]'::json))::text, 'UTF8') order by c."#c") body,
array_agg(array_to_json(l.last)::text order by c."#c") last,
null::bigint found,
s.model_version, s.policy_epoch
from _state s cross join unnest($1::text[]) with ordinality c("#k", "#c")
left join "#sum" g on g."#k" = c."#k"
left join "#cards" p on p."#c" = c."#c"
left join "#last" l on l."#c" = c."#c"
group by s.model_version, s.policy_epoch
-- $1 = ['new', 'negotiation', 'closed', 'lost']
-- $2 = $me
-- $3 = $units
-- $4 = 1000
-- $5 = 'green'
-- $6 = 'red'
-- $7 = 'sum:service_value'
