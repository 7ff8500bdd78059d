-- As many files of the log as min_wal_size keeps, each of them with a message in it.
do $$
begin
    for file in 1..(select setting::int from pg_settings where name = 'min_wal_size')
                   / (select setting::int / 1048576 from pg_settings where name = 'wal_segment_size')
    loop
        perform pg_logical_emit_message(false, 'fill', 'log');
        perform pg_switch_wal();
    end loop;
end $$
