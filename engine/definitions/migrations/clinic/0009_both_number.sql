-- The last number given by each automatic number, by field id and period ('' or a year). The app role can only go
-- forward, through the function: nobody gives a number a second time.
create table _number (
    field text not null,
    period text not null default '',
    last bigint not null check (last > 0),
    primary key (field, period)
);
revoke insert, update, delete on _number from :app;

-- The last of `how_many` new numbers. The counter's row stays locked until the caller's transaction ends.
create function _take_number(of_field text, of_period text, how_many integer) returns bigint
    language sql security definer set search_path from current
as $$
    insert into _number as n (field, period, last) select of_field, of_period, how_many where how_many > 0
    on conflict (field, period) do update set last = n.last + excluded.last
    returning last
$$;
revoke execute on function _take_number(text, text, integer) from public;
grant execute on function _take_number(text, text, integer) to :app;
