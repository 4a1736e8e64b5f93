-- What records take up: one row per record and resource, with the span of time and the lane of the resource.
-- No two records are in one lane of a resource at once; the one constraint of its kind is made while nothing is here.
create table _booking (
    entity text not null,
    record uuid not null,
    resource uuid not null,
    lane integer not null check (lane > 0),
    during tstzrange not null check (not isempty(during)),
    constraint _booking_free exclude using gist
        (resource nexus.gist_uuid_ops with =, lane nexus.gist_int4_ops with =, during with &&)
);
create index _booking_record on _booking (record);

-- Takes the first free lane, and says whether there was one; with `strict` a lack of it is refused in the name of the
-- field. Whoever books a resource waits for those who book it at the same moment, so that none sees a lane as free
-- that another one is about to take, and no two wait for each other in the constraint.
create function _book(
    of_entity text, of_record uuid, of_field text, of_resource uuid, lanes integer, span tstzrange, strict boolean
) returns boolean
    language plpgsql
as $$
declare
    free integer;
begin
    perform pg_advisory_xact_lock(11, hashtext(of_resource::text));
    select n into free from generate_series(1, lanes) n
    where not exists (
        select from _booking b where b.resource = of_resource and b.lane = n and b.during && span
    )
    order by n limit 1;
    if free is not null then
        insert into _booking (entity, record, resource, lane, during)
        values (of_entity, of_record, of_resource, free, span);
    elsif strict then
        raise exclusion_violation using
            message = 'no lane is free', table = '_booking', constraint = '_booking_free', column = of_field;
    end if;
    return free is not null;
end
$$;
