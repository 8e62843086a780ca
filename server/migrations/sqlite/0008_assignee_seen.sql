-- The last event of a ticket that who has it has seen. What is there already has been seen.
alter table tickets add column assignee_seen bigint not null default 0;
update tickets set assignee_seen = seq;
