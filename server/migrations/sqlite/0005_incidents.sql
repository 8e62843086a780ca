-- Counts the changes of title and text, so that of two agents the second learns of the first.
alter table incidents add column version bigint not null default 1;

-- What an incident said before each change of its title and text, as JSON.
create table incident_edits (
    site_id blob not null references sites (id),
    incident_id blob not null references incidents (id),
    -- The version that it was.
    version bigint not null,
    title text not null,
    body text not null,
    agent_id blob not null references agents (id),
    created_at text not null,
    primary key (incident_id, version)
);

-- A request is about a ticket or about an incident.
create table new_requests (
    site_id blob not null references sites (id),
    -- SHA-256 of whose key it is: a token's, a ticket's, an agent's or an incident's.
    scope blob not null,
    key text not null,
    -- SHA-256 of the body.
    fingerprint blob not null,
    ticket_id blob references tickets (id),
    incident_id blob references incidents (id),
    created_at text not null,
    primary key (site_id, scope, key)
);

insert into new_requests (site_id, scope, key, fingerprint, ticket_id, created_at)
    select site_id, scope, key, fingerprint, ticket_id, created_at from requests;
drop table requests;
alter table new_requests rename to requests;
