-- sure_next_version on SQLite: what is no bigint is refused as PostgreSQL refuses the same literal.
SELECT sure_next_version(3, 'three');
SELECT sure_next_version('', 3);
SELECT sure_next_version(3, '3.0');
SELECT sure_next_version(3, 3.0);
SELECT sure_next_version(3, x'33');
SELECT sure_next_version(3, '9223372036854775808');
SELECT sure_next_version(9223372036854775808, 3);
SELECT sure_next_version(NULL, 'three');
SELECT sure_next_version(CAST(x'ff' AS TEXT), 3);
SELECT sure_next_version('0x10', 16);
SELECT sure_settings('{"server_version":15}') ->> 'server_version';
SELECT sure_next_version('0x10', 16);
-- everywhere an expression can stand: it looks at nothing but its arguments
PRAGMA trusted_schema = off;
CREATE TABLE t (id integer PRIMARY KEY, version integer, CHECK (sure_next_version(version, version) > 0));
INSERT INTO t VALUES (1, 1);
CREATE INDEX next ON t (sure_next_version(version, version));
CREATE TRIGGER step AFTER UPDATE OF id ON t BEGIN UPDATE t SET version = sure_next_version(version, OLD.version) WHERE id = NEW.id; END;
UPDATE t SET id = 2;
SELECT id, version FROM t;
