-- What must always be so is looked for among the tickets that are not closed, however many are.
create index tickets_open_by_assignee on tickets (assignee, site_id) where status <> 'closed';
create index tickets_open_by_team on tickets (team_id) where status <> 'closed';
