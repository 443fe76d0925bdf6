-- sure_insert: get or create. Existing rows are left alone.
CREATE TABLE city (id integer PRIMARY KEY, name text NOT NULL UNIQUE, people bigint DEFAULT 0);
SELECT sure_insert('city', '{"id":1,"name":"Oslo","people":700000}');
SELECT sure_insert('city', '{"id":1,"name":"Bergen"}');
SELECT sure_insert('city', '[{"id":2,"name":"Bergen"},{"id":1,"name":"x"}]', '{"each":true}');
SELECT sure_insert('city', '[{"id":3,"name":"Oslo","people":5},{"id":4,"name":"Bodo"}]', '{"key":["name"],"returning":true}');
SELECT sure_insert('city', '{"id":9,"name":"Moss"}', '{"dry_run":true}');
SELECT sure_insert('city', '[{"id":8,"name":"a"},{"id":8,"name":"b"}]');
SELECT sure_insert('city', '[{"id":8,"name":"a"},{"id":8,"name":"b"}]', '{"duplicates":"last"}');
SELECT id, name, people FROM city ORDER BY id;
SELECT sure_insert('city', '{"id":1}', '{"update":["name"]}');
