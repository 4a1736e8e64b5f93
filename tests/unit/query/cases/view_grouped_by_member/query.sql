with "#heads" as materialized (select "#k" "#g0", grouping("#k") = 1 "#all", count(*) "#n" from (select t."c_owner" "#k", t."c_owner", t."c_service_unit", t."_trashed_at" from "e_lead" t where (((t."c_owner" = $1::uuid OR (t."c_service_unit" = ANY($2::uuid[]))))) and t."_trashed_at" is null) t group by grouping sets (("#k"), ())),
"#page" as materialized (select row_number() over () "#n", "#q".* from (select t."_version", t."id", t."c_name", t."c_stage", t."c_stage_since", t."c_owner" from "e_lead" t left join (select a1."id" "#id", nexus.fold((a1."name")::text) "#t" from "_member" a1 where true offset 0) "#g" on "#g"."#id" = t."c_owner" where (((t."c_owner" = $1::uuid OR (t."c_service_unit" = ANY($2::uuid[]))))) and t."_trashed_at" is null order by "#g"."#t", "#g"."#id", nexus.fold(t."c_name"), t."c_name", t."id" limit 21) "#q")
select convert_to((select coalesce(json_agg(row_to_json("#r") order by t."#n"), '[]'::json)
from "#page" t
left join "_member" a2 on a2."id" = t."c_owner"
cross join lateral (select t."id" "id", t."_version" "version", t."c_name" "name", t."c_stage" "stage", t."c_stage_since" "stage_since", case when a2."id" is not null then case when a2."_trashed_at" is null then json_build_object('id', a2."id", 'title', a2."name") else json_build_object('id', a2."id", 'title', a2."name", 'trashed', true) end end "owner") "#r"
where t."#n" <= 20)::text, 'UTF8') body,
(select array[((select nexus.fold((a4."name")::text) from "_member" a4 where a4."id" = t."c_owner"))::text, (t."c_owner")::text, (nexus.fold(t."c_name"))::text, (t."c_name")::text, (t."id")::text] from "#page" t where t."#n" = 20
and exists (select from "#page" m where m."#n" > 20)) last,
null::bigint found,
convert_to((select coalesce(json_agg(h.json order by h."#n"), '[]'::json) from (select json_build_object('key', g."#g0", 'title', l0.title, 'count', json_build_object('value', g."#n", 'capped', false), 'measures', json_build_object()) json, row_number() over (order by nexus.fold(l0.title) nulls last, g."#g0" nulls last) "#n" from "#heads" g left join lateral (select case when a6."_trashed_at" is null then json_build_object('id', a6."id", 'title', a6."name") else json_build_object('id', a6."id", 'title', a6."name", 'trashed', true) end json, (a6."name")::text title from "_member" a6 where a6."id" = g."#g0") l0 on true where not g."#all" order by "#n" limit 1000) h)::text, 'UTF8') groups,
null::bytea measures,
s.model_version, s.policy_epoch from _state s
-- $1 = $me
-- $2 = $units
