-- What changed in this database, written with the change itself: ids, versions and names of fields, never a value.
-- `position` is given by the one relay, in the order in which changes became visible; readers follow it.
create table nexus.outbox (
    id bigint generated always as identity primary key,
    clinic_id text not null,
    entity text not null,              -- definition id
    record uuid not null,
    version integer not null,
    op text not null check (op in ('create', 'update', 'move', 'trash', 'restore', 'purge')),
    changed text[] not null,           -- field ids
    change_set uuid,
    cause uuid[] not null,
    actor text not null,               -- kind of actor
    member uuid,
    origin text not null,
    model_version integer not null,
    at timestamptz not null,
    position bigint,
    stamped_at timestamptz
);
create index outbox_unstamped on nexus.outbox (id) where position is null;
create unique index outbox_position on nexus.outbox (position) where position is not null;
create index outbox_clinic on nexus.outbox (clinic_id, entity, position);

-- How far each reader has come. `relay` is the last position given, `deleted` the last one whose row retention took.
create table nexus.relay_position (
    consumer text primary key,
    position bigint not null,
    updated_at timestamptz not null default now()
);
insert into nexus.relay_position (consumer, position) values ('relay', 0), ('deleted', 0);

-- The one way into the outbox: a clinic's roles may call it and touch nothing else here. The clinic is the one the
-- connection speaks for, whatever the caller says.
create function nexus.emit(
    entity text, record uuid, version integer, op text, changed text[], change_set uuid, cause uuid[],
    actor text, member uuid, origin text, model_version integer, at timestamptz
) returns void
    language plpgsql security definer set search_path = pg_catalog
as $$
#variable_conflict use_variable
declare
    clinic text := substring(current_setting('role') from '^nx_([a-z0-9]+)_(?:app|owner)$');
begin
    if clinic is null then
        raise exception 'only a role of a clinic emits events' using errcode = 'insufficient_privilege';
    end if;
    insert into nexus.outbox (
        clinic_id, entity, record, version, op, changed, change_set, cause, actor, member, origin, model_version, at
    ) values (
        clinic, entity, record, version, op, coalesce(changed, '{}'), change_set, coalesce(cause, '{}'),
        actor, member, origin, model_version, at
    );
end
$$;

-- What a clinic's role may read: stamped events of its own clinic, in order.
create function nexus.clinic_events(after bigint, until bigint, entities text[], most integer)
    returns setof nexus.outbox
    language sql stable security definer set search_path = pg_catalog
as $$
    select * from nexus.outbox o
    where o.clinic_id = substring(current_setting('role') from '^nx_([a-z0-9]+)_(?:app|owner)$')
        and o.entity = any(entities) and o.position > after and o.position <= until
    order by o.position limit most
$$;

-- The positions between which events are still there: `deleted` < position <= `newest`.
create function nexus.event_bounds(out deleted bigint, out newest bigint)
    language sql stable security definer set search_path = pg_catalog
as $$
    select max(position) filter (where consumer = 'deleted'), max(position) filter (where consumer = 'relay')
    from nexus.relay_position where consumer in ('deleted', 'relay')
$$;
