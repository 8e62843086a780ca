-- Spreads the data of sites over the servers of a Citus cluster: docs/citus.md says when, and what is
-- not known of it. Stop every server of Guichet first, and run it once, on the coordinator:
--
--     psql --single-transaction --set ON_ERROR_STOP=1 --file docs/citus.sql DATABASE
--
-- Part 1 is plain PostgreSQL. A key of a table that is spread must have site_id in it, and so must what
-- refers to it. It comes last, so that what finds a row by its id alone still finds it through the key.

-- Part 1: the keys.

alter table votes drop constraint votes_article_id_fkey;
alter table article_versions drop constraint article_versions_article_id_fkey;
alter table visitor_tokens drop constraint visitor_tokens_visitor_id_fkey;
alter table team_agents drop constraint team_agents_team_id_fkey;
alter table incident_updates drop constraint incident_updates_incident_id_fkey;
alter table incident_edits drop constraint incident_edits_incident_id_fkey;
alter table events drop constraint events_ticket_id_fkey;
alter table files drop constraint files_ticket_id_fkey;
alter table follows drop constraint follows_ticket_id_fkey;
alter table guests drop constraint guests_ticket_id_fkey;
alter table requests drop constraint requests_ticket_id_fkey;
alter table requests drop constraint requests_incident_id_fkey;
alter table tickets drop constraint tickets_visitor_id_fkey;
alter table tickets drop constraint tickets_follows_fkey;
alter table tickets drop constraint tickets_merged_into_fkey;
alter table tickets drop constraint tickets_team_id_fkey;
alter table tickets drop constraint tickets_incident_id_fkey;

alter table articles drop constraint articles_pkey;
alter table articles add constraint articles_pkey primary key (id, site_id);
alter table article_versions drop constraint article_versions_pkey;
alter table article_versions add constraint article_versions_pkey primary key (article_id, version, site_id);
alter table votes drop constraint votes_pkey;
alter table votes add constraint votes_pkey primary key (id, site_id);
alter table visitors drop constraint visitors_pkey;
alter table visitors add constraint visitors_pkey primary key (id, site_id);
alter table visitor_tokens drop constraint visitor_tokens_pkey;
alter table visitor_tokens add constraint visitor_tokens_pkey primary key (token, site_id);
alter table teams drop constraint teams_pkey;
alter table teams add constraint teams_pkey primary key (id, site_id);
alter table team_agents drop constraint team_agents_pkey;
alter table team_agents add constraint team_agents_pkey primary key (team_id, agent_id, site_id);
alter table incidents drop constraint incidents_pkey;
alter table incidents add constraint incidents_pkey primary key (id, site_id);
alter table incident_updates drop constraint incident_updates_pkey;
alter table incident_updates add constraint incident_updates_pkey primary key (incident_id, seq, site_id);
alter table incident_edits drop constraint incident_edits_pkey;
alter table incident_edits add constraint incident_edits_pkey primary key (incident_id, version, site_id);
alter table tickets drop constraint tickets_pkey;
alter table tickets add constraint tickets_pkey primary key (id, site_id);
alter table events drop constraint events_pkey;
alter table events add constraint events_pkey primary key (ticket_id, seq, site_id);
alter table files drop constraint files_pkey;
alter table files add constraint files_pkey primary key (id, site_id);
alter table follows drop constraint follows_pkey;
alter table follows add constraint follows_pkey primary key (agent_id, ticket_id, site_id);
alter table guests drop constraint guests_pkey;
alter table guests add constraint guests_pkey primary key (id, site_id);
alter table guests drop constraint guests_token_key;
alter table guests add constraint guests_token_key unique (token, site_id);
alter table macros drop constraint macros_pkey;
alter table macros add constraint macros_pkey primary key (id, site_id);

alter table votes add constraint votes_article_id_fkey foreign key (article_id, site_id) references articles (id, site_id);
alter table article_versions add constraint article_versions_article_id_fkey foreign key (article_id, site_id) references articles (id, site_id);
alter table visitor_tokens add constraint visitor_tokens_visitor_id_fkey foreign key (visitor_id, site_id) references visitors (id, site_id);
alter table team_agents add constraint team_agents_team_id_fkey foreign key (team_id, site_id) references teams (id, site_id);
alter table incident_updates add constraint incident_updates_incident_id_fkey foreign key (incident_id, site_id) references incidents (id, site_id);
alter table incident_edits add constraint incident_edits_incident_id_fkey foreign key (incident_id, site_id) references incidents (id, site_id);
alter table tickets add constraint tickets_visitor_id_fkey foreign key (visitor_id, site_id) references visitors (id, site_id);
alter table tickets add constraint tickets_follows_fkey foreign key (follows, site_id) references tickets (id, site_id);
alter table tickets add constraint tickets_merged_into_fkey foreign key (merged_into, site_id) references tickets (id, site_id);
alter table tickets add constraint tickets_team_id_fkey foreign key (team_id, site_id) references teams (id, site_id);
alter table tickets add constraint tickets_incident_id_fkey foreign key (incident_id, site_id) references incidents (id, site_id);
alter table events add constraint events_ticket_id_fkey foreign key (ticket_id, site_id) references tickets (id, site_id);
alter table files add constraint files_ticket_id_fkey foreign key (ticket_id, site_id) references tickets (id, site_id);
alter table follows add constraint follows_ticket_id_fkey foreign key (ticket_id, site_id) references tickets (id, site_id);
alter table guests add constraint guests_ticket_id_fkey foreign key (ticket_id, site_id) references tickets (id, site_id);
alter table requests add constraint requests_ticket_id_fkey foreign key (ticket_id, site_id) references tickets (id, site_id);
alter table requests add constraint requests_incident_id_fkey foreign key (incident_id, site_id) references incidents (id, site_id);

-- Part 2: the tables. It needs the extension.

-- Whole on every server: what belongs to no single site, or has a key without one.
select create_reference_table('sites');
select create_reference_table('agents');
select create_reference_table('agent_sites');
select create_reference_table('sessions');
select create_reference_table('sign_ins');
select create_reference_table('links');
select create_reference_table('absences');
select create_reference_table('admin_log');
select create_reference_table('unfinished_files');

-- Spread by site, all of a site's rows together; those first that others refer to.
select create_distributed_table('articles', 'site_id');
select create_distributed_table('visitors', 'site_id', colocate_with => 'articles');
select create_distributed_table('teams', 'site_id', colocate_with => 'articles');
select create_distributed_table('incidents', 'site_id', colocate_with => 'articles');
select create_distributed_table('tickets', 'site_id', colocate_with => 'articles');
select create_distributed_table('article_versions', 'site_id', colocate_with => 'articles');
select create_distributed_table('votes', 'site_id', colocate_with => 'articles');
select create_distributed_table('visitor_tokens', 'site_id', colocate_with => 'articles');
select create_distributed_table('team_agents', 'site_id', colocate_with => 'articles');
select create_distributed_table('incident_updates', 'site_id', colocate_with => 'articles');
select create_distributed_table('incident_edits', 'site_id', colocate_with => 'articles');
select create_distributed_table('events', 'site_id', colocate_with => 'articles');
select create_distributed_table('files', 'site_id', colocate_with => 'articles');
select create_distributed_table('follows', 'site_id', colocate_with => 'articles');
select create_distributed_table('guests', 'site_id', colocate_with => 'articles');
select create_distributed_table('requests', 'site_id', colocate_with => 'articles');
select create_distributed_table('macros', 'site_id', colocate_with => 'articles');
select create_distributed_table('proofs', 'site_id', colocate_with => 'articles');
select create_distributed_table('proof_keys', 'site_id', colocate_with => 'articles');
