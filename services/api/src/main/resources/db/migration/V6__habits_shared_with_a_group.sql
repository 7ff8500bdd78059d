-- A member decides for each of its groups whether the others there see its habits and their streaks. At first they do not.
alter table team_member add column shares_habits boolean not null default false;
