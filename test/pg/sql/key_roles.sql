-- Idempotency keys of roles: nobody sees, replays, blocks, guesses, forges or purges those of another.
CREATE ROLE surerow_ann;
CREATE ROLE surerow_ben;
CREATE TABLE t (id int PRIMARY KEY, v int, by text);
GRANT ALL ON t TO surerow_ann, surerow_ben;
CREATE TABLE tokens (role text, token text);
GRANT ALL ON tokens TO surerow_ann, surerow_ben;
CREATE FUNCTION state_of(claim json) RETURNS text LANGUAGE sql AS $$ SELECT concat_ws(' ', claim ->> 'state', claim ->> 'attempt', claim ->> 'response') $$;
CREATE FUNCTION leak(text, text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS $$ BEGIN RAISE WARNING 'seen: % of %', $2, $1; RETURN true; END $$;
CREATE FUNCTION locked(mode text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN EXECUTE 'LOCK TABLE surerow_idempotency_key IN ' || mode || ' MODE'; RETURN 'granted'; EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE; END $$;

-- one key of three roles: three records, each with a request of its own
SELECT sure_upsert('t', '{"id":1,"v":1}', '{"idempotency_key":"k"}');
SET ROLE surerow_ann;
SELECT sure_upsert('t', '{"id":1,"v":2}', '{"idempotency_key":"k"}');
SELECT state_of(sure_claim('c', '"ann"'));
INSERT INTO tokens SELECT current_user, token FROM surerow_idempotency_key WHERE key = 'c';
SET ROLE surerow_ben;
SELECT sure_upsert('t', '{"id":1,"v":3}', '{"idempotency_key":"k"}');
SELECT sure_upsert('t', '{"id":1,"v":3}', '{"idempotency_key":"k"}');
SELECT state_of(sure_claim('c', '"ben"'));

-- another's token opens nothing, and says no more than one that nobody has
SELECT sure_complete('c', (SELECT token FROM tokens), '"stolen"');
SELECT sure_renew('c', (SELECT token FROM tokens), 1000);
SELECT sure_fail('c', (SELECT token FROM tokens), '"stolen"');
SELECT sure_complete('c', 'AAAAAAAAAAAAAAAAAAAAAA', '"stolen"');

-- what each sees: its own, also with row security off
SELECT role, key, response FROM surerow_idempotency_key ORDER BY key;
SELECT count(*) FROM surerow_idempotency_key WHERE role = 'surerow_ann' OR key LIKE '%';
SET row_security = off;
SELECT count(*) FROM surerow_idempotency_key;
SELECT sure_upsert('t', '{"id":1,"v":3}', '{"idempotency_key":"k"}');
SELECT state_of(sure_claim('c', '"ben"'));
SELECT sure_purge();
RESET row_security;
SELECT key FROM surerow_idempotency_key WHERE leak(CAST(role AS text), key) ORDER BY key;
SELECT count(*) FROM pg_stats WHERE tablename = 'surerow_idempotency_key';

-- no writing but by the functions, no lock that stops others, no trigger, rule, policy or reference
INSERT INTO surerow_idempotency_key SELECT 'surerow_ann', 'forged', '', fingerprint, 'done', '', 1, '"forged"', 0, 0, 0, 9223372036854775807 FROM surerow_idempotency_key LIMIT 1;
UPDATE surerow_idempotency_key SET response = '{"forged":true}';
UPDATE surerow_idempotency_key SET role = 'surerow_ann' WHERE role = current_user;
DELETE FROM surerow_idempotency_key;
TRUNCATE surerow_idempotency_key;
MERGE INTO surerow_idempotency_key k USING t ON true WHEN MATCHED THEN DELETE;
SELECT key FROM surerow_idempotency_key FOR UPDATE;
SELECT key FROM surerow_idempotency_key FOR NO KEY UPDATE;
SELECT key FROM surerow_idempotency_key FOR SHARE;
SELECT key FROM surerow_idempotency_key FOR KEY SHARE;
SELECT mode, locked(mode) FROM unnest(ARRAY['ACCESS SHARE', 'ROW SHARE', 'ROW EXCLUSIVE', 'SHARE UPDATE EXCLUSIVE', 'SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE']) mode;
CREATE TRIGGER mine BEFORE INSERT ON surerow_idempotency_key FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
CREATE RULE mine AS ON INSERT TO surerow_idempotency_key DO INSTEAD NOTHING;
CREATE POLICY mine ON surerow_idempotency_key USING (true);
ALTER TABLE surerow_idempotency_key DISABLE ROW LEVEL SECURITY;
CREATE INDEX ON surerow_idempotency_key (response);
CREATE STATISTICS mine ON role, key FROM surerow_idempotency_key;
DROP TABLE surerow_idempotency_key;
COPY (SELECT role, key FROM surerow_idempotency_key ORDER BY key) TO STDOUT;

-- the owner of the keys finds all as it left it
SET ROLE surerow_ann;
SELECT sure_upsert('t', '{"id":1,"v":2}', '{"idempotency_key":"k"}');
SELECT sure_complete('c', (SELECT token FROM tokens), '"ann has it"');
SELECT state_of(sure_claim('c', '"ann"'));
RESET ROLE;
SELECT role, key, state FROM surerow_idempotency_key ORDER BY role, key;

-- a view of the superuser's shows what the superuser may see; one of the caller's, what the caller may
CREATE VIEW everybody AS SELECT role, key FROM surerow_idempotency_key;
GRANT SELECT ON everybody TO surerow_ben;
SET ROLE surerow_ben;
SELECT count(*) FROM everybody;
RESET ROLE;
DROP VIEW everybody;

-- SECURITY DEFINER: the key is the definer's, not the caller's
CREATE FUNCTION as_ann(rows text, options text) RETURNS json LANGUAGE sql SECURITY DEFINER AS $$ SELECT sure_upsert('t', rows, options) $$;
ALTER FUNCTION as_ann OWNER TO surerow_ann;
SET ROLE surerow_ben;
SELECT as_ann('{"id":1,"v":2}', '{"idempotency_key":"k"}');
SELECT as_ann('{"id":2,"v":2}', '{"idempotency_key":"by ann"}');
SELECT sure_upsert('t', '{"id":3,"v":3}', '{"idempotency_key":"by ann"}');
RESET ROLE;
SELECT role, key FROM surerow_idempotency_key WHERE key = 'by ann' ORDER BY role;

-- triggers of a keyed write, and the columns' defaults, run as the caller; the right to write is the caller's
CREATE FUNCTION whoami() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.by := concat_ws(' ', current_user, (SELECT count(*) FROM surerow_idempotency_key)); RETURN NEW; END $$;
CREATE TRIGGER whoami BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION whoami();
SET ROLE surerow_ben;
SELECT sure_upsert('t', '{"id":4,"v":4}', '{"idempotency_key":"trigger","returning":["by"]}');
SELECT sure_apply('[{"upsert":["t",{"id":5,"v":4},{"returning":["by"]}]}]', '{"idempotency_key":"trigger 2"}');
RESET ROLE;
REVOKE ALL ON t FROM surerow_ben;
SET ROLE surerow_ben;
SELECT sure_upsert('t', '{"id":6,"v":4}', '{"idempotency_key":"refused"}');
SELECT count(*) FROM surerow_idempotency_key WHERE key = 'refused';
SELECT current_user;
-- the answer of a call is the caller's own, whatever became of the rights since
SELECT sure_upsert('t', '{"id":4,"v":4}', '{"idempotency_key":"trigger","returning":["by"]}');
RESET ROLE;
GRANT ALL ON t TO surerow_ben;

-- a hostile search_path: operators, functions and casts of somebody's own are never called
CREATE SCHEMA hostile;
GRANT ALL ON SCHEMA hostile TO surerow_ben;
SET ROLE surerow_ben;
CREATE FUNCTION hostile.yes(text, text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'called as %', current_user; END $$;
CREATE FUNCTION hostile.yes(name, name) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'called as %', current_user; END $$;
CREATE FUNCTION hostile.yes(name, text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'called as %', current_user; END $$;
CREATE FUNCTION hostile.yes(bigint, bigint) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'called as %', current_user; END $$;
CREATE FUNCTION hostile.yes(tid, tid) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'called as %', current_user; END $$;
CREATE OPERATOR hostile.= (LEFTARG = text, RIGHTARG = text, FUNCTION = hostile.yes);
CREATE OPERATOR hostile.= (LEFTARG = name, RIGHTARG = name, FUNCTION = hostile.yes);
CREATE OPERATOR hostile.= (LEFTARG = name, RIGHTARG = text, FUNCTION = hostile.yes);
CREATE OPERATOR hostile.= (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = hostile.yes);
CREATE OPERATOR hostile.= (LEFTARG = tid, RIGHTARG = tid, FUNCTION = hostile.yes);
CREATE OPERATOR hostile.<= (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = hostile.yes);
CREATE DOMAIN hostile.name AS text CHECK (false);
CREATE DOMAIN hostile.text AS pg_catalog.text CHECK (false);
CREATE TABLE hostile.surerow_idempotency_key (LIKE surerow_idempotency_key);
\c -
SET ROLE surerow_ben;
CREATE TEMP TABLE surerow_idempotency_key (role name, key text);
SET search_path = hostile, pg_temp, pg_catalog, public;
SELECT public.sure_claim('h', '1') OPERATOR(pg_catalog.->>) 'state';
SELECT public.sure_renew('h', (SELECT token FROM public.surerow_idempotency_key WHERE key OPERATOR(pg_catalog.=) 'h'), 1);
SELECT pg_catalog.pg_sleep(0.02);
SELECT public.sure_claim('h', '1') OPERATOR(pg_catalog.->>) 'attempt';
SELECT public.sure_complete('h', (SELECT token FROM public.surerow_idempotency_key WHERE key OPERATOR(pg_catalog.=) 'h'), '1');
SELECT public.sure_insert('public.t', '{"id":7,"v":7}', '{"idempotency_key":"hostile"}');
SELECT public.sure_insert('public.t', '{"id":7,"v":7}', '{"idempotency_key":"hostile"}');
SELECT public.sure_purge();
RESET search_path;
SELECT count(*) FROM hostile.surerow_idempotency_key;
SELECT count(*) FROM pg_temp.surerow_idempotency_key;
DROP TABLE pg_temp.surerow_idempotency_key;

-- each purges its own; who owns the table, those of all roles
RESET ROLE;
UPDATE surerow_idempotency_key SET expires_at = 1 WHERE key IN ('k', 'c');
SELECT role, count(*) FROM surerow_idempotency_key WHERE expires_at = 1 GROUP BY role ORDER BY role;
SET ROLE surerow_ben;
SELECT sure_purge(1);
SELECT sure_purge();
RESET ROLE;
SELECT role, count(*) FROM surerow_idempotency_key WHERE expires_at = 1 GROUP BY role ORDER BY role;
SELECT sure_purge();

-- nothing is written where nothing may be
BEGIN READ ONLY;
SELECT sure_claim('r', '1');
ROLLBACK;
BEGIN READ ONLY;
SELECT sure_upsert('t', '{"id":4,"v":4}', '{"idempotency_key":"r"}');
ROLLBACK;
BEGIN READ ONLY;
SELECT sure_purge();
ROLLBACK;

-- a role is known by its name
SET ROLE surerow_ann;
SELECT sure_upsert('t', '{"id":8,"v":8}', '{"idempotency_key":"name"}');
RESET ROLE;
ALTER ROLE surerow_ann RENAME TO "surerow ""ann";
SET ROLE "surerow ""ann";
SELECT sure_upsert('t', '{"id":9,"v":9}', '{"idempotency_key":"name"}');
SELECT sure_upsert('t', '{"id":9,"v":9}', '{"idempotency_key":"name"}');
RESET ROLE;
SELECT role FROM surerow_idempotency_key WHERE key = 'name' ORDER BY role;
DROP SCHEMA hostile CASCADE;
DROP OWNED BY "surerow ""ann", surerow_ben;
DROP ROLE "surerow ""ann", surerow_ben;
