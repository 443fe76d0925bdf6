-- Tables of all kinds: odd names, defaults, generated columns, foreign keys, temporary tables, wide tables.
CREATE TABLE "select" ("from" integer PRIMARY KEY, "a""b" text, "Ünï code" text, "where" integer DEFAULT 7);
SELECT sure_upsert('"select"', '[{"from":1,"a\"b":"x","Ünï code":"é"},{"from":2,"where":null}]', '{"returning":true}');
SELECT sure_upsert('"select"', '[{"from":1,"a\"b":"y"}]', '{"each":true}');
SELECT "from", "a""b", "Ünï code", "where" FROM "select" ORDER BY 1;

CREATE TABLE "a.b ""c""" (id integer PRIMARY KEY, v text);
SELECT sure_upsert('"a.b ""c"""', '{"id":1,"v":"odd"}');
SELECT v FROM "a.b ""c""";

CREATE TABLE x23456789_123456789_123456789_123456789_123456789_123456789_123 (id integer PRIMARY KEY, c23456789_123456789_123456789_123456789_123456789_123456789_123 text);
SELECT sure_upsert('x23456789_123456789_123456789_123456789_123456789_123456789_123', '{"id":1,"c23456789_123456789_123456789_123456789_123456789_123456789_123":"63 bytes"}');

-- generated columns are computed, never given
CREATE TABLE area (id integer PRIMARY KEY, w integer, h integer, size integer GENERATED ALWAYS AS (w * h) STORED);
SELECT sure_upsert('area', '{"id":1,"w":2,"h":3}', '{"returning":true}');
SELECT sure_upsert('area', '{"id":1,"h":4}', '{"returning":["size"]}');
SELECT sure_upsert('area', '{"id":1,"size":4}');

-- foreign keys
CREATE TABLE owner (id integer PRIMARY KEY, name text);
CREATE TABLE pet (id integer PRIMARY KEY, owner_id integer NOT NULL CONSTRAINT pet_owner REFERENCES owner (id), name text CONSTRAINT pet_name CHECK (name <> ''));
SELECT sure_upsert('owner', '{"id":1,"name":"Ann"}');
SELECT sure_upsert('pet', '[{"id":1,"owner_id":1,"name":"Rex"},{"id":2,"owner_id":1,"name":"Tom"}]');
SELECT sure_upsert('owner', '{"id":1,"name":"Anna"}');
SELECT sure_upsert('pet', '[{"id":1,"name":"Max"},{"id":3,"owner_id":1,"name":""}]');
SELECT sure_upsert('pet', '[{"id":1,"name":"Max"},{"id":2,"name":""}]');
SELECT id, owner_id, name FROM pet ORDER BY id;

-- temporary tables hide others of their name
CREATE TABLE hidden (id integer PRIMARY KEY, v text);
SELECT sure_upsert('hidden', '{"id":1,"v":"outer"}');
CREATE TEMPORARY TABLE hidden (id integer PRIMARY KEY, v text);
SELECT sure_upsert('hidden', '{"id":1,"v":"inner"}');
SELECT v FROM hidden;
DROP TABLE hidden;
SELECT v FROM hidden;
SELECT sure_upsert('hidden', '{"id":1,"v":"outer"}');

-- DDL between two calls
CREATE TABLE morph (id integer PRIMARY KEY, a text);
SELECT sure_upsert('morph', '{"id":1,"a":"x"}');
ALTER TABLE morph ADD COLUMN b integer DEFAULT 3;
SELECT sure_upsert('morph', '{"id":1,"b":4}', '{"returning":true}');
ALTER TABLE morph RENAME COLUMN a TO c;
SELECT sure_upsert('morph', '{"id":1,"c":"y"}', '{"returning":true}');
SELECT sure_upsert('morph', '{"id":1,"a":"y"}');
ALTER TABLE morph DROP COLUMN c;
SELECT sure_upsert('morph', '{"id":1,"b":5}', '{"returning":true}');
SELECT sure_upsert('morph', '{"id":1,"c":"y"}');
DROP TABLE morph;
SELECT sure_upsert('morph', '{"id":1,"b":5}');
CREATE TABLE morph (id text PRIMARY KEY, z boolean);
SELECT sure_upsert('morph', '{"id":"k","z":true}', '{"returning":true}');
CREATE UNIQUE INDEX morph_z ON morph (z);
SELECT sure_upsert('morph', '{"z":true,"id":"other"}', '{"key":["z"],"each":true}');
DROP INDEX morph_z;
SELECT sure_upsert('morph', '{"z":true,"id":"other"}', '{"key":["z"],"each":true}');

-- a table without a key
CREATE TABLE heap (a integer);
SELECT sure_upsert('heap', '{"a":1}');
