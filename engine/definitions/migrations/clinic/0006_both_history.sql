-- What every record was, and what made it so: one row per record version, next to the record.
-- `changed`, `before` and `after` go by field id; the two values are null where history is off.
create table _history (
    record uuid not null,
    version integer not null,
    entity text not null,
    op text not null check (op in ('create', 'update', 'move', 'trash', 'restore', 'purge')),
    at timestamptz not null,
    change_set uuid not null,
    actor text not null,
    member uuid,
    origin text not null,
    cause uuid[] not null,
    model_version integer not null,
    changed text[] not null,
    before jsonb,
    after jsonb,
    primary key (record, version)
);
create index _history_change_set on _history (change_set);
create index _history_age on _history using brin (at);

-- Every stage a record ever entered. Never purged: reports of conversion and time in stage stand on it.
create table _stage_log (
    record uuid not null,
    version integer not null,
    entity text not null,
    field text not null,
    pipeline text,
    from_stage text,
    to_stage text not null,
    at timestamptz not null,
    by uuid,
    seconds double precision,
    primary key (record, version, field)
);
create index _stage_log_entered on _stage_log (field, to_stage, at);

revoke update, delete on _history, _stage_log from :app;

-- A purged record leaves its versions, not its values.
create function _erase_history(records uuid[]) returns void
    language sql security definer set search_path from current
as $$
    update _history set before = null, after = null
    where record = any(records) and (before is not null or after is not null)
$$;
