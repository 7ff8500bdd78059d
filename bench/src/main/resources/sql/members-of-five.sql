-- Members with exactly five habits on their present day.
with here as (
    select member_id,
           ((now() at time zone zone) - make_interval(mins => day_start))::date as day
    from member
)
select here.member_id, here.day
from here join habit h on h.member_id = here.member_id
where not h.archived and h.starts <= here.day and (h.ends is null or h.ends >= here.day)
group by here.member_id, here.day
having count(*) = 5
order by here.member_id
