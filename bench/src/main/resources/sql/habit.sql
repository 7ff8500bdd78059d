select h.id, h.title, h.note, h.kind, h.unit, h.target, h.unlogged, h.color, h.icon, h.starts,
       h.ends, h.archived, h.schedule, h.revision, h.created_at
from habit h where h.member_id = :member and h.id = :habit;
