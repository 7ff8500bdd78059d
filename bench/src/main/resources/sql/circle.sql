select t.id, t.name, m.member_id, m.name, tm.shares_habits, h.id, h.title, h.icon, h.color,
       s.current_length, s.longest_length, s.score
from team_member mine
join team t on t.id = mine.team_id
join team_member tm on tm.team_id = t.id
join member m on m.member_id = tm.member_id
join habit h on h.member_id = tm.member_id and not h.archived
join habit_summary s on s.member_id = h.member_id and s.habit_id = h.id
where mine.member_id = :member
order by tm.member_id, h.id;
