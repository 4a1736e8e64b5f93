-- What a write with an Idempotency-Key came to, written with the write itself: sent again, it is answered, not made again.
-- `results` are ids and versions of records, never values.
create table _idempotency (
    caller text not null,
    key text not null,
    request bytea not null,
    results jsonb,
    at timestamptz not null default now(),
    primary key (caller, key)
);
create index _idempotency_age on _idempotency (at);
