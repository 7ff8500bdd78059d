-- Groups of twenty members with five habits each, who share their habits.
truncate team, team_member;
create table bench_circle as
select member_id, (row_number() over (order by member_id) - 1) / 20 as circle
from (select h.member_id from habit h where not h.archived group by h.member_id having count(*) = 5) five;
insert into team (id, name, code, owner_id, created_at)
select gen_random_uuid(), 'Circle ' || circle, 'CIRCLE' || circle, min(member_id::text)::uuid, now()
from bench_circle group by circle having count(*) = 20;
insert into team_member (member_id, team_id, joined_at, shares_habits)
select c.member_id, t.id, now(), true from bench_circle c join team t on t.name = 'Circle ' || c.circle;
drop table bench_circle
