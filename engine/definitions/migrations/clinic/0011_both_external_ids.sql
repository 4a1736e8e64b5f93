-- What other systems call a record: one id per system, found again by upsert.
create table _external_id (
    entity text not null,
    system text not null,
    external_id text not null,
    record uuid not null,
    primary key (entity, system, external_id)
);
create unique index _external_id_record on _external_id (record, system);
