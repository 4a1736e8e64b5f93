-- The fence: which model and which policies this datasource runs on.
create table _state (
    one boolean primary key default true check (one),
    model_version integer not null default 0,
    policy_epoch integer not null default 1,
    mode text not null default 'live' check (mode in ('live', 'sandbox', 'frozen')),
    mode_reason text
);
insert into _state default values;
revoke insert, update, delete on _state from :app;
grant update (policy_epoch) on _state to :app;
revoke insert, update, delete on _migration from :app;
