-- sure_enable_strict: text columns that are given types, the same on both engines.
CREATE TABLE readings (id bigint PRIMARY KEY, value text, recorded_at text, note varchar(20));
SELECT sure_describe('readings') -> 'columns' -> 1;
SELECT sure_enable_strict('readings', '{"columns":{"value":"numeric(8,2)","recorded_at":"timestamptz"}}');
SELECT sure_enable_strict('readings', '{"columns":{"value":"numeric(8,2)","recorded_at":"timestamptz"}}');
SELECT sure_enable_strict('readings');
SELECT sure_describe('readings') -> 'strict';
SELECT sure_describe('readings') -> 'columns' -> 1;
SELECT sure_describe('readings') -> 'columns' -> 3;
SELECT sure_describe('readings') ->> 'table';
-- plain writes
INSERT INTO readings VALUES (1, '1.50', '2024-01-31 12:00:00+00:00', 'good'), (2, NULL, NULL, NULL);
INSERT INTO readings VALUES (3, 'not-a-number', '2024-01-31 12:00:00+00:00', NULL);
INSERT INTO readings VALUES (3, 'not-a-number', '12345', NULL);
INSERT INTO readings VALUES (3, '1234567.00', NULL, NULL);
INSERT INTO readings VALUES (3, '3', NULL, NULL), (4, '4', 'soon', NULL);
INSERT INTO readings SELECT id + 10, 'x' || id, recorded_at, note FROM readings WHERE id = 1;
UPDATE readings SET value = 'half' WHERE id = 1;
UPDATE readings SET value = '0.5', note = 'changed' WHERE id = 1;
SELECT id, value, recorded_at, note FROM readings ORDER BY id;
-- upsert says which row
SELECT sure_upsert('readings', '{"id":3,"value":"3.25","recorded_at":"2024-02-01 00:00:00+00:00"}');
SELECT sure_upsert('readings', '[{"id":4,"value":"4"},{"id":5,"value":"five"}]');
SELECT sure_insert('readings', '{"id":6,"recorded_at":"12345"}');
SELECT count(*) FROM readings;
-- one column more, one less
SELECT sure_enable_strict('readings', '{"columns":{"note":"date","value":"text"}}');
SELECT sure_enable_strict('readings', '{"columns":{"note":"date","value":"text"},"existing":"skip"}');
INSERT INTO readings VALUES (7, 'seven', NULL, 'today or so');
SELECT sure_disable_strict('readings');
SELECT sure_disable_strict('readings');
INSERT INTO readings VALUES (7, 'seven', 'at some time', 'today or so');
SELECT sure_describe('readings') -> 'columns' -> 2 -> 'strict';
-- rows that are there
SELECT sure_enable_strict('readings', '{"columns":{"value":"int","recorded_at":"timestamptz"},"existing":"check"}');
SELECT sure_enable_strict('readings', '{"columns":{"recorded_at":"timestamptz"},"existing":"skip"}');
SELECT sure_enable_strict('readings');
UPDATE readings SET recorded_at = NULL WHERE id = 7;
SELECT sure_enable_strict('readings');
-- composite keys, a table without one, odd names
CREATE TABLE "select" (a bigint, b text, "c""d e" text, "größe" text, PRIMARY KEY (a, b));
INSERT INTO "select" VALUES (1, 'x "y"', 'z', 'ß'), (2, 'it''s', '{}', '1');
SELECT sure_enable_strict('"select"', '{"columns":{"c\"d e":"jsonb","größe":"int"}}');
DELETE FROM "select" WHERE a = 1;
SELECT sure_enable_strict('"select"', '{"columns":{"c\"d e":"jsonb","größe":"int"}}');
INSERT INTO "select" VALUES (3, 'a', '{"a"', 'eins');
SELECT sure_disable_strict('"select"');
CREATE TABLE a23456789012345678901234567890123456789012345678901234567890 (
  b23456789012345678901234567890123456789012345678901234567890123 text, b23456789012345678901234567890123456789012345678901234567890124 text);
SELECT sure_enable_strict('a23456789012345678901234567890123456789012345678901234567890',
  '{"columns":{"b23456789012345678901234567890123456789012345678901234567890123":"int","b23456789012345678901234567890123456789012345678901234567890124":"int"}}') ->> 'status';
INSERT INTO a23456789012345678901234567890123456789012345678901234567890 VALUES ('1', '2');
INSERT INTO a23456789012345678901234567890123456789012345678901234567890 VALUES ('1', 'two');
INSERT INTO a23456789012345678901234567890123456789012345678901234567890 VALUES ('one', 'two');
-- refusals
SELECT sure_enable_strict('reading');
SELECT sure_enable_strict(NULL);
SELECT sure_enable_strict('readings', NULL);
SELECT sure_enable_strict('readings', '[]');
SELECT sure_enable_strict('readings', '{"colums":{}}');
SELECT sure_enable_strict('readings', '{"columns":["value"]}');
SELECT sure_enable_strict('readings', '{"columns":{"value":7}}');
SELECT sure_enable_strict('readings', '{"columns":{"valu":"int"}}');
SELECT sure_enable_strict('readings', '{"columns":{"value":"string"}}');
SELECT sure_enable_strict('readings', '{"columns":{"value":"int","value":"date"}}');
SELECT sure_enable_strict('readings', '{"existing":"ignore"}');
SELECT sure_enable_strict('readings', '{"existing":"skip","existing":"skip"}');
SELECT sure_disable_strict('reading');
SELECT sure_disable_strict(NULL);
CREATE VIEW some_readings AS SELECT * FROM readings;
SELECT sure_enable_strict('some_readings');
SELECT sure_disable_strict('some_readings');
CREATE TABLE computed (a text, b text GENERATED ALWAYS AS (a || 'x') STORED);
SELECT sure_enable_strict('computed', '{"columns":{"b":"int"}}');
SELECT sure_enable_strict('computed', '{"columns":{"a":"int"}}');
INSERT INTO computed (a) VALUES ('1');
INSERT INTO computed (a) VALUES ('one');
