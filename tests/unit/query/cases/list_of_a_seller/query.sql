with "#page" as materialized (select row_number() over () "#n", "#q".* from (select t."_version", t."id", t."c_name", t."c_owner", t."c_service_value", t."c_whatsapp", t."c_whatsapp_wa_id", t."_created_at" from "e_lead" t where (((t."c_owner" = $1::uuid OR (t."c_service_unit" = ANY($2::uuid[]))))) and t."_trashed_at" is null and (t."c_stage" = $3::text) order by t."_created_at" desc, t."id" desc limit 51) "#q")
select convert_to((select coalesce(json_agg(row_to_json("#r") order by t."#n"), '[]'::json)
from "#page" t
left join "_member" a1 on a1."id" = t."c_owner"
left join (select a3."id" "#id", coalesce(json_agg(case when a2."_trashed_at" is null then json_build_object('id', a2."id", 'title', a2."c_name") else json_build_object('id', a2."id", 'title', a2."c_name", 'trashed', true) end order by a2j.position), '[]'::json) json from "#page" a3 cross join "j_lead_procedures" a2j join "e_procedure" a2 on a2."id" = a2j."target_id" where a2j."source_id" = a3."id" group by a3."id") a4 on a4."#id" = t."id"
cross join lateral (select t."id" "id", t."_version" "version", t."c_name" "name", case when a1."id" is not null then case when a1."_trashed_at" is null then json_build_object('id', a1."id", 'title', a1."name") else json_build_object('id', a1."id", 'title', a1."name", 'trashed', true) end end "owner", coalesce(a4.json, '[]'::json) "procedures", case when (t."c_owner" = $1::uuid) then (t."c_service_value")::text end "service_value", case when ((t."c_owner" = $1::uuid OR t."c_owner" IS NULL)) then t."c_whatsapp" end "whatsapp") "#r"
where t."#n" <= 50)::text, 'UTF8') body,
(select array[(t."_created_at")::text, (t."id")::text] from "#page" t where t."#n" = 50
and exists (select from "#page" m where m."#n" > 50)) last,
(select count(*) from (select from "e_lead" t where (((t."c_owner" = $1::uuid OR (t."c_service_unit" = ANY($2::uuid[]))))) and t."_trashed_at" is null and (t."c_stage" = $3::text) limit 1001) c) found,
s.model_version, s.policy_epoch from _state s
-- $1 = $me
-- $2 = $units
-- $3 = 'new'
