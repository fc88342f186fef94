-- The audit trigger keeps the plan of its first update in a session, which is nearly always of one row: a loop over both
-- sides. With a loop an update of some thousand rows compares each with each; a hash costs one row nothing.
alter function write_audit() set enable_nestloop = off;
