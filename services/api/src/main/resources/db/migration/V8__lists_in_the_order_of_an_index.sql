-- The list of all members is read page by page in whatever order an admin asks for: each order is that of an
-- index (ids and e-mails have theirs), so that the last page of a million costs what the first does. Names stand
-- by their code points, whatever the database's own collation.
create index member_name on member (name collate "C", member_id);
create index member_created on member (created_at, member_id);

-- Of a million members, few have a role that is worth looking for.
create index member_role on member (role, member_id) where role <> 'member';

-- A group has up to 10,000 members.
create index team_member_joined on team_member (team_id, joined_at, member_id);
