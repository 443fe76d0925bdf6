-- sure_next_version(current, expected): the check and the count of an optimistic lock in a plain UPDATE.
SELECT sure_next_version(3, 3);
SELECT sure_next_version(0, 0), sure_next_version(-1, -1), sure_next_version(-5, -5);
SELECT sure_next_version(9223372036854775806, 9223372036854775806);
SELECT sure_next_version('3', 3), sure_next_version(3, '3'), sure_next_version(' +3 ', '03');
-- stale
SELECT sure_next_version(4, 3);
SELECT sure_next_version(3, 4);
SELECT sure_next_version(9223372036854775807, -9223372036854775807);
-- the end
SELECT sure_next_version(9223372036854775807, 9223372036854775807);
SELECT sure_next_version(9223372036854775807, 9223372036854775806);
-- NULL is refused: it would go into the row silently
SELECT sure_next_version(NULL, 3);
SELECT sure_next_version(3, NULL);
SELECT sure_next_version(NULL, NULL);
-- in an UPDATE
CREATE TABLE document (id integer PRIMARY KEY, content text, version bigint NOT NULL);
INSERT INTO document VALUES (7, 'first', 3), (8, 'other', 5);
UPDATE document SET content = 'second', version = sure_next_version(version, 3) WHERE id = 7;
UPDATE document SET content = 'lost', version = sure_next_version(version, 3) WHERE id = 7;
UPDATE document SET content = 'nowhere', version = sure_next_version(version, 3) WHERE id = 9;
UPDATE document SET content = 'all or nothing', version = sure_next_version(version, 4);
UPDATE document SET content = 'no version', version = sure_next_version(version, NULL) WHERE id = 7;
SELECT id, content, version FROM document ORDER BY id;
UPDATE document SET content = 'third', version = sure_next_version(version, 4) WHERE id = 7 RETURNING version;
CREATE TABLE counted (n bigint, twice bigint GENERATED ALWAYS AS (sure_next_version(n, n)) STORED);
INSERT INTO counted (n) VALUES (41);
SELECT twice FROM counted;
