-- Lists of texts: what is compared and indexed of them, and what search looks into. Immutable, for indexes.
create or replace function nexus.fold_list(value text[]) returns text[]
    language sql immutable strict parallel safe
as $$
    select array_agg(nexus.fold(item) order by place) from unnest(value) with ordinality as items (item, place)
$$;

create or replace function nexus.list_text(value text[]) returns text
    language sql immutable strict parallel safe
as $$
    select array_to_string(value, E'\n')
$$;
