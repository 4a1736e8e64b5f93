with "#page" as materialized (select row_number() over () "#n", "#q".* from (select t."_version", t."id", t."c_lead", t."c_starts_at" from "e_appointment" t where ((exists (select from "e_lead" a1 where a1."id" = t."c_lead" and (((a1."c_owner" = $1::uuid OR (a1."c_service_unit" = ANY($2::uuid[])))))))) and t."_trashed_at" is null order by t."id" desc limit 51) "#q")
select convert_to((select coalesce(json_agg(row_to_json("#r") order by t."#n"), '[]'::json)
from "#page" t
left join "e_lead" a2 on a2."id" = t."c_lead" and (((a2."c_owner" = $1::uuid OR (a2."c_service_unit" = ANY($2::uuid[])))))
cross join lateral (select t."id" "id", t."_version" "version", case when a2."id" is not null then case when a2."_trashed_at" is null then json_build_object('id', a2."id", 'title', a2."c_name") else json_build_object('id', a2."id", 'title', a2."c_name", 'trashed', true) end end "lead", t."c_starts_at" "starts_at") "#r"
where t."#n" <= 50)::text, 'UTF8') body,
(select array[(t."id")::text] from "#page" t where t."#n" = 50
and exists (select from "#page" m where m."#n" > 50)) last,
null::bigint found,
s.model_version, s.policy_epoch from _state s
-- $1 = $me
-- $2 = $units
