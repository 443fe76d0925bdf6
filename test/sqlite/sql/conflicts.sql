-- Conflict clauses of the schema do not bite: no row is deleted, ignored or rolled back behind the caller's back.
CREATE TABLE c (id integer PRIMARY KEY ON CONFLICT REPLACE, u text UNIQUE ON CONFLICT REPLACE, n integer NOT NULL ON CONFLICT IGNORE DEFAULT 1,
                k integer CHECK (k < 10));
INSERT INTO c VALUES (1, 'a', 1, 1), (2, 'b', 1, 1);
SELECT sure_upsert('c', '{"id":1,"u":"b"}', '{"key":["id"]}');
SELECT sure_upsert('c', '{"id":3,"u":"a"}', '{"key":["id"]}');
SELECT sure_upsert('c', '[{"id":4,"u":"d"},{"id":5,"u":"b"}]', '{"key":["id"]}');
SELECT sure_upsert('c', '{"id":2,"n":null}');
SELECT sure_upsert('c', '[{"id":6,"n":2},{"id":7,"n":null}]');
SELECT sure_upsert('c', '[{"id":1,"k":5},{"id":2,"k":10}]');
SELECT sure_insert('c', '{"id":1,"u":"zz"}', '{"key":["id"],"each":true}');
SELECT sure_insert('c', '{"id":9,"u":"a"}', '{"key":["u"],"returning":["id"]}');
SELECT * FROM c ORDER BY id;
SELECT value FROM json_each(sure_describe('c'), '$.warnings');
-- NOCASE: 'A' and 'a' are one key, and two rows of one call
CREATE TABLE nc (name text PRIMARY KEY COLLATE NOCASE, v integer);
SELECT sure_upsert('nc', '[{"name":"Ann","v":1},{"name":"bo","v":1}]');
SELECT sure_upsert('nc', '[{"name":"ANN","v":1},{"name":"Bo","v":2}]', '{"each":true}');
SELECT sure_upsert('nc', '[{"name":"ann","v":1},{"name":"cy","v":1},{"name":"Ann","v":2}]');
SELECT sure_upsert('nc', '[{"name":"new","v":1},{"name":"NEW","v":2}]');
SELECT sure_upsert('nc', '[{"name":"new","v":1},{"name":"NEW","v":2}]', '{"duplicates":"first","each":true}');
SELECT sure_upsert('nc', '[{"name":"new","v":1},{"name":"NEW","v":2}]', '{"duplicates":"last","each":true}');
SELECT * FROM nc ORDER BY name;
CREATE TABLE rt (name text, v text, UNIQUE (name COLLATE RTRIM));
SELECT sure_upsert('rt', '[{"name":"a","v":"1"},{"name":"a  ","v":"2"}]');
SELECT sure_upsert('rt', '{"name":"a","v":"1"}');
SELECT sure_upsert('rt', '{"name":"a  ","v":"2"}', '{"each":true}');
SELECT quote(name), v FROM rt;
-- numbers that are one key in two spellings
CREATE TABLE num (id numeric(10,2) PRIMARY KEY, v integer);
SELECT sure_upsert('num', '[{"id":1.50,"v":1},{"id":"1.5","v":2}]');
SELECT sure_upsert('num', '[{"id":1.50,"v":1},{"id":2,"v":1}]');
SELECT sure_upsert('num', '[{"id":"1.5","v":1},{"id":"2.00","v":3}]', '{"each":true}');
-- a rowid table takes many NULLs in a text key: surerow none
CREATE TABLE nk (id text PRIMARY KEY, v integer);
INSERT INTO nk VALUES (NULL, 1), (NULL, 2);
SELECT sure_upsert('nk', '{"id":null,"v":3}');
SELECT sure_upsert('nk', '[{"id":"a","v":3},{"v":4}]');
SELECT count(*) FROM nk;
