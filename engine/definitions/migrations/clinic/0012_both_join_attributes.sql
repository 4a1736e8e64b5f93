-- A link may hold values of its own, such as a quantity. New join tables are made with the column.
do $$
declare
    found record;
begin
    for found in
        select c.relname from pg_class c
        where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname not like '\_%'
            and (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
                and a.attname in ('source_id', 'target_id', 'position')) = 3
            and (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
                and not a.attisdropped) = 3
    loop
        execute format('alter table %I add column attributes jsonb', found.relname);
    end loop;
end
$$;
