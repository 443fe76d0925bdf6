-- Kinds of tables and of columns: unlogged, rows that move between partitions, foreign tables, updatable views, arrays, ranges, composites.
CREATE UNLOGGED TABLE ul (id int PRIMARY KEY, v text);
SELECT sure_upsert('ul', '[{"id":1,"v":"a"},{"id":2,"v":"b"}]');
SELECT sure_upsert('ul', '[{"id":1,"v":"a"},{"id":2,"v":"c"}]');
-- a row that moves to another partition
CREATE TABLE mv (id int, region text, v int) PARTITION BY LIST (region);
CREATE TABLE mv_eu PARTITION OF mv (PRIMARY KEY (id)) FOR VALUES IN ('eu');
CREATE TABLE mv_us PARTITION OF mv FOR VALUES IN ('us');
CREATE UNIQUE INDEX mv_key ON mv (id, region);
SELECT sure_upsert('mv', '[{"id":1,"region":"eu","v":1},{"id":2,"region":"us","v":1}]');
SELECT sure_upsert('mv', '[{"id":1,"region":"us","v":1},{"id":2,"region":"us","v":2}]', '{"each":true}');
SELECT sure_upsert('mv_eu', '{"id":1,"region":"us"}');
SELECT tableoid::regclass, * FROM mv ORDER BY 1, 2;
CREATE TABLE hp (id int, k text, n int, PRIMARY KEY (id)) PARTITION BY HASH (id);
CREATE TABLE hp_0 PARTITION OF hp FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE hp_1 PARTITION OF hp FOR VALUES WITH (MODULUS 2, REMAINDER 1) PARTITION BY RANGE (id);
CREATE TABLE hp_1a PARTITION OF hp_1 FOR VALUES FROM (0) TO (100);
SELECT sure_upsert('hp', (SELECT json_agg(json_build_object('id', i, 'n', i)) FROM generate_series(1, 90) i));
SELECT sure_upsert('hp', (SELECT json_agg(json_build_object('id', i, 'n', i + i / 80)) FROM generate_series(1, 90) i));
-- partitions whose columns lie in another order, with a dropped one
CREATE TABLE pc (v int, junk int, id int PRIMARY KEY, w text DEFAULT 'own');
ALTER TABLE pc DROP junk;
CREATE TABLE pp (id int PRIMARY KEY, v int, w text DEFAULT 'root') PARTITION BY RANGE (id);
ALTER TABLE pp ATTACH PARTITION pc FOR VALUES FROM (0) TO (100);
SELECT sure_upsert('pp', '[{"id":1,"v":1},{"id":2,"w":"x"}]', '{"returning":true}');
SELECT sure_upsert('pp', '[{"id":1,"v":2},{"id":2,"w":"x"}]', '{"returning":true}');
SELECT sure_upsert('pc', '{"id":3}', '{"returning":true}');
-- dropped columns, added columns with a default that no stored row holds
CREATE TABLE dc (a int, id int PRIMARY KEY, b int);
INSERT INTO dc VALUES (1, 1, 1);
ALTER TABLE dc DROP a, ADD c int DEFAULT 42;
SELECT sure_upsert('dc', '{"id":1,"b":1,"c":42}', '{"returning":true}');
SELECT sure_upsert('dc', '[{"id":1,"c":43},{"id":2}]', '{"returning":true}');
SELECT sure_upsert('dc', '{"id":1,"a":1}');
SELECT sure_upsert('dc', '{"id":1,"........pg.dropped.1........":1}');
SELECT sure_upsert('dc', '{"id":1,"ctid":"(0,1)"}');
-- a typed table, a domain over a composite, nested arrays
CREATE TYPE pair AS (a int, b text[]);
CREATE TABLE ty OF pair (PRIMARY KEY (a));
SELECT sure_upsert('ty', '{"a":1,"b":["x","y"]}', '{"returning":true}');
SELECT sure_upsert('ty', '{"a":1,"b":["x",null,""]}', '{"returning":true}');
CREATE TABLE ar (id int PRIMARY KEY, grid int[][], ps pair[], r numrange, m int4multirange, bits bit(3), at timestamp[], j jsonb[]);
SELECT sure_upsert('ar', '{"id":1,"grid":[[1,2],[3,4]],"ps":[{"a":1,"b":["q"]},null],"r":"[1.0,2)","m":"{[1,3),[2,5)}","bits":"101","at":["2024-01-02T03:04:05"],"j":[{"a":1},[2]]}', '{"returning":true}');
SELECT sure_upsert('ar', '{"id":1,"grid":"{{1,2},{3,4}}","r":"[1.0,2)","m":"{[1,5)}","at":["2024-01-02 03:04:05.000"],"j":[{"a":1},[2]]}');
SELECT sure_upsert('ar', '{"id":1,"r":"[1.00,2)"}');
SELECT sure_upsert('ar', '{"id":1,"grid":[[1,2],[3]]}');
SELECT sure_upsert('ar', '{"id":1,"bits":"1010"}');
SELECT sure_upsert('ar', '[{"id":1,"r":"[1,2]"},{"id":2,"r":"[3,2]"}]');
SELECT sure_upsert('ar', '{"id":1,"ps":[{"a":"x"}]}');
-- refused by name
CREATE FOREIGN DATA WRAPPER nothing;
CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing;
CREATE FOREIGN TABLE ft (id int) SERVER nowhere;
SELECT sure_upsert('ft', '{"id":1}');
CREATE VIEW uv AS SELECT * FROM ul;
SELECT sure_upsert('uv', '{"id":1}');
CREATE VIEW iv AS SELECT 1 AS id;
CREATE FUNCTION instead() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER instead INSTEAD OF INSERT ON iv FOR EACH ROW EXECUTE FUNCTION instead();
SELECT sure_upsert('iv', '{"id":1}');
SELECT sure_upsert('pair', '{"a":1}');
SELECT sure_upsert('information_schema.tables', '{"table_name":"x"}');
-- a child of an inheritance parent is a table like any other
CREATE TABLE parent (id int PRIMARY KEY, v int);
CREATE TABLE child (w int, PRIMARY KEY (id)) INHERITS (parent);
SELECT sure_upsert('parent', '{"id":1}');
SELECT sure_upsert('child', '{"id":1,"v":2,"w":3}', '{"returning":true}');
CREATE TABLE ru (id int PRIMARY KEY);
CREATE RULE ru_delete AS ON DELETE TO ru DO INSTEAD NOTHING;
SELECT sure_upsert('ru', '{"id":1}');
