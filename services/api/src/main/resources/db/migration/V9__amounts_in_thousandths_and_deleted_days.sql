-- Amounts and targets in thousandths, as the API takes them: in floating point 0.1 + 0.2 was over a limit of 0.3.
-- Older ones are rounded the same way, half to even. A do habit keeps a target above 0.
create function pg_temp.in_thousandths(value double precision) returns numeric immutable strict language sql as $$
    select (whole + case when part > 0.5 or (part = 0.5 and mod(whole, 2) = 1) then 1 else 0 end) / 1000
    from (select trunc(exact) as whole, exact - trunc(exact) as part
          from (select least(value, 1e12)::numeric * 1000 as exact) as scaled) as parts
$$;

-- Members whose ledgers, summaries and points may be others by the present rules. The server works them out anew
-- before it takes requests, and so does every command; a later change of the rules puts its members here too.
create table book_recount (
    member_id uuid primary key
);

insert into book_recount (member_id)
select h.member_id from habit h
where h.schedule like 'timesInDays %'
  and (exists (select from pause p where p.member_id = h.member_id)
       or exists (select from check_in c where c.member_id = h.member_id and c.habit_id = h.id and c.skipped))
union
select h.member_id from habit h where h.target <> trunc(h.target) or h.target > 1e12
union
select c.member_id from check_in c where c.amount <> trunc(c.amount) or c.amount > 1e12
union
-- The latest date that a time zone left out is 2011-12-30.
select h.member_id from habit h where h.starts < '2012-01-01';

-- Without an amount: a note alone, which changes nothing of the day.
alter table check_in
    drop constraint check_in_amount_check,
    alter column amount drop not null,
    alter column amount type numeric(16, 3) using pg_temp.in_thousandths(amount),
    add column amount_at timestamptz,
    add constraint check_in_amount_check check (amount between 0 and 1e12),
    add constraint check_in_note_alone check (amount is not null or not skipped);
comment on column check_in.amount is 'null: nothing was done or skipped, there is a note alone';
comment on column check_in.at is 'when the check-in was last changed';
comment on column check_in.amount_at is 'when amount and skip were last changed; null: at the same time';

alter table habit
    drop constraint habit_target_check,
    alter column target type numeric(16, 3) using
        case when kind = 'do' then greatest(pg_temp.in_thousandths(target), 0.001)
             else pg_temp.in_thousandths(target) end,
    add constraint habit_target_check check (target between 0 and 1e12);

alter table habit_summary alter column latest_amount type numeric(16, 3) using pg_temp.in_thousandths(latest_amount);

-- When a day of a habit was last emptied, one row a day at most: an operation from before, which a device sends
-- later, must not fill it again. It stays when the day is filled by a newer one.
create table check_in_deletion (
    member_id uuid not null,
    habit_id  uuid not null,
    day       date not null,
    at        timestamptz not null,
    primary key (member_id, habit_id, day)
);
