with "#heads" as materialized (select true "#all", count(*) "#n", sum(t."c_service_value") "#m0", count(distinct t."c_name") "#m1" from "e_lead" t where (t."c_service_unit" = any($1::uuid[])) and t."_trashed_at" is null),
"#page" as materialized (select row_number() over () "#n", "#q".* from (select t."_version", t."id", t."c_name", t."c_comment", t."c_stage", t."c_stage_since" from "e_lead" t where (t."c_service_unit" = any($1::uuid[])) and t."_trashed_at" is null order by nexus.fold(t."c_name"), t."c_name", t."id" limit 21) "#q")
select convert_to((select coalesce(json_agg(row_to_json("#r") order by t."#n"), '[]'::json)
from "#page" t
cross join lateral (select t."id" "id", t."_version" "version", t."c_name" "name", t."c_comment" "comment", t."c_stage" "stage", t."c_stage_since" "stage_since") "#r"
where t."#n" <= 20)::text, 'UTF8') body,
(select array[(nexus.fold(t."c_name"))::text, (t."c_name")::text, (t."id")::text] from "#page" t where t."#n" = 20
and exists (select from "#page" m where m."#n" > 20)) last,
null::bigint found,
null::bytea groups,
convert_to((select json_build_object($2::text, (coalesce(g."#m0", '0'::numeric(14,2)))::text, $3::text, g."#m1") from "#heads" g where g."#all")::text, 'UTF8') measures,
s.model_version, s.policy_epoch from _state s
-- $1 = $units
-- $2 = 'sum_service_value'
-- $3 = 'distinct_name'
