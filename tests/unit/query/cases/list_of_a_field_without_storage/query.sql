with "#page" as materialized (select row_number() over () "#n", "#q".* from (select t."_version", t."id" from "e_lead" t where t."_trashed_at" is null and (nexus.fold(null::text) = nexus.fold($1::text)) order by nexus.fold(null::text), null::text, t."id" limit 51) "#q")
select convert_to((select coalesce(json_agg(row_to_json("#r") order by t."#n"), '[]'::json)
from "#page" t
cross join lateral (select t."id" "id", t."_version" "version", null::text "draft_note") "#r"
where t."#n" <= 50)::text, 'UTF8') body,
(select array[(nexus.fold(null::text))::text, (null::text)::text, (t."id")::text] from "#page" t where t."#n" = 50
and exists (select from "#page" m where m."#n" > 50)) last,
null::bigint found,
s.model_version, s.policy_epoch from _state s
-- $1 = 'x'
