-- Files: what is known of each, beside the records that hold them. The bytes are in the file store.
-- A file is pending from its upload until a record takes it, held from then on, gone while its bytes are removed.
create table _file (
    id uuid primary key,
    name text not null,
    content_type text not null,
    size bigint not null,
    sha256 text not null,
    width integer,
    height integer,
    has_thumbnail boolean not null default false,
    state text not null default 'pending' check (state in ('pending', 'held', 'gone')),
    uploaded_by uuid,
    uploaded_at timestamptz not null,
    store_key text not null
);
create index _file_open on _file (uploaded_by, uploaded_at) where state = 'pending';

-- Which field of which record holds a file. One that was let go keeps its row, and so its file, for undo.
create table _file_use (
    file uuid not null references _file on delete cascade,
    entity text not null,
    record uuid not null,
    field text not null,
    released_at timestamptz,
    primary key (file, entity, record, field)
);
create index _file_use_record on _file_use (record);
create index _file_use_released on _file_use (released_at) where released_at is not null;
