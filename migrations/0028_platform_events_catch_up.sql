-- What follows a moment is found in the index alone, and of the events only the page that is sent is read: somebody who comes
-- back after days costs a walk over the numbers of those days, not over what was told in them.
create index events_xid_id on events (xid, id);
drop index events_xid;
