-- The version comes from the stored row, never from the proposed one, which a BEFORE INSERT trigger may have changed.
CREATE TABLE doc (id int PRIMARY KEY, content text, version int NOT NULL DEFAULT 1);
CREATE FUNCTION first_version() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.version := 1; RETURN NEW; END $$;
CREATE TRIGGER first_version BEFORE INSERT ON doc FOR EACH ROW EXECUTE FUNCTION first_version();
SELECT sure_enable_version('doc');
SELECT sure_upsert('doc', '[{"id":1,"content":"a"},{"id":2,"content":"a"}]', '{"each":true}');
UPDATE doc SET content = 'b' WHERE id = 1;
UPDATE doc SET content = 'c' WHERE id = 1;
SELECT sure_upsert('doc', '{"id":1,"content":"d"}', '{"each":true}');
SELECT sure_upsert('doc', '{"id":1,"content":"e","version":4}', '{"each":true}');
SELECT sure_upsert('doc', '{"id":1,"content":"f","version":1}');
SELECT sure_upsert('doc', '[{"id":1,"content":"f","version":1},{"id":2,"content":"f","version":1},{"id":3,"content":"f"}]', '{"each":true,"on_stale":"report"}');
INSERT INTO doc VALUES (1, 'g') ON CONFLICT (id) DO UPDATE SET content = EXCLUDED.content;
INSERT INTO doc VALUES (1, 'h') ON CONFLICT (id) DO UPDATE SET content = EXCLUDED.content, version = EXCLUDED.version;
INSERT INTO doc VALUES (1, 'i') ON CONFLICT (id) DO UPDATE SET content = EXCLUDED.content, version = doc.version + 1;
SELECT sure_insert('doc', '{"id":4,"content":"j","version":9}', '{"each":true}');
SELECT * FROM doc ORDER BY id;
