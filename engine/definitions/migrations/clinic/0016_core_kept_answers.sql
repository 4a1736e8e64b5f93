-- Requests that are no writes of records keep their whole answer under their Idempotency-Key: null while they run,
-- status 0 when it is not known what they came to.
alter table _idempotency add column status integer, add column kind text, add column answer bytea;
