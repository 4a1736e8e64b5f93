with "#page" as materialized (select row_number() over () "#n", "#q".* from (select t."_version", t."id", t."c_name" from "e_lead" t where (t."c_owner" = any(array(select member_id from _member_team where team_id = any($1::uuid[])))) and t."_trashed_at" is null order by t."id" desc limit 51) "#q")
select convert_to((select coalesce(json_agg(row_to_json("#r") order by t."#n"), '[]'::json)
from "#page" t
cross join lateral (select t."id" "id", t."_version" "version", t."c_name" "name") "#r"
where t."#n" <= 50)::text, 'UTF8') body,
(select array[(t."id")::text] from "#page" t where t."#n" = 50
and exists (select from "#page" m where m."#n" > 50)) last,
null::bigint found,
s.model_version, s.policy_epoch from _state s
-- $1 = $teams
