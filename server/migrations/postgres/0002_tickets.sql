-- What customers pick from, and how the site deals with tickets; both as JSON.
alter table sites add column topics jsonb not null default '[]';
alter table sites add column policies jsonb not null default '{}';
-- The number of the site's last ticket.
alter table sites add column tickets bigint not null default 0;

create table agents (
    id uuid primary key not null,
    -- In lower case.
    email text not null unique,
    name text not null,
    -- What customers read where the site's policy says so.
    alias text,
    role text not null,
    level bigint not null,
    -- An Argon2id hash in PHC form.
    password text not null,
    created_at timestamptz not null
);

-- Which sites an agent answers for.
create table agent_sites (
    site_id uuid not null references sites (id),
    agent_id uuid not null references agents (id),
    primary key (agent_id, site_id)
);

create table sessions (
    -- SHA-256 of the cookie's value, as all tokens here.
    token bytea primary key not null,
    agent_id uuid not null references agents (id),
    created_at timestamptz not null,
    expires_at timestamptz not null
);

-- Tries to sign in, kept for as long as they count.
create table sign_ins (
    id uuid primary key not null,
    -- SHA-256 of the account or of the address tried from.
    tried bytea not null,
    created_at timestamptz not null
);

create index sign_ins_by_what_was_tried on sign_ins (tried, created_at);

create table visitors (
    id uuid primary key not null,
    site_id uuid not null references sites (id),
    created_at timestamptz not null
);

create table visitor_tokens (
    token bytea primary key not null,
    site_id uuid not null references sites (id),
    visitor_id uuid not null references visitors (id),
    created_at timestamptz not null
);

-- The projection of a ticket's events.
create table tickets (
    id uuid primary key not null,
    site_id uuid not null references sites (id),
    number bigint not null,
    visitor_id uuid not null references visitors (id),
    subject text not null,
    -- The topic's name and the answers to its fields as they were then, and what was tried before: JSON.
    topic jsonb,
    answers jsonb not null,
    context jsonb not null,
    name text,
    email text,
    lang text,
    -- What a search at the desk looks through: number, subject, name and address in lower case.
    words text not null,
    follows uuid references tickets (id),
    status text not null,
    hold text,
    assignee uuid references agents (id),
    due_at timestamptz,
    stars bigint,
    rating_comment text,
    -- The last event, and the last one that the customer sees.
    seq bigint not null,
    last_visible bigint not null,
    -- How many events the customer has not seen.
    unread bigint not null,
    first_reply_at timestamptz,
    proposed_at timestamptz,
    closed_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (site_id, number)
);

create index tickets_by_visitor on tickets (visitor_id, updated_at);
create index tickets_by_site on tickets (site_id, updated_at);
create index tickets_by_age on tickets (site_id, created_at);
create index tickets_by_status on tickets (site_id, status, updated_at);
create index tickets_by_assignee on tickets (assignee, status);

-- What happened: rows are added and never changed.
create table events (
    site_id uuid not null references sites (id),
    ticket_id uuid not null references tickets (id),
    seq bigint not null,
    party text not null,
    visible boolean not null,
    -- Who and what, as JSON.
    data jsonb not null,
    created_at timestamptz not null,
    primary key (ticket_id, seq)
);

create table files (
    id uuid primary key not null,
    site_id uuid not null references sites (id),
    ticket_id uuid not null references tickets (id),
    name text not null,
    kind text not null,
    size bigint not null,
    created_at timestamptz not null
);

create index files_by_ticket on files (ticket_id);

-- Requests that may come twice and must count once.
create table requests (
    site_id uuid not null references sites (id),
    -- SHA-256 of whose key it is: a token's, or a ticket's.
    scope bytea not null,
    key text not null,
    -- SHA-256 of the body.
    fingerprint bytea not null,
    ticket_id uuid not null references tickets (id),
    created_at timestamptz not null,
    primary key (site_id, scope, key)
);

create table article_versions (
    site_id uuid not null references sites (id),
    article_id uuid not null references articles (id),
    version bigint not null,
    title text not null,
    category text not null,
    keywords jsonb not null,
    body text not null,
    published boolean not null,
    -- Who wrote it; nobody where it was imported.
    agent_id uuid references agents (id),
    created_at timestamptz not null,
    primary key (article_id, version)
);

insert into article_versions (site_id, article_id, version, title, category, keywords, body, published, created_at)
select site_id, id, 1, title, category, keywords, body, published, updated_at from articles;

alter table articles add column version bigint not null default 1;
