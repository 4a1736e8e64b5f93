-- Views that people save in the app. `definition` has the attributes of a view by their names; `entity` is the id of
-- the entity, so a view comes back with an entity that comes back. One in the trash waits for its undo.
create table _view (
    id uuid primary key,
    entity text not null,
    owner uuid references _member on delete set null,
    scope text not null check (scope in ('personal', 'role', 'clinic')),
    roles text[] not null default '{}',
    label text not null,
    definition jsonb not null,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    updated_by uuid,
    trashed_at timestamptz
);
create index _view_owner on _view (owner, entity);
create index _view_shared on _view (entity) where scope <> 'personal';

-- What one person chose of a view, saved here or a package's (then `view` is the id of its definition).
create table _view_choice (
    member uuid not null references _member on delete cascade,
    view text not null,
    entity text not null,
    pinned boolean,
    is_default boolean not null default false,
    primary key (member, view)
);
create unique index _view_choice_default on _view_choice (member, entity) where is_default;

-- Processes keep views by the policy epoch, which every change of one therefore raises.
create trigger _raise_policy after insert or delete or update on _view
    for each statement execute function _raise_policy();
