-- sure_settings on SQLite: set for the connection, all or nothing, and every reader follows
SELECT sure_settings('{"server_version":15,"date_style":"German","time_zone":"Europe/Berlin","interval_style":"iso_8601","max_depth":3}');
SELECT sure_cast('18.10.1999 2:30', 'timestamptz') IS NOT NULL;
SELECT sure_is_valid('0x1F', 'integer');
SELECT sure_cast('[[[]]]', 'json');
SELECT sure_cast('[[[[]]]]', 'json');
SELECT sure_settings('{"server_version":17,"max_depth":"deep"}');
SELECT sure_settings();
SELECT sure_settings('{"server_version":16,"date_style":"ISO, MDY"}');
SELECT sure_is_valid('0x1F', 'integer');
SELECT sure_cast('1999-10-18 2:30', 'timestamptz');
-- a type's name too is read as the server reads it
SELECT sure_is_valid('x', 'varchar(0x10)');
SELECT sure_settings('{"server_version":15}') IS NOT NULL;
SELECT sure_is_valid('x', 'varchar(0x10)');
-- what is stored does not depend on them
CREATE TABLE t (id INTEGER PRIMARY KEY, at TIMESTAMPTZ, d DATE);
SELECT sure_upsert('t', '{"id":1,"at":"1999-10-18 2:30","d":"1999-10-18"}');
SELECT sure_settings('{"date_style":"German","time_zone":"UTC"}');
SELECT sure_upsert('t', '{"id":1,"at":"18.10.1999 0:30","d":"18.10.1999"}');
SELECT * FROM t;
