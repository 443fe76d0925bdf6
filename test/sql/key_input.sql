-- What keys, scopes, tokens, leases and responses may be, at their limits and beyond.
CREATE TABLE texts (n integer PRIMARY KEY, elephants text, letters text, deep text);
INSERT INTO texts WITH RECURSIVE r(n, elephants, letters, deep) AS (
  SELECT 1, CAST('🐘' AS text), CAST('a' AS text), CAST('[]' AS text)
  UNION ALL SELECT n + 1, elephants || '🐘', letters || 'a', '[' || deep || ']' FROM r WHERE n < 900)
SELECT * FROM r WHERE n IN (255, 256, 900);
CREATE TABLE big (n integer PRIMARY KEY, t text);
INSERT INTO big WITH RECURSIVE r(n, t) AS (
  SELECT 0, CAST('x' AS text) UNION ALL SELECT n + 1, t || t FROM r WHERE n < 20) SELECT * FROM r WHERE n = 20;
CREATE TABLE t (id integer PRIMARY KEY, v integer);

-- 1 to 255 characters, of up to four bytes
SELECT sure_claim((SELECT elephants FROM texts WHERE n = 255), '1', '{"scope":"' || (SELECT elephants FROM texts WHERE n = 255) || '"}') ->> 'state';
SELECT sure_claim((SELECT elephants FROM texts WHERE n = 255), '1', '{"scope":"' || (SELECT elephants FROM texts WHERE n = 255) || '"}') ->> 'state';
SELECT sure_complete(key, token, '"done"') FROM surerow_idempotency_key;
SELECT sure_upsert('t', '{"id":1,"v":1}', '{"idempotency_key":"' || (SELECT elephants FROM texts WHERE n = 255) || '"}');
SELECT sure_upsert('t', '{"id":1,"v":1}', '{"idempotency_key":"' || (SELECT elephants FROM texts WHERE n = 255) || '"}');
SELECT length(key), length(scope), state FROM surerow_idempotency_key ORDER BY length(scope);
SELECT sure_claim((SELECT elephants FROM texts WHERE n = 256), '1');
SELECT sure_claim((SELECT letters FROM texts WHERE n = 256), '1');
SELECT sure_claim((SELECT t FROM big), '1');
SELECT sure_claim('k', '1', '{"scope":"' || (SELECT letters FROM texts WHERE n = 256) || '"}');
SELECT sure_claim('k', '1', '{"scope":"' || (SELECT t FROM big) || '"}');
SELECT sure_upsert('t', '{"id":2}', '{"idempotency_key":"' || (SELECT elephants FROM texts WHERE n = 256) || '"}');
SELECT sure_upsert('t', '{"id":2}', '{"idempotency_key":"' || (SELECT t FROM big) || '"}');
SELECT sure_upsert('t', '{"id":2}', '{"idempotency_key":"k","scope":"' || (SELECT letters FROM texts WHERE n = 256) || '"}');
SELECT sure_renew((SELECT letters FROM texts WHERE n = 256), 'x', 1);
SELECT sure_complete((SELECT letters FROM texts WHERE n = 256), 'x', '1');
SELECT sure_fail((SELECT letters FROM texts WHERE n = 256), 'x', '1');

-- control characters, wherever they come from; other spaces and signs are characters
SELECT sure_claim('a	b', '1');
SELECT sure_claim('a
b', '1');
SELECT sure_claim('a', '1');
SELECT sure_upsert('t', '{"id":2}', '{"idempotency_key":"a\u0001b"}');
SELECT sure_upsert('t', '{"id":2}', '{"idempotency_key":"a\u007fb"}');
SELECT sure_upsert('t', '{"id":2}', '{"idempotency_key":"a\u0000b"}');
SELECT sure_upsert('t', '{"id":2}', '{"idempotency_key":"a\ud800b"}');
SELECT sure_upsert('t', '{"id":2}', '{"idempotency_key":"k","scope":"\r"}');
SELECT sure_claim('k', '1', '{"scope":"\n"}');
SELECT sure_claim(' ', '1') ->> 'state';
SELECT sure_claim('''"; DROP TABLE t; --\', '1', '{"scope":"\"\\ \u00a0\u0085"}') ->> 'state';
SELECT sure_claim('''"; DROP TABLE t; --\', '1', '{"scope":"\"\\ \u00a0\u0085"}') ->> 'state';

-- no folding, no trimming, no normal form
SELECT sure_claim('K', '1') ->> 'state', sure_claim('k', '2') ->> 'state', sure_claim('k ', '3') ->> 'state';
SELECT sure_claim('nf', '1', '{"scope":"\u00e9"}') ->> 'state', sure_claim('nf', '2', '{"scope":"e\u0301"}') ->> 'state', sure_claim('nf', '1', '{"scope":"é"}') ->> 'state';

-- other types than text
SELECT sure_upsert('t', '{"id":2}', '{"idempotency_key":1}');
SELECT sure_upsert('t', '{"id":2}', '{"idempotency_key":null}');
SELECT sure_upsert('t', '{"id":2}', '{"idempotency_key":["k"]}');
SELECT sure_upsert('t', '{"id":2}', '{"idempotency_key":"k","scope":null}');
SELECT sure_upsert('t', '{"id":2}', '{"idempotency_key":"k","ttl_ms":"5"}');
SELECT sure_claim('k', '1', '{"scope":{}}');
SELECT sure_claim('k', '1', '[]');
SELECT sure_claim('k', '1', '{');
SELECT sure_claim('k', '1', NULL);

-- leases, times to live, waits
SELECT sure_claim('lease', '1', '{"lease_ms":86400000,"ttl_ms":315360000000,"wait_ms":3600000}') ->> 'lease_ms';
SELECT lease_ms, ttl_ms, expires_at - granted_at FROM surerow_idempotency_key WHERE key = 'lease';
SELECT sure_renew('lease', token, 1) FROM surerow_idempotency_key WHERE key = 'lease';
SELECT sure_claim('longer', '1', '{"lease_ms":86400000,"ttl_ms":1}') ->> 'state';
SELECT expires_at - granted_at FROM surerow_idempotency_key WHERE key = 'longer';
SELECT sure_claim('n', '1', '{"lease_ms":86400001}');
SELECT sure_claim('n', '1', '{"lease_ms":9223372036854775808}');
SELECT sure_claim('n', '1', '{"lease_ms":1e400}');
SELECT sure_claim('n', '1', '{"lease_ms":1.5}');
SELECT sure_claim('n', '1', '{"lease_ms":"60000"}');
SELECT sure_claim('n', '1', '{"lease_ms":null}');
SELECT sure_claim('n', '1', '{"lease_ms":true}');
SELECT sure_claim('n', '1', '{"lease_ms":1,"lease_ms":2}');
SELECT sure_claim('n', '1', '{"ttl_ms":-1}');
SELECT sure_claim('n', '1', '{"ttl_ms":315360000001}');
SELECT sure_claim('n', '1', '{"wait_ms":3600001}');
SELECT sure_renew('lease', 'x', 9223372036854775807);
SELECT sure_renew('lease', 'x', NULL);
SELECT sure_purge(-9223372036854775807);
SELECT sure_purge(NULL);
SELECT sure_purge(9223372036854775807);
SELECT count(*) FROM surerow_idempotency_key WHERE key = 'n';

-- requests, responses and errors: any JSON
SELECT sure_claim('deep', (SELECT deep FROM texts WHERE n = 900)) ->> 'state';
SELECT sure_complete('deep', (SELECT token FROM surerow_idempotency_key WHERE key = 'deep'), (SELECT deep FROM texts WHERE n = 900));
SELECT length(CAST(sure_claim('deep', (SELECT deep FROM texts WHERE n = 900)) AS text));
SELECT sure_claim('n', '');
SELECT sure_claim('n', 'NaN');
SELECT sure_claim('n', '{"a":"\u0000"}');
SELECT sure_claim('n', '{"a":"\ud800"}');
SELECT sure_claim('n', '[1e9999999999]');
SELECT sure_complete('lease', 'x', '{"a":1,}');
SELECT sure_fail('lease', 'x', '1', '{"terminal":"true"}');
SELECT sure_fail('lease', 'x', NULL);
SELECT sure_fail('lease', 'x', '1', NULL);

-- what has no canonical form may be a response all the same; it is repeated to the letter
SELECT sure_complete('k', (SELECT token FROM surerow_idempotency_key WHERE key = 'k'), '{"a":1,"a":"\ud800"}');
SELECT sure_complete('k', (SELECT token FROM surerow_idempotency_key WHERE key = 'k'), '{"a":1,"a":"\ud800"}');
SELECT sure_complete('k', (SELECT token FROM surerow_idempotency_key WHERE key = 'k'), '{"a":1, "a":"\ud800"}');
SELECT sure_claim('k', '2');

-- tokens: of another key, of another scope, of nobody, of one megabyte
SELECT sure_claim('token', '1') ->> 'state', sure_claim('token', '1', '{"scope":"s"}') ->> 'state', sure_claim('token 2', '1') ->> 'state';
SELECT sure_complete('token', (SELECT token FROM surerow_idempotency_key WHERE key = 'token 2'), '1');
SELECT sure_complete('token', (SELECT token || ' ' FROM surerow_idempotency_key WHERE key = 'token' AND scope = ''), '1');
SELECT sure_complete('token', (SELECT upper(token) || lower(token) FROM surerow_idempotency_key WHERE key = 'token' AND scope = ''), '1');
SELECT sure_complete('token', (SELECT t FROM big), '1');
SELECT sure_complete('token', 'a
	b', '1');
SELECT sure_complete('token', '%', '1');
SELECT sure_complete('token', NULL, '1');
SELECT sure_complete('token', (SELECT token FROM surerow_idempotency_key WHERE key = 'token' AND scope = 's'), '"of the scope"');
SELECT key, scope, state FROM surerow_idempotency_key WHERE key LIKE 'token%' ORDER BY key, scope;

-- the clock goes back by a year, and forth by one
UPDATE surerow_idempotency_key SET granted_at = granted_at + 31536000000, expires_at = expires_at + 31536000000;
SELECT sure_claim('token', '1') ->> 'state', sure_claim('token', '1', '{"scope":"s"}') ->> 'response', sure_claim('token 2', '2');
SELECT sure_claim('token', '1') ->> 'state', sure_claim('token', '1', '{"scope":"s"}') ->> 'response';
SELECT CASE WHEN expires_at - granted_at = ttl_ms AND lease_ms = 60000 THEN 'a lease from now on' END FROM surerow_idempotency_key WHERE key = 'token' AND scope = '';
SELECT sure_upsert('t', '{"id":1,"v":1}', '{"idempotency_key":"' || (SELECT elephants FROM texts WHERE n = 255) || '"}');
SELECT sure_purge();
UPDATE surerow_idempotency_key SET granted_at = granted_at - 63072000000, expires_at = expires_at - 63072000000 WHERE key <> 'lease';
SELECT sure_claim('token', '2') ->> 'attempt', sure_claim('token', '1', '{"scope":"s"}') ->> 'attempt';
SELECT CASE WHEN CAST(sure_purge() AS text) LIKE '{"purged":__}' THEN 'purged' END;
SELECT key, scope, state FROM surerow_idempotency_key ORDER BY key, scope;
