-- Who works in the clinic, where and when. Entities of the core app with `system:` are kept in these tables.
create table _member (
    id uuid primary key,
    account_id uuid,
    name text not null default '',
    photo text,
    email text,
    active boolean not null default true,
    roles text[] not null default '{}',
    epoch integer not null default 1,
    _version integer not null default 1,
    _created_at timestamptz not null default now(),
    _created_by uuid,
    _updated_at timestamptz not null default now(),
    _updated_by uuid,
    _trashed_at timestamptz
);
create unique index _member_account on _member (account_id);

create table _team (
    id uuid primary key,
    name text not null default '',
    _version integer not null default 1,
    _created_at timestamptz not null default now(),
    _created_by uuid,
    _updated_at timestamptz not null default now(),
    _updated_by uuid,
    _trashed_at timestamptz
);

-- hours: {"monday": [["08:00", "12:00"], ["13:00", "18:00"]], …}, in the unit's time zone (else the clinic's).
create table _unit (
    id uuid primary key,
    name text not null default '',
    timezone text,
    hours jsonb,
    _version integer not null default 1,
    _created_at timestamptz not null default now(),
    _created_by uuid,
    _updated_at timestamptz not null default now(),
    _updated_by uuid,
    _trashed_at timestamptz
);

-- A holiday without a unit is a holiday of the whole clinic.
create table _holiday (
    id uuid primary key,
    day date,
    name text not null default '',
    unit uuid references _unit,
    _version integer not null default 1,
    _created_at timestamptz not null default now(),
    _created_by uuid,
    _updated_at timestamptz not null default now(),
    _updated_by uuid,
    _trashed_at timestamptz
);
create index _holiday_day on _holiday (day) where _trashed_at is null;
create index _holiday_unit on _holiday (unit);

create table _member_unit (
    member_id uuid not null references _member on delete cascade,
    unit_id uuid not null references _unit on delete cascade,
    position integer not null default 0,
    primary key (member_id, unit_id)
);
create index _member_unit_unit on _member_unit (unit_id, member_id);

create table _member_team (
    member_id uuid not null references _member on delete cascade,
    team_id uuid not null references _team on delete cascade,
    position integer not null default 0,
    primary key (member_id, team_id)
);
create index _member_team_team on _member_team (team_id, member_id);

-- The same tables in the shape of every other join table.
create view _member_unit_link as select member_id source_id, unit_id target_id, position from _member_unit;
create view _member_team_link as select member_id source_id, team_id target_id, position from _member_team;

-- Whatever changes what a member may do raises the policy epoch in the same transaction, whoever writes it.
create function _raise_policy() returns trigger language plpgsql security definer set search_path from current
as $$
begin
    update _state set policy_epoch = policy_epoch + 1;
    return null;
end
$$;
create trigger _raise_policy after insert or delete or update of roles, active, account_id, epoch, _trashed_at
    on _member for each statement execute function _raise_policy();
create trigger _raise_policy after insert or delete or update on _member_unit
    for each statement execute function _raise_policy();
create trigger _raise_policy after insert or delete or update on _member_team
    for each statement execute function _raise_policy();
