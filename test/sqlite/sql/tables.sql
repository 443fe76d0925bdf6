-- Tables that only SQLite has: WITHOUT ROWID, AUTOINCREMENT, STRICT, attached, untyped, virtual.
-- WITHOUT ROWID
CREATE TABLE w (a text, b integer, v integer DEFAULT 5, PRIMARY KEY (a, b)) WITHOUT ROWID;
SELECT sure_upsert('w', '[{"a":"x","b":1,"v":1},{"a":"y","b":2}]', '{"returning":true}');
SELECT sure_upsert('w', '[{"a":"y","b":2,"v":6},{"a":"x","b":1,"v":1},{"a":"x","b":2}]', '{"each":true}');
SELECT sure_upsert('w', '{"a":"x","b":1,"v":9}', '{"dry_run":true}');
SELECT sure_upsert('w', '{"a":"x","b":1,"v":9}', '{"update":[]}');
SELECT sure_upsert('w', '{"a":"x","b":1,"v":9}', '{"insert_only":["v"]}');
SELECT sure_upsert('w', '[{"a":"x","b":1,"v":7},{"a":"x","b":1,"v":8}]', '{"duplicates":"last","each":true}');
SELECT sure_insert('w', '[{"a":"x","b":1,"v":0},{"a":"z","b":1}]', '{"returning":["v"]}');
SELECT sure_upsert('w', '{"a":"x"}');
SELECT sure_upsert('w', '{"a":null,"b":1}');
SELECT sure_upsert('w', '{"rowid":1,"a":"x","b":1}');
SELECT * FROM w;
-- AUTOINCREMENT: given numbers, and numbers that the database gives out
CREATE TABLE au (id integer PRIMARY KEY AUTOINCREMENT, name text UNIQUE, v integer);
SELECT sure_upsert('au', '{"id":10,"name":"ten"}');
SELECT sure_upsert('au', '[{"name":"b","v":1},{"name":"a","v":1}]', '{"returning":["id"]}');
SELECT sure_upsert('au', '[{"name":"b","v":2},{"name":"a","v":1}]', '{"each":true}');
SELECT sure_insert('au', '[{"name":"b"},{"name":"c"}]', '{"returning":["id"]}');
SELECT * FROM au ORDER BY id;
SELECT seq FROM sqlite_sequence;
-- STRICT
CREATE TABLE st (id INTEGER PRIMARY KEY, n INT, r REAL, t TEXT, b BLOB, x ANY) STRICT;
SELECT sure_upsert('st', '{"id":1,"n":2,"r":3,"t":"4","b":"\\x05","x":"6"}', '{"returning":true}');
SELECT sure_upsert('st', '{"id":1,"n":2,"r":3.0,"t":4,"b":"\\x05","x":"6"}');
SELECT sure_upsert('st', '[{"id":1,"n":2},{"id":2,"n":"x"}]');
SELECT sure_upsert('st', '{"id":1,"r":"wide"}');
SELECT sure_upsert('st', '{"id":1,"b":"\\x5"}');
SELECT typeof(n), typeof(r), typeof(t), typeof(b), typeof(x) FROM st;
-- an untyped column takes any value
CREATE TABLE un (k PRIMARY KEY, v);
SELECT sure_upsert('un', '[{"k":1,"v":"1"},{"k":"1","v":1},{"k":"a","v":1.5}]');
SELECT sure_upsert('un', '[{"k":1,"v":"1"},{"k":"1","v":1},{"k":"a","v":1.50}]', '{"each":true}');
SELECT typeof(k), k, typeof(v), v FROM un ORDER BY typeof(k), k;
-- attached databases
ATTACH ':memory:' AS other;
CREATE TABLE other.far (id integer PRIMARY KEY, v text);
SELECT sure_upsert('other.far', '[{"id":1,"v":"a"},{"id":2,"v":"b"}]');
SELECT sure_upsert('other.far', '[{"id":1,"v":"a"},{"id":2,"v":"c"},{"id":3,"v":"d"}]', '{"each":true}');
SELECT sure_upsert('far', '{"id":3,"v":"dd"}', '{"returning":true}');
CREATE TABLE far (id integer PRIMARY KEY, v text);
SELECT sure_upsert('far', '{"id":1,"v":"near"}');
SELECT sure_upsert('main.far', '{"id":1,"v":"near"}');
SELECT sure_upsert('other.far', '{"id":1,"w":"x"}');
SELECT sure_upsert('another.far', '{"id":1}');
SELECT 'main', * FROM main.far UNION ALL SELECT 'other', * FROM other.far;
DETACH other;
SELECT sure_upsert('other.far', '{"id":1,"v":"a"}');
-- what is no table
CREATE VIRTUAL TABLE words USING fts5(word);
SELECT sure_upsert('words', '{"word":"x"}');
SELECT sure_upsert('words_data', '{"id":77}');
SELECT sure_upsert('sqlite_schema', '{"name":"x"}');
SELECT sure_upsert('sqlite_sequence', '{"name":"x"}');
CREATE TEMP VIEW tv AS SELECT 1 AS id;
SELECT sure_upsert('tv', '{"id":1}');
SELECT sure_upsert('pragma_table_info', '{"id":1}');
