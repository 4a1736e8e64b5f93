-- The control plane: clinics of this cell, logins, sessions, and definitions by content hash.
create table nexus.clinic (
    id text primary key,
    slug text not null unique,
    name text not null,
    timezone text not null,
    locale text not null,
    created_at timestamptz not null default now(),
    ready_at timestamptz,          -- null while the clinic is being created
    deleted_at timestamptz
);

create table nexus.account (
    id uuid primary key,
    email text not null,
    email_fold text not null unique,
    name text not null,
    password_hash text,            -- argon2id; null until the invitation is accepted
    locale text,
    created_at timestamptz not null default now(),
    disabled_at timestamptz
);

-- Which clinics an account may choose; follows the clinics' own member tables.
create table nexus.clinic_account (
    clinic_id text not null references nexus.clinic on delete cascade,
    account_id uuid not null references nexus.account on delete cascade,
    primary key (account_id, clinic_id)
);
create index clinic_account_clinic on nexus.clinic_account (clinic_id);

create table nexus.session (
    token_hash bytea primary key,
    account_id uuid not null references nexus.account on delete cascade,
    clinic_id text references nexus.clinic on delete set null,
    csrf text not null,
    created_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    ip text,
    user_agent text
);
create index session_account on nexus.session (account_id);
create index session_expires on nexus.session (expires_at);

-- Models, storage maps, packages and overlays. Equal content is stored once for all clinics.
create table nexus.artifact (
    hash text primary key,
    kind text not null,
    body jsonb not null,
    created_at timestamptz not null default now()
);
