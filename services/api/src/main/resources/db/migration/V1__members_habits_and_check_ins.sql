-- Every table that belongs to a member leads with member_id, so that the database can be sharded by
-- member and each statement of a member reads one place. References between tables are kept by the
-- statements themselves: a foreign key would cost a look-up for every check-in written.

create table member (
    member_id     uuid primary key,
    email         text not null unique check (email = lower(email)),
    name          text not null,
    password      text not null,
    zone          text not null,
    day_start     smallint not null check (day_start between 0 and 360),
    first_weekday smallint not null check (first_weekday between 1 and 7),
    role          text not null default 'member' check (role in ('member', 'coach', 'admin', 'operator')),
    created_at    timestamptz not null
);
comment on column member.day_start is 'minutes after midnight at which the day begins on the wall';
comment on column member.first_weekday is 'ISO number of the day that begins the week: 1 Monday to 7 Sunday';

-- One row a member: the number of the latest change to anything that decides a streak. Whoever writes
-- names the number it has read; if another was faster nothing is written, and it reads again.
create table tally (
    member_id uuid primary key,
    revision  bigint not null default 0
) with (fillfactor = 80);

create table session (
    member_id  uuid not null,
    id         uuid not null,
    token_hash bytea not null,
    device     text,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (member_id, id)
);
create unique index session_token on session (member_id, token_hash);

create table habit (
    member_id uuid not null,
    id        uuid not null,
    title     text not null,
    note      text,
    kind      text not null check (kind in ('do', 'limit')),
    unit      text,
    target    double precision not null check (target >= 0 and target < 'infinity'),
    unlogged  text not null check (unlogged in ('held', 'missed')),
    color     text,
    icon      text,
    starts    date not null,
    ends      date,
    archived  boolean not null default false,
    schedule  text not null,
    revision  integer not null default 1,
    created_at timestamptz not null,
    primary key (member_id, id)
);

-- What is derived from a habit's check-ins, rewritten in the check-in's own statement. The ledger holds
-- one byte a day from the first recorded day on, so that any change is worked out from this one row.
create table habit_summary (
    member_id      uuid not null,
    habit_id       uuid not null,
    as_of          date not null,
    current_length integer not null default 0,
    current_from   date,
    current_to     date,
    longest_length integer not null default 0,
    longest_from   date,
    longest_to     date,
    score          double precision not null default 0,
    ledger         bytea not null default '',
    primary key (member_id, habit_id)
) with (fillfactor = 80);

-- A range of days on which one habit, or all of a member's, asks for nothing.
create table pause (
    member_id uuid not null,
    id        uuid not null,
    habit_id  uuid,
    from_day  date not null,
    to_day    date,
    primary key (member_id, id),
    check (to_day is null or to_day >= from_day)
);
comment on column pause.habit_id is 'null: all habits of the member';
comment on column pause.to_day is 'inclusive; null: until further notice';

-- One check-in per habit and day: this key says so, not the code.
create table check_in (
    member_id uuid not null,
    habit_id  uuid not null,
    day       date not null,
    amount    double precision not null check (amount >= 0 and amount < 'infinity'),
    skipped   boolean not null,
    day_start smallint not null,
    at        timestamptz not null,
    zone      text not null,
    note      text,
    primary key (member_id, habit_id, day)
);

-- The answer to each operation of an offline device, kept so that a repeated one is answered the same.
create table operation (
    member_id uuid not null,
    id        uuid not null,
    answer    text not null,
    primary key (member_id, id)
);

-- Points of a member in a period: 'week' (begins on Monday), 'month' (of the weeks whose Thursday lies
-- in it) or 'all' (begins 1970-01-01).
create table standing (
    member_id uuid not null,
    period    text not null check (period in ('week', 'month', 'all')),
    starts    date not null,
    points    integer not null,
    primary key (member_id, period, starts)
) with (fillfactor = 80);
create index standing_board on standing (period, starts, points desc, member_id);

create table team (
    id         uuid primary key,
    name       text not null,
    code       text not null unique,
    owner_id   uuid not null,
    created_at timestamptz not null
);
comment on table team is 'a group of members; "group" is a reserved word of SQL';

create table team_member (
    member_id uuid not null,
    team_id   uuid not null,
    joined_at timestamptz not null,
    primary key (member_id, team_id)
);
create index team_member_team on team_member (team_id, member_id);

create table import (
    member_id  uuid not null,
    id         uuid not null,
    state      text not null check (state in ('running', 'done', 'refused')),
    report     text,
    created_at timestamptz not null,
    primary key (member_id, id)
);
