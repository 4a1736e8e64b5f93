with "#page" as materialized (select row_number() over () "#n", "#q".* from (select t."_version", t."id", t."c_name" from "e_lead" t where t."_trashed_at" is null and ((t."_created_at" >= (($1::date)::timestamp AT TIME ZONE $2::text) AND (t."c_next_contact_at" >= (((($3::date - $4::integer) + 1))::timestamp AT TIME ZONE $2::text) AND t."c_next_contact_at" < ((($3::date + 1))::timestamp AT TIME ZONE $2::text)))) order by t."id" desc limit 51) "#q")
select convert_to((select coalesce(json_agg(row_to_json("#r") order by t."#n"), '[]'::json)
from "#page" t
cross join lateral (select t."id" "id", t."_version" "version", t."c_name" "name") "#r"
where t."#n" <= 50)::text, 'UTF8') body,
(select array[(t."id")::text] from "#page" t where t."#n" = 50
and exists (select from "#page" m where m."#n" > 50)) last,
null::bigint found,
s.model_version, s.policy_epoch from _state s
-- $1 = datetime.date(2026, 3, 1)
-- $2 = $zone
-- $3 = $today
-- $4 = 7
