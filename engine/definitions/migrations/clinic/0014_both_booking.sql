-- A session that fills many bookings plans this function while the table is all but empty, and keeps the plan: it must
-- be the one by the index from the start.
alter function _book(text, uuid, text, uuid, integer, tstzrange, boolean) set enable_seqscan = off;
