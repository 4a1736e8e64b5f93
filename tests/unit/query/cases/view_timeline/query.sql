with "#page" as materialized (select row_number() over () "#n", "#q".* from (select t."_version", t."id", t."c_name", t."c_stage", t."c_stage_since", t."_created_at" from "e_lead" t where (((t."c_owner" = $5::uuid OR (t."c_service_unit" = ANY($6::uuid[]))))) and t."_created_at" is not null and t."_created_at" < ($1::date::timestamp at time zone $2::text) and (t."_created_at" >= ($3::date::timestamp at time zone $2::text) or $4::timestamptz >= ($3::date::timestamp at time zone $2::text)) and t."_trashed_at" is null and (t."c_owner" = $5::uuid) order by nexus.fold(t."c_name"), t."c_name", t."id" limit 21) "#q")
select convert_to((select coalesce(json_agg(row_to_json("#r") order by t."#n"), '[]'::json)
from "#page" t
cross join lateral (select t."id" "id", t."_version" "version", t."c_name" "name", t."c_stage" "stage", t."c_stage_since" "stage_since", t."_created_at" "created_at", coalesce((select json_agg(json_build_object('stage', a1.to_stage, 'from', a1.at, 'to', a1.until) order by a1.version) from (select a2.to_stage, a2.at, a2.version, lead(a2.at) over (order by a2.version) until from _stage_log a2 where a2.record = t."id" and a2.field = $7::text order by a2.version desc limit 200) a1), case when t."c_stage" is null then '[]'::json else json_build_array(json_build_object('stage', t."c_stage", 'from', coalesce(t."c_stage_since", t."_created_at"), 'to', null::timestamptz)) end) "$stages") "#r"
where t."#n" <= 20)::text, 'UTF8') body,
(select array[(nexus.fold(t."c_name"))::text, (t."c_name")::text, (t."id")::text] from "#page" t where t."#n" = 20
and exists (select from "#page" m where m."#n" > 20)) last,
null::bigint found,
s.model_version, s.policy_epoch from _state s
-- $1 = datetime.date(2026, 4, 1)
-- $2 = $zone
-- $3 = datetime.date(2026, 3, 1)
-- $4 = $now
-- $5 = $me
-- $6 = $units
-- $7 = 'f_lead_stage'
