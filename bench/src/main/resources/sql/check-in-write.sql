\set n random(1, :targets)
\set amount random(1, 20)
\set length random(1, 400)
\set score random(0, 1000) / 1000.0
\set code random(1, 201)
\set gain random(0, 1) * 28 - 14
with won as (
    update book_revision r set revision = r.revision + 1
    from bench_target b join member m on m.member_id = b.member_id
    where b.n = :n and r.member_id = b.member_id
    returning b.member_id, b.habit_id, b.day, b.monday, b.month, m.zone, m.day_start
), recorded as (
    insert into check_in (member_id, habit_id, day, amount, note, skipped, at, zone, day_start)
    select member_id, habit_id, day, :amount::float8, null, false, now(), zone, day_start
    from won
    on conflict (member_id, habit_id, day) do update set
        amount = excluded.amount, note = excluded.note, skipped = excluded.skipped,
        at = excluded.at, zone = excluded.zone, day_start = excluded.day_start
), summarised as (
    update habit_summary s set
        as_of = won.day,
        current_length = :length::int, current_from = won.day - :length::int,
        current_to = won.day,
        longest_length = :length::int, longest_from = won.day - :length::int,
        longest_to = won.day,
        score = :score::float8,
        latest_day = won.day, latest_amount = :amount::float8, latest_note = null,
        ledger = set_byte(s.ledger, octet_length(s.ledger) - 1, :code::int)
    from won
    where s.member_id = won.member_id and s.habit_id = won.habit_id
), scored as (
    insert into standing (member_id, period, starts, points)
    select won.member_id, p.period, p.starts, :gain::int
    from won, lateral (values (board_period 'week', won.monday), ('month', won.month), ('all', date '1970-01-01'))
        as p (period, starts)
    on conflict (member_id, period, starts) do update set points = standing.points + excluded.points
)
select count(*) from won;
