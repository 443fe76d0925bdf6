-- sure_claim and what its owner does with the claim.
SELECT CASE WHEN CAST(sure_claim('k', '{"amount":5}') AS text) LIKE
  '{"state":"claimed","token":"______________________","attempt":1,"lease_ms":60000}' THEN 'as documented' END;
SELECT key, scope, state, attempt, lease_ms, ttl_ms, expires_at - granted_at
FROM surerow_idempotency_key;

-- Somebody else: in progress; any spelling of the request is the request, any other is not.
SELECT sure_claim('k', '{"amount":5}') ->> 'state';
SELECT sure_claim('k', ' { "amount" : 50e-1 } ') ->> 'state';
SELECT CASE WHEN CAST(sure_claim('k', '{"amount":5}') ->> 'retry_after_ms' AS integer) BETWEEN 1 AND 60000 THEN 'within' END;
SELECT sure_claim('k', '{"amount":6}');
SELECT sure_claim('k', '{"amount":6}', '{"scope":"other tenant"}') ->> 'state';

-- The owner.
SELECT sure_renew('k', (SELECT token FROM surerow_idempotency_key WHERE key = 'k' AND scope = ''), 120000);
SELECT lease_ms FROM surerow_idempotency_key WHERE key = 'k' AND scope = '';
SELECT sure_complete('k', (SELECT token FROM surerow_idempotency_key WHERE key = 'k' AND scope = ''), '{"paid": 5.00}');
SELECT sure_complete('k', (SELECT token FROM surerow_idempotency_key WHERE key = 'k' AND scope = ''), '{"paid":5}');
SELECT sure_complete('k', (SELECT token FROM surerow_idempotency_key WHERE key = 'k' AND scope = ''), '{"paid":6}');
SELECT sure_renew('k', (SELECT token FROM surerow_idempotency_key WHERE key = 'k' AND scope = ''), 1000);
SELECT sure_fail('k', (SELECT token FROM surerow_idempotency_key WHERE key = 'k' AND scope = ''), '"no"');
SELECT sure_claim('k', '{"amount":5}');
SELECT sure_claim('k', '{"amount":6}');

-- The scope's own claim, by its own token; a token of another key is none.
SELECT sure_complete('k', (SELECT token FROM surerow_idempotency_key WHERE key = 'k' AND scope = 'other tenant'), '[]');
SELECT sure_claim('k', '{"amount":6}', '{"scope":"other tenant"}');
SELECT sure_claim('l', '1') ->> 'state';
SELECT sure_complete('l', (SELECT token FROM surerow_idempotency_key WHERE key = 'k' AND scope = ''), 'null');
SELECT sure_renew('l', 'nobody', 1000);
SELECT sure_fail('l', '', '1');
SELECT sure_complete('nobody', 'nobody', '1');

-- Released for another try, then given up.
SELECT sure_fail('l', (SELECT token FROM surerow_idempotency_key WHERE key = 'l'), '{"code":"timeout"}');
SELECT sure_fail('l', (SELECT token FROM surerow_idempotency_key WHERE key = 'l'), '{"code":"timeout"}');
SELECT sure_fail('l', (SELECT token FROM surerow_idempotency_key WHERE key = 'l'), '{"code":"other"}');
SELECT sure_complete('l', (SELECT token FROM surerow_idempotency_key WHERE key = 'l'), '1');
SELECT CASE WHEN CAST(sure_claim('l', '1') AS text) LIKE
  '{"state":"claimed","token":"______________________","attempt":2,"lease_ms":60000,"error":{"code":"timeout"}}'
  THEN 'second attempt' END;
SELECT sure_fail('l', (SELECT token FROM surerow_idempotency_key WHERE key = 'l'), '"card declined"', '{"terminal":true}');
SELECT sure_fail('l', (SELECT token FROM surerow_idempotency_key WHERE key = 'l'), '"card declined"', '{"terminal":true}');
SELECT sure_fail('l', (SELECT token FROM surerow_idempotency_key WHERE key = 'l'), '"card declined"');
SELECT sure_claim('l', '1');
SELECT sure_claim('l', '2');

-- A lease that runs out is taken over by who waits for it; the old owner has lost it.
SELECT sure_claim('m', 'true', '{"lease_ms":40}') ->> 'attempt';
CREATE TABLE old (token text);
INSERT INTO old SELECT token FROM surerow_idempotency_key WHERE key = 'm';
SELECT sure_claim('m', 'true', '{"wait_ms":10000}') ->> 'attempt';
SELECT sure_complete('m', (SELECT token FROM old), '1');
SELECT sure_renew('m', (SELECT token FROM old), 1000);
SELECT sure_fail('m', (SELECT token FROM old), '1');
SELECT state, attempt FROM surerow_idempotency_key WHERE key = 'm';

-- The clock is set back by an hour: the lease counts from then on, and no longer than it is.
UPDATE surerow_idempotency_key SET granted_at = granted_at + 3600000, expires_at = expires_at + 3600000 WHERE key = 'm';
SELECT CASE WHEN CAST(sure_claim('m', 'true') ->> 'retry_after_ms' AS integer) BETWEEN 59000 AND 60000 THEN 'a lease at most' END;
SELECT sure_complete('m', (SELECT token FROM surerow_idempotency_key WHERE key = 'm'), '"done"');

-- What has expired counts no more, whether it is purged or not.
UPDATE surerow_idempotency_key SET expires_at = 1 WHERE key = 'm';
SELECT sure_claim('m', 'false') ->> 'attempt';
UPDATE surerow_idempotency_key SET expires_at = 1 WHERE key IN ('m', 'l');
SELECT sure_purge(1);
SELECT sure_purge();
SELECT sure_purge();
SELECT key, scope FROM surerow_idempotency_key ORDER BY key, scope;

-- Refused, and nothing has changed.
SELECT sure_claim('', '1');
SELECT sure_claim('n', '{"a":1,"a":2}');
SELECT sure_claim('n', '{"a":');
SELECT sure_claim('n', '1', '{"lease_ms":0}');
SELECT sure_claim('n', '1', '{"lease_ms":-5}');
SELECT sure_claim('n', '1', '{"lease":5}');
SELECT sure_claim('n', '1', '{"wait_ms":-1}');
SELECT sure_claim('n', '1', '{"ttl_ms":0}');
SELECT sure_claim(NULL, '1');
SELECT sure_claim('n', NULL);
SELECT sure_renew('k', 'x', 0);
SELECT sure_renew('k', 'x', -1);
SELECT sure_renew('k', 'x', 86400001);
SELECT sure_renew('k', NULL, 1);
SELECT sure_complete('k', 'x', 'nonsense');
SELECT sure_fail('k', 'x', '');
SELECT sure_fail('k', 'x', '1', '{"final":true}');
SELECT sure_purge(0);
SELECT count(*) FROM surerow_idempotency_key;
