-- Boards are walked from a member up and down, many members at a time. With the period as a type of four bytes
-- every column of the board's index lies at a fixed place, and with points and ids in the same direction
-- "above me" is one range of it. Both together halve what a look around costs among a million members.
create type board_period as enum ('week', 'month', 'all');

drop index standing_board;
alter table standing drop constraint standing_period_check;
alter table standing alter column period type board_period using period::board_period;
create index standing_board on standing (period, starts, points, member_id);
analyze standing;

-- Points are in the index, so that no change of them is made in place. What it leaves behind is cleared away
-- early, and at full speed: each time it is little.
alter table standing set (
    autovacuum_vacuum_scale_factor = 0.05,
    autovacuum_vacuum_threshold = 1000,
    autovacuum_vacuum_cost_delay = 0
);

-- The names on a board are of members anywhere in the table: with the name in the key's index none of their
-- rows is touched.
alter table member drop constraint member_pkey;
alter table member add constraint member_pkey primary key (member_id) include (name);
