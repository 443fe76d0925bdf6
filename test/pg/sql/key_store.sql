-- The table of keys on its way: the extension moves while plans are kept, is dropped and made anew in one session; logical
-- decoding shows ordinary rows; rights and values at the edge.
CREATE TABLE t (id int PRIMARY KEY, v int);
SELECT sure_upsert('t', '{"id":1,"v":1}', '{"idempotency_key":"k"}');
SELECT sure_claim('c', '1') ->> 'state';
CREATE SCHEMA "my ""ext";
ALTER EXTENSION surerow SET SCHEMA "my ""ext";
SET search_path = public, "my ""ext";
SELECT sure_upsert('t', '{"id":1,"v":1}', '{"idempotency_key":"k"}');
SELECT sure_renew('c', (SELECT token FROM surerow_idempotency_key WHERE key = 'c'), 1000);
SELECT sure_claim('c', '1') ->> 'state';
SELECT sure_complete('c', (SELECT token FROM surerow_idempotency_key WHERE key = 'c'), '1');
SELECT sure_claim('c', '1');
ALTER SCHEMA "my ""ext" RENAME TO renamed;
SET search_path = public, renamed;
SELECT sure_claim('c', '1');
ALTER EXTENSION surerow SET SCHEMA public;
RESET search_path;
SELECT sure_claim('c', '1');
SELECT sure_upsert('t', '{"id":1,"v":1}', '{"idempotency_key":"k"}');
SELECT sure_purge();

-- dropped and made anew: the keys are gone, the next call finds the new table
DROP EXTENSION surerow;
CREATE EXTENSION surerow;
SELECT count(*) FROM surerow_idempotency_key;
SELECT sure_upsert('t', '{"id":1,"v":1}', '{"idempotency_key":"k"}');
SELECT sure_upsert('t', '{"id":1,"v":1}', '{"idempotency_key":"k"}');
SELECT sure_claim('c', '2') ->> 'state';

-- in one transaction with what makes it
BEGIN;
DROP EXTENSION surerow;
CREATE EXTENSION surerow SCHEMA renamed;
SELECT renamed.sure_upsert('t', '{"id":1,"v":1}', '{"idempotency_key":"k"}');
ROLLBACK;
SELECT sure_upsert('t', '{"id":1,"v":1}', '{"idempotency_key":"k"}');

-- plans are dropped, reindexed, vacuumed under the call
DISCARD ALL;
SELECT sure_upsert('t', '{"id":1,"v":1}', '{"idempotency_key":"k"}');
REINDEX TABLE surerow_idempotency_key;
VACUUM FULL surerow_idempotency_key;
SELECT sure_upsert('t', '{"id":1,"v":1}', '{"idempotency_key":"k"}');

-- who owns the table may be changed; roles keep their keys
CREATE ROLE surerow_cat;
CREATE ROLE surerow_dan;
GRANT ALL ON t TO surerow_dan;
SET ROLE surerow_dan;
SELECT sure_upsert('t', '{"id":2,"v":2}', '{"idempotency_key":"d"}');
RESET ROLE;
GRANT CREATE ON SCHEMA public TO surerow_cat;
ALTER TABLE surerow_idempotency_key OWNER TO surerow_cat;
SET ROLE surerow_dan;
SELECT sure_upsert('t', '{"id":2,"v":2}', '{"idempotency_key":"d"}');
SELECT sure_upsert('t', '{"id":2,"v":3}', '{"idempotency_key":"e"}');
SET ROLE surerow_cat;
SELECT role, key FROM surerow_idempotency_key ORDER BY role, key;
UPDATE surerow_idempotency_key SET expires_at = 1;
SELECT sure_purge();
ALTER TABLE surerow_idempotency_key FORCE ROW LEVEL SECURITY;
SET ROLE surerow_dan;
SELECT sure_upsert('t', '{"id":2,"v":2}', '{"idempotency_key":"f"}');
SELECT sure_upsert('t', '{"id":2,"v":2}', '{"idempotency_key":"f"}');
RESET ROLE;
ALTER TABLE surerow_idempotency_key NO FORCE ROW LEVEL SECURITY;
ALTER TABLE surerow_idempotency_key OWNER TO postgres;

-- the longest key and scope that there are, of a role with the longest name
SET client_min_messages = error;
CREATE ROLE surerow_éééééééééééééééééééééééééééx;
SELECT octet_length(rolname) FROM pg_roles WHERE rolname LIKE 'surerow_é%';
SET ROLE surerow_éééééééééééééééééééééééééééx;
SELECT sure_claim(string_agg(chr(n * 997 % 100000 + 65536), ''), '1', json_build_object('scope', string_agg(chr(n * 991 % 100000 + 65536), ''))) ->> 'state'
FROM generate_series(1, 255) n;
SELECT length(key), length(scope), octet_length(key) + octet_length(scope) + octet_length(role::text) FROM surerow_idempotency_key;
SELECT sure_complete(key, token, '1') FROM surerow_idempotency_key;
RESET ROLE;
RESET client_min_messages;

-- logical decoding: an ordinary row
DELETE FROM surerow_idempotency_key;
SELECT slot_name FROM pg_create_logical_replication_slot('surerow_keys', 'test_decoding', true);
SELECT sure_upsert('t', '{"id":9,"v":9}', '{"idempotency_key":"decoded"}');
SELECT sure_upsert('t', '{"id":9,"v":9}', '{"idempotency_key":"decoded"}');
SELECT regexp_replace(data, ' (fingerprint|granted_at|expires_at)\[[^]]+\]:(''[^'']*''|\d+)| \d+$', '', 'g')
FROM pg_logical_slot_get_changes('surerow_keys', NULL, NULL, 'include-xids', '0');
SELECT pg_drop_replication_slot('surerow_keys');
DROP OWNED BY surerow_cat, surerow_dan, surerow_éééééééééééééééééééééééééééx;
DROP ROLE surerow_cat, surerow_dan, surerow_éééééééééééééééééééééééééééx;
