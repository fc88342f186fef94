-- The dashboard asks for what calls for attention now, and who stands at each open drawer, after years of both.

-- Beside the alerts that were closed, the open ones are few: the newest of them are found without passing the others.
create index stock_alerts_open on stock_alerts (id desc) where closed_at is null;
create index cashier_turns_session on cashier_turns (session_id, id desc);
