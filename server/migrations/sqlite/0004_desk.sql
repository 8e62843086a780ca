-- Agents of one site who share a queue.
create table teams (
    id blob primary key not null,
    site_id blob not null references sites (id),
    name text not null,
    -- Counts the changes, so that of two admins the second learns of the first.
    version bigint not null default 1,
    created_at text not null,
    -- Closed tickets still name a team that is no more.
    removed_at text
);

create unique index teams_by_name on teams (site_id, name) where removed_at is null;

create table team_agents (
    site_id blob not null references sites (id),
    team_id blob not null references teams (id),
    agent_id blob not null references agents (id),
    primary key (team_id, agent_id)
);

-- What an agent can take: languages as JSON, and how many open tickets at once.
alter table agents add column languages text not null default '[]';
alter table agents add column capacity bigint not null default 20;
-- Since when an agent may not sign in any more.
alter table agents add column disabled_at text;
-- Counts the changes that admins make.
alter table agents add column version bigint not null default 1;
-- When a rule last gave them a ticket.
alter table agents add column given_at text;
-- The keys of the topics that an agent knows on this site, as JSON; all of them when empty.
alter table agent_sites add column topics text not null default '[]';

create table absences (
    id blob primary key not null,
    agent_id blob not null references agents (id),
    -- Who has the agent's tickets meanwhile; the queue, without.
    cover_id blob references agents (id),
    from_at text not null,
    -- Not known yet where it is null.
    until_at text,
    -- Whether what is still open goes back at the end.
    give_back boolean not null,
    -- Ended or called off before its time.
    ended_at text,
    -- Since when nothing is left to be given back.
    settled_at text,
    created_by blob not null references agents (id),
    created_at text not null
);

create index absences_by_agent on absences (agent_id, from_at);

alter table tickets add column level bigint not null default 1;
alter table tickets add column team_id blob references teams (id);
alter table tickets add column topic_key text;
alter table tickets add column priority text not null default 'normal';
alter table tickets add column tags text not null default '[]';
alter table tickets add column source text not null default 'customer';
alter table tickets add column snoozed_until text;
-- The highest level that found a solution, and what became of it, as JSON.
alter table tickets add column solved_level bigint;
alter table tickets add column knowledge text;
alter table tickets add column merged_into blob references tickets (id);
-- Promises that were missed and kept late.
alter table tickets add column missed bigint not null default 0;
-- Whose absence brought it to who has it.
alter table tickets add column covers blob references agents (id);

-- Known problems; texts in each language, as JSON.
create table incidents (
    id blob primary key not null,
    site_id blob not null references sites (id),
    -- The topic concerned; all of them, without.
    topic_key text,
    title text not null,
    body text not null,
    -- How many updates there are.
    seq bigint not null,
    created_by blob not null references agents (id),
    created_at text not null,
    updated_at text not null,
    closed_at text
);

create index incidents_by_site on incidents (site_id, closed_at);

create table incident_updates (
    site_id blob not null references sites (id),
    incident_id blob not null references incidents (id),
    seq bigint not null,
    body text not null,
    -- Whether it is the solution, which closes the incident.
    solution boolean not null,
    agent_id blob not null references agents (id),
    created_at text not null,
    primary key (incident_id, seq)
);

alter table tickets add column incident_id blob references incidents (id);
-- The last of the incident's updates that the ticket has.
alter table tickets add column incident_seq bigint not null default 0;

create index tickets_by_incident on tickets (incident_id, incident_seq);
create index tickets_by_level on tickets (site_id, level, status);

-- Who wants to know what happens to a ticket, and what they have seen of it.
create table follows (
    site_id blob not null references sites (id),
    ticket_id blob not null references tickets (id),
    agent_id blob not null references agents (id),
    -- The last event they have seen, and the last that names them.
    seen bigint not null,
    mentioned bigint not null,
    created_at text not null,
    primary key (agent_id, ticket_id)
);

create index follows_by_ticket on follows (ticket_id);

create table guests (
    id blob primary key not null,
    site_id blob not null references sites (id),
    ticket_id blob not null references tickets (id),
    name text not null,
    may text not null,
    token blob not null unique,
    created_by blob not null references agents (id),
    created_at text not null,
    expires_at text not null,
    revoked_at text
);

create index guests_by_ticket on guests (ticket_id);

-- Answers and actions kept for use again.
create table macros (
    id blob primary key not null,
    site_id blob not null references sites (id),
    name text not null,
    body text not null,
    -- What else it does, as JSON.
    actions text not null,
    created_by blob not null references agents (id),
    created_at text not null,
    updated_at text not null,
    unique (site_id, name)
);

-- What was changed in the set-up of the desk, and who signed in.
create table admin_log (
    id blob primary key not null,
    -- The site concerned, where it is one.
    site_id blob references sites (id),
    -- Who did it; nobody at the desk, without.
    agent_id blob references agents (id),
    -- Whose account it is about, where it is about one.
    about_id blob references agents (id),
    what text not null,
    -- The details, as JSON.
    data text not null,
    created_at text not null
);

create index admin_log_by_age on admin_log (created_at);

-- Where and when the launcher was last seen on a page of the site.
alter table sites add column seen_at text;
alter table sites add column seen_origin text;
-- Counts the changes that admins make.
alter table sites add column version bigint not null default 1;

-- Links that let somebody in once: the first admin, or an agent who sets a password.
create table links (
    token blob primary key not null,
    -- Whose password it sets; that of the very first start, without.
    agent_id blob references agents (id),
    expires_at text not null
);

create index links_by_agent on links (agent_id);

-- What happened on a day.
create index events_by_age on events (site_id, created_at);
create index votes_by_age on votes (site_id, created_at);
