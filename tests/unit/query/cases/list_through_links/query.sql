with "#page" as materialized (select row_number() over () "#n", "#q".* from (select t."_version", t."id", t."c_name", t."c_owner" from "e_lead" t where (((t."c_owner" = $1::uuid OR (t."c_service_unit" = ANY($2::uuid[]))))) and t."_trashed_at" is null and ((nexus.fold((select a8."name" from "_member" a8 where a8."id" = t."c_owner")) LIKE '%' || regexp_replace(nexus.fold($3::text), '([\\%_])', '\\\1', 'g') || '%' AND exists (select from "j_lead_procedures" a9j join "e_procedure" a9 on a9."id" = a9j."target_id" where a9j."source_id" = t."id" and nexus.fold(a9."c_name") LIKE '%' || regexp_replace(nexus.fold($4::text), '([\\%_])', '\\\1', 'g') || '%'))) order by nexus.fold((select a1."name" from "_member" a1 where a1."id" = t."c_owner")), (select a1."name" from "_member" a1 where a1."id" = t."c_owner"), t."id" limit 51) "#q")
select convert_to((select coalesce(json_agg(row_to_json("#r") order by t."#n"), '[]'::json)
from "#page" t
left join lateral (select row_to_json("#r") json from "_member" a2
cross join lateral (select a2."id" "id", a2."_version" "version", a2."name" "name", a2."name" "title", a2."_trashed_at" is not null "trashed") "#r" where a2."id" = t."c_owner") a3 on true
left join (select a5."id" "#id", coalesce(json_agg(row_to_json("#r") order by a4j.position), '[]'::json) json from "#page" a5 cross join "j_lead_procedures" a4j join "e_procedure" a4 on a4."id" = a4j."target_id"
cross join lateral (select a4."id" "id", a4."_version" "version", a4."c_name" "name", a4."c_name" "title", a4."_trashed_at" is not null "trashed") "#r" where a4j."source_id" = a5."id" group by a5."id") a6 on a6."#id" = t."id"
cross join lateral (select t."id" "id", t."_version" "version", t."c_name" "name", a3.json "owner", coalesce(a6.json, '[]'::json) "procedures") "#r"
where t."#n" <= 50)::text, 'UTF8') body,
(select array[(nexus.fold((select a7."name" from "_member" a7 where a7."id" = t."c_owner")))::text, ((select a7."name" from "_member" a7 where a7."id" = t."c_owner"))::text, (t."id")::text] from "#page" t where t."#n" = 50
and exists (select from "#page" m where m."#n" > 50)) last,
null::bigint found,
s.model_version, s.policy_epoch from _state s
-- $1 = $me
-- $2 = $units
-- $3 = 'an'
-- $4 = 'Botox'
