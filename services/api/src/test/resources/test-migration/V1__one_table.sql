create table kept (word text primary key);
