-- Row-level security with a policy for each command, and privileges on columns: what may be read is judged, what may not be written is refused.
CREATE ROLE surerow_carl;
CREATE TABLE n (id int PRIMARY KEY, owner text NOT NULL DEFAULT current_user, v int, secret text);
ALTER TABLE n ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON n FOR SELECT USING (v IS NULL OR v < 100);
CREATE POLICY make ON n FOR INSERT WITH CHECK (v > 0);
CREATE POLICY change ON n FOR UPDATE USING (owner = current_user) WITH CHECK (v < 50);
GRANT SELECT, INSERT, UPDATE (v, owner) ON n TO surerow_carl;
INSERT INTO n VALUES (1, 'ann', 1), (2, 'surerow_carl', 2), (3, 'ann', 100);
SET ROLE surerow_carl;
-- a row of somebody else: seen, so an equal one is unchanged; not his, so another value is refused
SELECT sure_upsert('n', '{"id":1,"v":1}', '{"each":true}');
SELECT sure_upsert('n', '{"id":1,"v":5}');
SELECT sure_insert('n', '{"id":1,"v":5}', '{"returning":["v"]}');
SELECT sure_upsert('n', '[{"id":1,"v":1},{"id":2,"v":5}]', '{"each":true}');
-- the policy's check on what is written
SELECT sure_upsert('n', '[{"id":2,"v":60}]');
SELECT sure_upsert('n', '[{"id":9,"v":1},{"id":10,"v":0}]');
-- a hidden row
SELECT sure_upsert('n', '{"id":3,"v":5}');
SELECT sure_insert('n', '{"id":3,"v":5}');
SELECT sure_upsert('n', '[{"id":3,"v":5},{"id":11,"v":5}]', '{"on_vetoed":"report"}');
-- a column that may not be set
SELECT sure_upsert('n', '{"id":2,"secret":"x"}');
SELECT sure_upsert('n', '{"id":2,"v":6,"secret":"x"}', '{"insert_only":["secret"]}');
SELECT sure_upsert('n', '{"id":12,"v":6,"secret":"x"}');
SELECT sure_describe('n') ->> 'table';
RESET ROLE;
SELECT * FROM n ORDER BY id;
-- no privilege at all
CREATE TABLE closed (id int PRIMARY KEY, v int);
SET ROLE surerow_carl;
SELECT sure_upsert('closed', '{"id":1}');
SELECT sure_insert('closed', '{"id":1}');
RESET ROLE;
GRANT SELECT ON closed TO surerow_carl;
INSERT INTO closed VALUES (1, 1);
SET ROLE surerow_carl;
SELECT sure_upsert('closed', '{"id":1,"v":1}');
SELECT sure_upsert('closed', '{"id":1,"v":2}');
SELECT sure_upsert('closed', '{"id":2,"v":2}');
RESET ROLE;
-- a read-only transaction: what is unchanged needs no write
BEGIN READ ONLY;
SELECT sure_upsert('closed', '{"id":1,"v":1}');
SELECT sure_upsert('closed', '{"id":1,"v":2}');
ROLLBACK;
DROP OWNED BY surerow_carl;
DROP ROLE surerow_carl;
