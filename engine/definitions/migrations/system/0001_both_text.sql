-- Extensions the compiler and the indexes rely on, and the one function text is compared by.
create extension if not exists unaccent schema nexus;
create extension if not exists pg_trgm schema nexus;
create extension if not exists btree_gist schema nexus;

-- Equality, order, LIKE and search of text go through this. No query relies on the database's locale.
-- plpgsql, because an SQL function over the STABLE unaccent() is not inlined and costs twice as much a call.
create or replace function nexus.fold(value text) returns text
    language plpgsql immutable strict parallel safe
as $$
begin
    return lower(nexus.unaccent('nexus.unaccent'::regdictionary, value) collate "C") collate "C";
end
$$;
