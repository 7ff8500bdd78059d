\set n random(1, :targets)
\set amount random(1, 20)
\set length random(1, 400)
\set score random(0, 1000) / 1000.0
\set code random(1, 201)
\set gain random(0, 1) * 28 - 14
begin;
select b.member_id, b.habit_id, b.day, b.monday, b.month,
       r.revision, m.zone, m.day_start, m.first_weekday
from bench_target b
join book_revision r on r.member_id = b.member_id
join member m on m.member_id = b.member_id
where b.n = :n \gset
select h.id, h.title, h.note, h.kind, h.unit, h.target, h.unlogged, h.color, h.icon, h.starts,
       h.ends, h.archived, h.schedule, h.revision, h.created_at,
       s.latest_day, s.latest_amount, s.latest_note, s.ledger
from habit h
join habit_summary s on s.member_id = h.member_id and s.habit_id = h.id
where h.member_id = :member_id
order by h.created_at, h.id;
select id, habit_id, from_day, to_day from pause where member_id = :member_id order by from_day, id;
with won as (
    update book_revision set revision = revision + 1
    where member_id = :member_id and revision = :revision
    returning member_id
), recorded as (
    insert into check_in (member_id, habit_id, day, amount, note, skipped, at, zone, day_start)
    select won.member_id, :habit_id::uuid, :day::date, :amount::float8, null, false, now(),
           :zone::text, :day_start::int2
    from won
    on conflict (member_id, habit_id, day) do update set
        amount = excluded.amount, note = excluded.note, skipped = excluded.skipped,
        at = excluded.at, zone = excluded.zone, day_start = excluded.day_start
), summarised as (
    update habit_summary s set
        as_of = :day::date,
        current_length = :length::int, current_from = :day::date - :length::int,
        current_to = :day::date,
        longest_length = :length::int, longest_from = :day::date - :length::int,
        longest_to = :day::date,
        score = :score::float8,
        latest_day = :day::date, latest_amount = :amount::float8, latest_note = null,
        ledger = set_byte(s.ledger, octet_length(s.ledger) - 1, :code::int)
    from won
    where s.member_id = :member_id and s.habit_id = :habit_id
), scored as (
    insert into standing (member_id, period, starts, points)
    select won.member_id, p.period, p.starts, :gain::int
    from won, (values (board_period 'week', :monday::date), ('month', :month::date), ('all', date '1970-01-01'))
        as p (period, starts)
    on conflict (member_id, period, starts) do update set points = standing.points + excluded.points
)
select count(*) from won;
commit;
