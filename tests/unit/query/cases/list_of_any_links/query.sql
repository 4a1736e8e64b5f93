with "#page" as materialized (select row_number() over () "#n", "#q".* from (select t."_version", t."id", t."c_summary", t."c_record_entity", t."c_record_id", t."c_record_title" from "e_activity" t where (t."c_author" = $1::uuid) and t."_trashed_at" is null order by t."id" desc limit 51) "#q")
select convert_to((select coalesce(json_agg(row_to_json("#r") order by t."#n"), '[]'::json)
from "#page" t
cross join lateral (select t."id" "id", t."_version" "version", t."c_summary" "summary", (case t."c_record_entity" when $2::text then (select case when a1."_trashed_at" is null then json_build_object('entity', $2::text, 'id', a1."id", 'title', a1."c_name") else json_build_object('entity', $2::text, 'id', a1."id", 'title', a1."c_name", 'trashed', true) end from "e_lead" a1 where a1."id" = t."c_record_id" and (((a1."c_owner" = $1::uuid OR (a1."c_service_unit" = ANY($3::uuid[])))))) when $4::text then (select case when a2."_trashed_at" is null then json_build_object('entity', $4::text, 'id', a2."id", 'title', a2."c_starts_at") else json_build_object('entity', $4::text, 'id', a2."id", 'title', a2."c_starts_at", 'trashed', true) end from "e_appointment" a2 where a2."id" = t."c_record_id" and ((exists (select from "e_lead" a3 where a3."id" = a2."c_lead" and (((a3."c_owner" = $1::uuid OR (a3."c_service_unit" = ANY($3::uuid[]))))))))) end) "record") "#r"
where t."#n" <= 50)::text, 'UTF8') body,
(select array[(t."id")::text] from "#page" t where t."#n" = 50
and exists (select from "#page" m where m."#n" > 50)) last,
null::bigint found,
s.model_version, s.policy_epoch from _state s
-- $1 = $me
-- $2 = 'lead'
-- $3 = $units
-- $4 = 'appointment'
