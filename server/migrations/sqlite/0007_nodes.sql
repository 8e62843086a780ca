-- What happened lately, whatever the site: a node looks there for what it was not told.
create index events_lately on events (created_at);

-- Requests that are too old to come again.
create index requests_by_age on requests (created_at);
