create table sites (
    id uuid primary key not null,
    key text not null unique,
    name text not null,
    -- Lists and the theme as JSON.
    origins jsonb not null,
    languages jsonb not null,
    theme jsonb not null,
    -- Counts the changes of the site's articles, so that a search index knows what it has missed.
    revision bigint not null,
    created_at timestamptz not null
);

create table articles (
    id uuid primary key not null,
    site_id uuid not null references sites (id),
    lang text not null,
    -- Byte order, as SQLite has it: pages of a list follow each other the same way on both.
    slug text collate "C" not null,
    title text not null,
    category text collate "C" not null,
    keywords jsonb not null,
    -- Markdown.
    body text not null,
    published boolean not null,
    -- Votes, counted here when they are cast so that no page adds them up.
    helpful bigint not null,
    unhelpful bigint not null,
    -- The site's revision at this article's last change.
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (site_id, lang, slug)
);

create index articles_by_revision on articles (site_id, revision);

create table votes (
    id uuid primary key not null,
    site_id uuid not null references sites (id),
    article_id uuid not null references articles (id),
    helpful boolean not null,
    comment text,
    created_at timestamptz not null
);

create index votes_by_article on votes (article_id);
