create table sites (
    id blob primary key not null,
    key text not null unique,
    name text not null,
    -- Lists and the theme as JSON.
    origins text not null,
    languages text not null,
    theme text not null,
    -- Counts the changes of the site's articles, so that a search index knows what it has missed.
    revision bigint not null,
    created_at text not null
);

create table articles (
    id blob primary key not null,
    site_id blob not null references sites (id),
    lang text not null,
    slug text not null,
    title text not null,
    category text not null,
    keywords text not null,
    -- Markdown.
    body text not null,
    published boolean not null,
    -- Votes, counted here when they are cast so that no page adds them up.
    helpful bigint not null,
    unhelpful bigint not null,
    -- The site's revision at this article's last change.
    revision bigint not null,
    created_at text not null,
    updated_at text not null,
    unique (site_id, lang, slug)
);

create index articles_by_revision on articles (site_id, revision);

create table votes (
    id blob primary key not null,
    site_id blob not null references sites (id),
    article_id blob not null references articles (id),
    helpful boolean not null,
    comment text,
    created_at text not null
);

create index votes_by_article on votes (article_id);
