-- Calls under an idempotency key: done once, replayed with the stored answer, refused for another request.
CREATE TABLE account (id bigint PRIMARY KEY, email text UNIQUE, balance numeric(12,2) NOT NULL);
CREATE TABLE entry (id bigint PRIMARY KEY, account bigint NOT NULL REFERENCES account, amount numeric(12,2) CHECK (amount <> 0));
SELECT sure_enable_version('account');

SELECT sure_upsert('account', '{"id":1,"email":"a@x","balance":10}', '{"idempotency_key":"open 1"}');
SELECT sure_upsert('account', '{"id":1,"email":"a@x","balance":10}', '{"idempotency_key":"open 1"}');
-- any order of members, any spelling of a number, any white space
SELECT sure_upsert('account', ' { "balance" : 1e1, "email" : "\u0061@x", "id" : 1.0 } ', '{ "idempotency_key" : "open 1" }');
-- another row, function, table, option: another request
SELECT sure_upsert('account', '{"id":1,"email":"a@x","balance":11}', '{"idempotency_key":"open 1"}');
SELECT sure_insert('account', '{"id":1,"email":"a@x","balance":10}', '{"idempotency_key":"open 1"}');
SELECT sure_upsert('entry', '{"id":1,"email":"a@x","balance":10}', '{"idempotency_key":"open 1"}');
SELECT sure_upsert('account', '{"id":1,"email":"a@x","balance":10}', '{"idempotency_key":"open 1","each":true}');
-- options of the key are not part of the request; another scope has keys of its own
SELECT sure_upsert('account', '{"id":1,"email":"a@x","balance":10}', '{"ttl_ms":5000,"idempotency_key":"open 1"}');
SELECT sure_upsert('account', '{"id":1,"email":"a@x","balance":10}', '{"idempotency_key":"open 1","scope":"tenant 2"}');

-- every writer, with rows told
SELECT sure_insert('account', '[{"id":2,"balance":5},{"id":1,"balance":0}]', '{"idempotency_key":"i","each":true}');
SELECT sure_insert('account', '[{"id":2,"balance":5},{"id":1,"balance":0}]', '{"idempotency_key":"i","each":true}');
SELECT sure_update('account', 1, '{"balance":12}', 1, '{"idempotency_key":"u","returning":true}');
SELECT sure_update('account', '1', '{"balance":12.00}', '1', '{"idempotency_key":"u","returning":true}');
SELECT sure_update('account', 1, '{"balance":12}', 1, '{"returning":true}');
SELECT sure_delete('account', 2, 1, '{"idempotency_key":"d"}');
SELECT sure_delete('account', '{"id":2}', 1, '{"idempotency_key":"e","on_stale":"report"}');
SELECT sure_delete('account', 2, 1, '{"idempotency_key":"d"}');
-- what was reported is replayed, also when it is no longer so
SELECT sure_insert('account', '{"id":2,"balance":7}');
SELECT sure_delete('account', '{"id":2}', 1, '{"idempotency_key":"e","on_stale":"report"}');
SELECT id, CAST(balance AS integer), version FROM account ORDER BY id;

-- sure_apply: all of it once
SELECT sure_apply('[{"insert":["entry",[{"id":1,"account":1,"amount":3}]]},{"update":["account",1,{"balance":15},2]}]', '{"idempotency_key":"pay 1"}');
SELECT sure_apply('[{"insert":["entry",[{"id":1,"account":1,"amount":3}]]},{"update":["account",1,{"balance":15},2]}]', '{"idempotency_key":"pay 1"}');
SELECT sure_apply('[{"update":["account",1,{"balance":15},2]},{"insert":["entry",[{"id":1,"account":1,"amount":3}]]}]', '{"idempotency_key":"pay 1"}');
SELECT sure_apply('[]', '{"idempotency_key":"nothing"}');
SELECT sure_apply('[]', '{"idempotency_key":"nothing"}');

-- a call that fails leaves no key: mended, it is another request under the same key
SELECT sure_apply('[{"insert":["entry",{"id":2,"account":1,"amount":4}]},{"update":["account",1,{"balance":19},2]}]', '{"idempotency_key":"pay 2"}');
SELECT sure_apply('[{"insert":["entry",{"id":2,"account":1,"amount":4}]},{"update":["account",1,{"balance":19},3]}]', '{"idempotency_key":"pay 2"}');
SELECT sure_upsert('entry', '{"id":3,"account":1,"amount":0}', '{"idempotency_key":"pay 3"}');
SELECT sure_upsert('entry', '{"id":3,"account":1,"amount":1,"nope":1}', '{"idempotency_key":"pay 3"}');
SELECT key FROM surerow_idempotency_key WHERE key = 'pay 3';
SELECT sure_upsert('entry', '{"id":3,"account":1,"amount":1}', '{"idempotency_key":"pay 3"}');

-- nor does one whose transaction rolls back
BEGIN;
SELECT sure_upsert('entry', '{"id":4,"account":1,"amount":1}', '{"idempotency_key":"pay 4"}');
SELECT sure_upsert('entry', '{"id":4,"account":1,"amount":1}', '{"idempotency_key":"pay 4"}');
SAVEPOINT s;
SELECT sure_upsert('entry', '{"id":5,"account":1,"amount":1}', '{"idempotency_key":"pay 5"}');
ROLLBACK TO s;
SELECT sure_upsert('entry', '{"id":5,"account":1,"amount":2}', '{"idempotency_key":"pay 5"}');
ROLLBACK;
SELECT id FROM entry ORDER BY id;
SELECT key, scope, state, attempt, lease_ms, ttl_ms, expires_at - granted_at FROM surerow_idempotency_key ORDER BY key, scope;

-- expired: the key is free for any request
UPDATE surerow_idempotency_key SET expires_at = 1 WHERE key = 'pay 3';
SELECT sure_upsert('entry', '{"id":6,"account":1,"amount":6}', '{"idempotency_key":"pay 3"}');
SELECT sure_upsert('entry', '{"id":6,"account":1,"amount":6}', '{"idempotency_key":"pay 3"}');

-- one key for a writer and for a claim: two requests
SELECT sure_claim('pay 3', '{"id":6,"account":1,"amount":6}');
SELECT sure_claim('c', '1') ->> 'state';
SELECT sure_upsert('entry', '{"id":7,"account":1,"amount":7}', '{"idempotency_key":"c"}');

-- a replay asks nothing of the table
DROP TABLE entry;
SELECT sure_upsert('entry', '{"id":6,"account":1,"amount":6}', '{"idempotency_key":"pay 3"}');
SELECT sure_upsert('entry', '{"id":6,"account":1,"amount":6}', '{"idempotency_key":"pay 6"}');

-- bad options
SELECT sure_upsert('account', '{"id":1}', '{"idempotency_key":""}');
SELECT sure_upsert('account', '{"id":1}', '{"idempotency_key":7}');
SELECT sure_upsert('account', '{"id":1}', '{"idempotency_key":"a\nb"}');
SELECT sure_upsert('account', '{"id":1}', '{"idempotency_key":"k","idempotency_key":"k"}');
SELECT sure_upsert('account', '{"id":1}', '{"scope":"t"}');
SELECT sure_upsert('account', '{"id":1}', '{"ttl_ms":5}');
SELECT sure_upsert('account', '{"id":1}', '{"idempotency_key":"k","ttl_ms":0}');
SELECT sure_upsert('account', '{"id":1}', '{"idempotency_key":"k","dry_run":true}');
SELECT sure_upsert('account', '{"id":1}', '{"idempotency_kye":"k"}');
SELECT sure_upsert('account', '{"id":1,"id":1}', '{"idempotency_key":"k"}');
SELECT sure_upsert('account', '{"id":1', '{"idempotency_key":"k"}');
SELECT sure_apply('[]', '{"idempotency_key":""}');
SELECT sure_apply('[{"upsert":["account",{"id":1,"balance":1},{"idempotency_key":"k"}]}]');
SELECT sure_apply('{', '{"idempotency_key":"k"}');
SELECT count(*) FROM surerow_idempotency_key WHERE key = 'k';
