-- check_in in parts, one a month, so that what is written and read today stays small however long the
-- history grows. The key is the old one: the day is in it, so one check-in per habit and day still holds
-- over all parts. The rows are carried over in this transaction; until its end they are on the disk twice.
--
-- The parts leave no gap and there is no default one: a default part would have to be looked at by every
-- reading in the order of days. check_in_later takes what lies beyond the months that are made, so that an
-- insert never fails; the server makes the coming months out of it (MonthlyPartitions).
alter table check_in rename to check_in_whole;
alter table check_in_whole rename constraint check_in_pkey to check_in_whole_pkey;

create table check_in (
    member_id uuid not null,
    habit_id  uuid not null,
    day       date not null,
    amount    double precision not null
              constraint check_in_amount_check check (amount >= 0 and amount < 'infinity'),
    skipped   boolean not null,
    day_start smallint not null,
    at        timestamptz not null,
    zone      text not null,
    note      text
) partition by range (day);
comment on table check_in is 'in parts by day: before 2025, each month since, and all that is later';

do $$
declare
    month date := '2025-01-01';
    after date := date_trunc('month', now() at time zone 'UTC') + interval '4 months';
begin
    execute format('create table check_in_before_2025 partition of check_in for values from (minvalue) to (%L)',
                   month);
    while month < after loop
        execute format('create table check_in_%s partition of check_in for values from (%L) to (%L)',
                       to_char(month, 'YYYY_MM'), month, (month + interval '1 month')::date);
        month := month + interval '1 month';
    end loop;
    execute format('create table check_in_later partition of check_in for values from (%L) to (maxvalue)', month);
end $$;

insert into check_in (member_id, habit_id, day, amount, skipped, day_start, at, zone, note)
select member_id, habit_id, day, amount, skipped, day_start, at, zone, note from check_in_whole;

-- After the rows: sorting them once costs less than finding a place for each.
alter table check_in add primary key (member_id, habit_id, day);

-- What the newest recorded day of a habit holds, so that the member's day is read from the summaries alone.
alter table habit_summary
    add column latest_day    date,
    add column latest_amount double precision,
    add column latest_note   text;
comment on column habit_summary.latest_day is 'the newest day with a check-in, a skipped one too; null: there is none';
comment on column habit_summary.latest_amount is 'the amount recorded on latest_day';
comment on column habit_summary.latest_note is 'the note recorded on latest_day; null: it has none';

update habit_summary s
set (latest_day, latest_amount, latest_note) = (
    select c.day, c.amount, c.note from check_in_whole c
    where c.member_id = s.member_id and c.habit_id = s.habit_id
    order by c.day desc limit 1);

drop table check_in_whole;

-- Only parts with rows: of an empty one that was analysed PostgreSQL believes that it stays empty, and
-- plans to read it from end to end.
do $$
declare
    part   regclass;
    filled boolean;
begin
    for part in select inhrelid from pg_inherits where inhparent = 'check_in'::regclass loop
        execute format('select exists (select from %s)', part) into filled;
        if filled then
            execute format('analyze %s', part);
        end if;
    end loop;
end $$;
analyze habit_summary;
