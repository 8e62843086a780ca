-- What happened lately, whatever the ticket: a node looks there for what it was not told.
create index events_by_age on events (created_at);
