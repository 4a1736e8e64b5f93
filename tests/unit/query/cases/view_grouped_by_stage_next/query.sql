with "#page" as materialized (select row_number() over () "#n", "#q".* from (select t."_version", t."id", t."c_name", t."c_stage", t."c_stage_since" from ((select t."_version", t."id", t."c_name", t."c_stage", t."c_stage_since" from "e_lead" t where (((t."c_owner" = $1::uuid OR (t."c_service_unit" = ANY($2::uuid[]))))) and t."_trashed_at" is null and (t."c_owner" = $1::uuid) and t."c_stage" = $7::text::text and (nexus.fold(t."c_name") > $6::text::text or nexus.fold(t."c_name") is null or (nexus.fold(t."c_name") = $6::text::text and (t."c_name" > $5::text::text or t."c_name" is null or (t."c_name" = $5::text::text and t."id" > $4::text::uuid)))) order by nexus.fold(t."c_name"), t."c_name", t."id" limit 21) union all (select t."_version", t."id", t."c_name", t."c_stage", t."c_stage_since" from (select "#k" from unnest($3::text[]) with ordinality s("#k", "#o") where "#o" > $8::text::integer union all select "#k" from (with recursive v("#k") as ((select min("c_stage") from "e_lead" where "_trashed_at" is null) union all select (select min("c_stage") from "e_lead" where "_trashed_at" is null and "c_stage" > v."#k") from v where v."#k" is not null) select "#k" from v where "#k" is not null) v where "#k" <> all($3::text[])) "#w" cross join lateral (select t."_version", t."id", t."c_name", t."c_stage", t."c_stage_since" from "e_lead" t where (((t."c_owner" = $1::uuid OR (t."c_service_unit" = ANY($2::uuid[]))))) and t."_trashed_at" is null and (t."c_owner" = $1::uuid) and t."c_stage" = "#w"."#k" order by nexus.fold(t."c_name"), t."c_name", t."id" limit 21) t) union all (select t."_version", t."id", t."c_name", t."c_stage", t."c_stage_since" from "e_lead" t where (((t."c_owner" = $1::uuid OR (t."c_service_unit" = ANY($2::uuid[]))))) and t."_trashed_at" is null and (t."c_owner" = $1::uuid) and t."c_stage" is null order by nexus.fold(t."c_name"), t."c_name", t."id" limit 21)) t order by array_position($3::text[], t."c_stage"), t."c_stage", nexus.fold(t."c_name"), t."c_name", t."id" limit 21) "#q")
select convert_to((select coalesce(json_agg(row_to_json("#r") order by t."#n"), '[]'::json)
from "#page" t
cross join lateral (select t."id" "id", t."_version" "version", t."c_name" "name", t."c_stage" "stage", t."c_stage_since" "stage_since") "#r"
where t."#n" <= 20)::text, 'UTF8') body,
(select array[(array_position($3::text[], t."c_stage"))::text, (t."c_stage")::text, (nexus.fold(t."c_name"))::text, (t."c_name")::text, (t."id")::text] from "#page" t where t."#n" = 20
and exists (select from "#page" m where m."#n" > 20)) last,
(select count(*) from (select from "e_lead" t where (((t."c_owner" = $1::uuid OR (t."c_service_unit" = ANY($2::uuid[]))))) and t."_trashed_at" is null and (t."c_owner" = $1::uuid) limit 1001) c) found,
null::bytea groups,
null::bytea measures,
s.model_version, s.policy_epoch from _state s
-- $1 = $me
-- $2 = $units
-- $3 = ['new', 'negotiation', 'closed', 'lost']
-- $4 = cursor 4
-- $5 = cursor 3
-- $6 = cursor 2
-- $7 = cursor 1
-- $8 = cursor 0
