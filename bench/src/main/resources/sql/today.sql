select h.id, h.title, h.note, h.kind, h.unit, h.target, h.unlogged, h.color, h.icon, h.starts,
       h.ends, h.archived, h.schedule, h.revision, h.created_at,
       s.as_of, s.current_length, s.current_from, s.current_to, s.longest_length,
       s.longest_from, s.longest_to, s.score, s.latest_day, s.latest_amount, s.latest_note,
       s.ledger
from habit h
join habit_summary s on s.member_id = h.member_id and s.habit_id = h.id
where h.member_id = :member and not h.archived
  and h.starts <= :day and (h.ends is null or h.ends >= :day)
order by h.created_at, h.id;
