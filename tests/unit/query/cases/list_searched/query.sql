with "#page" as materialized (select row_number() over () "#n", "#q".* from (select t."_version", t."id", t."c_name" from "e_lead" t where (((t."c_owner" = $1::uuid OR (t."c_service_unit" = ANY($2::uuid[]))))) and t."_trashed_at" is null and (nexus.fold(t."c_name") like nexus.fold($3::text)) and (nexus.fold(t."c_name") like nexus.fold($4::text)) order by t."id" desc limit 51) "#q")
select convert_to((select coalesce(json_agg(row_to_json("#r") order by t."#n"), '[]'::json)
from "#page" t
cross join lateral (select t."id" "id", t."_version" "version", t."c_name" "name") "#r"
where t."#n" <= 50)::text, 'UTF8') body,
(select array[(t."id")::text] from "#page" t where t."#n" = 50
and exists (select from "#page" m where m."#n" > 50)) last,
null::bigint found,
s.model_version, s.policy_epoch from _state s
-- $1 = $me
-- $2 = $units
-- $3 = '%ana%'
-- $4 = '%silva%'
