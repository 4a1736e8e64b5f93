-- What the core database projects here for links, titles and row rules; fed in the order of `version`.
create table _ref_member (id uuid primary key, title text not null, version bigint not null);
create table _ref_unit (id uuid primary key, title text not null, version bigint not null);
create table _ref_team (id uuid primary key, title text not null, version bigint not null);
