-- One daily habit with a target for each member of at most five habits without pauses. Whether its
-- present day is held changes its streak, its share of the week and the member's points.
with here as (
    select member_id,
           ((now() at time zone zone) - make_interval(mins => day_start))::date as day
    from member
)
select distinct on (here.member_id) here.member_id, h.id as habit_id, here.day, h.target
from here
join habit h on h.member_id = here.member_id
join habit_summary s on s.member_id = h.member_id and s.habit_id = h.id
where h.schedule = 'daily' and h.kind = 'do' and not h.archived
  and h.starts < here.day and (h.ends is null or h.ends >= here.day)
  and octet_length(s.ledger) > 4
  and (select count(*) from habit o where o.member_id = here.member_id) <= 5
  and not exists (select from pause p where p.member_id = here.member_id)
order by here.member_id, h.id
