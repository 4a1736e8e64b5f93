with "#page" as materialized (select row_number() over () "#n", "#q".* from (select t."_version", t."id", t."c_name", t."c_stage", t."c_stage_since", t."c_owner" from "e_lead" t where t."_trashed_at" is null order by array_position($1::text[], t."c_stage"), nexus.fold((select a1."name" from "_member" a1 where a1."id" = t."c_owner")), (select a1."name" from "_member" a1 where a1."id" = t."c_owner"), t."id" limit 51) "#q")
select convert_to((select coalesce(json_agg(row_to_json("#r") order by t."#n"), '[]'::json)
from "#page" t
cross join lateral (select t."id" "id", t."_version" "version", t."c_name" "name") "#r"
where t."#n" <= 50)::text, 'UTF8') body,
(select array[(array_position($1::text[], t."c_stage"))::text, (nexus.fold((select a2."name" from "_member" a2 where a2."id" = t."c_owner")))::text, ((select a2."name" from "_member" a2 where a2."id" = t."c_owner"))::text, (t."id")::text] from "#page" t where t."#n" = 50
and exists (select from "#page" m where m."#n" > 50)) last,
null::bigint found,
s.model_version, s.policy_epoch from _state s
-- $1 = ['new', 'negotiation', 'closed', 'lost']
