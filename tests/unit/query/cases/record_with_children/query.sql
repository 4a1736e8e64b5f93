select convert_to((select row_to_json("#r")
from "e_lead" t
left join "_member" a1 on a1."id" = t."c_owner"
cross join lateral (select t."id" "id", t."_version" "version", t."c_name" "name", case when a1."id" is not null then case when a1."_trashed_at" is null then json_build_object('id', a1."id", 'title', a1."name") else json_build_object('id', a1."id", 'title', a1."name", 'trashed', true) end end "owner", (select json_build_object('data', coalesce(json_agg(row_to_json("#r") order by a2."#n") filter (where a2."#n" <= 5), '[]'::json), 'page', json_build_object('has_next', count(*) > 5)) from (select row_number() over () "#n", "#q".* from (select a2."_version", a2."id", a2."c_starts_at" from "e_appointment" a2 where a2."c_lead" = t."id" and a2."_trashed_at" is null and ((exists (select from "e_lead" a3 where a3."id" = a2."c_lead" and (((a3."c_owner" = $1::uuid OR (a3."c_service_unit" = ANY($2::uuid[])))))))) and a2."_trashed_at" is null order by a2."c_starts_at" desc nulls last, a2."id" desc limit 6) "#q") a2
cross join lateral (select a2."id" "id", a2."_version" "version", a2."c_starts_at" "starts_at") "#r") "appointments", (select json_build_object('data', coalesce(json_agg(row_to_json("#r") order by a4."#n") filter (where a4."#n" <= 20), '[]'::json), 'page', json_build_object('has_next', count(*) > 20)) from (select row_number() over () "#n", "#q".* from (select a4."_version", a4."id", a4."c_summary" from "e_activity" a4 where a4."c_record_entity" = $3::text and a4."c_record_id" = t."id" and a4."_trashed_at" is null and (a4."c_author" = $1::uuid) and a4."_trashed_at" is null order by a4."id" desc limit 21) "#q") a4
cross join lateral (select a4."id" "id", a4."_version" "version", a4."c_summary" "summary") "#r") "activities", array_to_json(array_remove(array[case when (((t."c_owner" = $1::uuid OR t."c_owner" IS NULL))) then 'update' end, case when (((t."c_owner" = $1::uuid OR t."c_owner" IS NULL))) then 'move' end, case when false then 'delete' end]::text[], null)) "can") "#r"
where t."id" = $4::uuid and t."_trashed_at" is null and (((t."c_owner" = $1::uuid OR (t."c_service_unit" = ANY($2::uuid[]))))))::text, 'UTF8') body,
null::text[] last, null::bigint found,
s.model_version, s.policy_epoch from _state s
-- $1 = $me
-- $2 = $units
-- $3 = 'lead'
-- $4 = cursor 0
