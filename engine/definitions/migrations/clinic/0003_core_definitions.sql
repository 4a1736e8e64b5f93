-- The clinic's published models and the publishes that made them.
create table _model_version (
    version integer primary key,
    model_hash text not null,
    storage_hash text not null,
    source_hash text not null,
    publish_id uuid,
    published_at timestamptz not null default now(),
    published_by uuid,
    note text
);

create table _publish (
    id uuid primary key,
    state text not null check (state in ('running', 'undoing', 'done', 'failed', 'cancelled')),
    phase text not null check (phase in ('expand', 'fill', 'switch', 'contract', 'end')),
    base_version integer not null,
    version integer not null,
    model_hash text not null,
    storage_hash text not null,
    source_hash text not null,
    note text,
    published_by uuid,
    created_at timestamptz not null default now(),
    finished_at timestamptz,
    problems jsonb not null default '[]'
);
create unique index _publish_open on _publish ((true)) where state in ('running', 'undoing');

create table _publish_step (
    publish_id uuid not null references _publish on delete cascade,
    position integer not null,
    phase text not null,
    step jsonb not null,
    state text not null default 'pending' check (state in ('pending', 'running', 'done', 'failed', 'undone')),
    progress jsonb not null default '{}',
    started_at timestamptz,
    finished_at timestamptz,
    primary key (publish_id, position)
);

create table _draft (
    id uuid primary key,
    base_version integer not null,
    title text,
    packages jsonb not null,
    overlay jsonb not null,
    state text not null default 'open' check (state in ('open', 'published', 'discarded')),
    revision integer not null default 1,
    created_by uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

revoke insert, update, delete on _model_version, _publish, _publish_step, _draft from :app;
