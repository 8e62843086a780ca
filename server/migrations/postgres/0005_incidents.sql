-- Counts the changes of title and text, so that of two agents the second learns of the first.
alter table incidents add column version bigint not null default 1;

-- What an incident said before each change of its title and text.
create table incident_edits (
    site_id uuid not null references sites (id),
    incident_id uuid not null references incidents (id),
    -- The version that it was.
    version bigint not null,
    title jsonb not null,
    body jsonb not null,
    agent_id uuid not null references agents (id),
    created_at timestamptz not null,
    primary key (incident_id, version)
);

-- A request is about a ticket or about an incident.
alter table requests alter column ticket_id drop not null;
alter table requests add column incident_id uuid references incidents (id);
