-- Partitioned tables: the key includes the partition key; partitions have triggers of their own.
CREATE TABLE p (id int, region text, v int, PRIMARY KEY (id, region)) PARTITION BY LIST (region);
CREATE TABLE p_eu PARTITION OF p FOR VALUES IN ('eu');
CREATE TABLE p_us PARTITION OF p FOR VALUES IN ('us');
SELECT sure_upsert('p', '[{"id":1,"region":"eu","v":1},{"id":2,"region":"us","v":2}]');
SELECT sure_upsert('p', '[{"id":1,"region":"eu","v":1},{"id":2,"region":"us","v":3}]', '{"each":true}');
SELECT sure_upsert('p', '{"id":1,"region":"xx","v":1}');
SELECT sure_upsert('p_eu', '{"id":3,"region":"eu","v":1}');
SELECT sure_upsert('p_eu', '{"id":3,"region":"us","v":1}');
-- the same place exists in every partition
SELECT ctid, tableoid::regclass, * FROM p ORDER BY id;
SELECT sure_upsert('p', '[{"id":1,"region":"eu","v":10},{"id":2,"region":"us","v":20}]', '{"returning":["v"]}');
-- a trigger of one partition, made after the table was described
CREATE FUNCTION drop_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER drop_row BEFORE UPDATE OR INSERT ON p_us FOR EACH ROW EXECUTE FUNCTION drop_row();
SELECT sure_upsert('p', '{"id":2,"region":"us","v":4}');
SELECT sure_upsert('p', '[{"id":2,"region":"us","v":4},{"id":5,"region":"us","v":4}]', '{"on_vetoed":"report","each":true}');
SELECT sure_upsert('p', '[{"id":1,"region":"eu","v":4},{"id":2,"region":"us","v":5}]', '{"on_vetoed":"report","each":true}');
-- a new partition
CREATE TABLE p_xx PARTITION OF p FOR VALUES IN ('xx');
SELECT sure_upsert('p', '{"id":1,"region":"xx","v":1}', '{"each":true}');
-- what describe says of triggers
SELECT sure_describe('p_us')->'warnings';
ALTER TABLE p_us DISABLE TRIGGER drop_row;
SELECT sure_describe('p_us')->'warnings';
SELECT sure_upsert('p', '{"id":2,"region":"us","v":4}');
