-- sure_update, sure_delete, sure_check_version and sure_upsert on a table with versions: stale, missing, unchanged and one's
-- own write told apart, on both engines alike.
CREATE TABLE doc (id bigint PRIMARY KEY, content text NOT NULL, email text UNIQUE, price numeric(10,2), seen boolean);
INSERT INTO doc VALUES (7, 'a', 'a@x', 1.50, true), (8, 'b', NULL, NULL, NULL);
SELECT sure_enable_version('doc');

-- update: written, repeated, stale, missing
SELECT sure_update('doc', 7, '{"content":"c"}', 1);
SELECT sure_update('doc', 7, '{"content":"c"}', 1);
SELECT sure_update('doc', 7, '{"content":"c"}', 2);
SELECT sure_update('doc', 7, '{"content":"d"}', 1);
SELECT sure_update('doc', 7, '{"content":"d"}', 3);
SELECT sure_update('doc', 7, '{"content":"c"}', -5);
SELECT sure_update('doc', 99, '{"content":"c"}', 1);
SELECT sure_update('doc', 7, '{"content":"d"}', 1, '{"on_stale":"report"}');
SELECT sure_update('doc', 7, '{"content":"d"}', 1, '{"on_stale":"report","returning":["id","content"]}');
SELECT sure_update('doc', 99, '{"content":"d"}', 1, '{"on_stale":"report"}');
SELECT sure_update('doc', 7, '{"content":"d","price":2,"seen":false}', '2', '{"returning":["content","version","price","seen"]}');
SELECT sure_update('doc', 7, '{"content":"d"}', 3, '{"returning":true}');
SELECT sure_update('doc', 7, '{}', 3);
SELECT sure_update('doc', 7, '{}', 2);
SELECT sure_update('doc', 7, '{}', 1);

-- the object that was read comes back changed: key and version repeat what the call says
SELECT sure_update('doc', 7, '{"id":7,"content":"e","email":"a@x","price":2.00,"seen":false,"version":3}', 3);
SELECT sure_update('doc', 7, '{"id":8,"content":"e"}', 4);
SELECT sure_update('doc', 7, '{"content":"e","version":5}', 4);

-- keys: an object, a scalar, another unique key; none, partial, NULL
SELECT sure_update('doc', '7', '{"content":"f"}', 4);
SELECT sure_update('doc', '{"id":7}', '{"content":"g"}', 5);
SELECT sure_update('doc', '{"email":"a@x"}', '{"content":"h"}', 6);
SELECT sure_update('doc', '{"content":"h"}', '{"price":3}', 7);
SELECT sure_update('doc', '{"id":7,"email":"a@x"}', '{"price":3}', 7);
SELECT sure_update('doc', '{"email":null}', '{"price":3}', 7);
SELECT sure_update('doc', '{}', '{"price":3}', 7);
SELECT sure_update('doc', '{"id":7', '{"price":3}', 7);
SELECT sure_update('doc', 'seven', '{"price":3}', 7);
SELECT sure_update('doc', '[7]', '{"price":3}', 7);

-- changes and versions that are none
SELECT sure_update('doc', 7, '[{"price":3}]', 7);
SELECT sure_update('doc', 7, '{"prize":3}', 7);
SELECT sure_update('doc', 7, '{"price":"cheap"}', 7);
SELECT sure_update('doc', 7, '{"price":3,"price":4}', 7);
SELECT sure_update('doc', 7, '{"content":null}', 7);
SELECT sure_update('doc', 7, '{"price":3}', 'seven');
SELECT sure_update('doc', 7, '{"price":3}', '9223372036854775808');
SELECT sure_update('doc', 7, '{"price":3}', 7, '{"on_stale":"ignore"}');
SELECT sure_update('doc', 7, '{"price":3}', 7, '{"each":true}');
SELECT sure_update(NULL, 7, '{"price":3}', 7);
SELECT sure_update('doc', NULL, '{"price":3}', 7);
SELECT sure_update('doc', 7, NULL, 7);
SELECT sure_update('doc', 7, '{"price":3}', NULL);
SELECT sure_update('doc', 7, '{"price":3}', 7, NULL);
SELECT sure_update('dok', 7, '{"price":3}', 7);
SELECT id, content, version FROM doc ORDER BY id;

-- check
SELECT sure_check_version('doc', 7, 7);
SELECT sure_check_version('doc', 7, 6);
SELECT sure_check_version('doc', 99, 6);
SELECT sure_check_version('doc', 7, NULL);

-- upsert with versions: the row says at which version it was read; NULL: it is new
SELECT sure_upsert('doc', '[{"id":7,"content":"i","version":7},{"id":8,"content":"j","version":9},{"id":9,"content":"k","version":null},{"id":10,"content":"l","version":3}]', '{"on_stale":"report","each":true}');
SELECT sure_upsert('doc', '[{"id":7,"content":"i","version":7},{"id":8,"content":"j","version":9},{"id":9,"content":"k","version":null},{"id":10,"content":"l","version":3}]', '{"on_stale":"report","returning":["content"]}');
SELECT sure_upsert('doc', '[{"id":7,"content":"m","version":8},{"id":8,"content":"j","version":9}]');
SELECT sure_upsert('doc', '{"id":7,"content":"m","version":null}');
SELECT sure_upsert('doc', '{"id":11,"content":"m","version":2}');
SELECT sure_upsert('doc', '{"id":7,"content":"n"}', '{"each":true}');
SELECT sure_upsert('doc', '{"id":11,"content":"m"}', '{"each":true}');
SELECT sure_upsert('doc', '[{"id":7,"content":"o","version":9},{"id":12,"content":"p"}]', '{"each":true,"dry_run":true,"on_stale":"report"}');
SELECT sure_upsert('doc', '{"id":7,"content":"o","version":"x"}');
SELECT sure_upsert('doc', '{"id":7,"content":"o"}', '{"update":["version"]}');
SELECT sure_upsert('doc', '{"id":7,"content":"o","version":9}', '{"insert_only":["version"]}');
SELECT id, content, version FROM doc ORDER BY id;

-- insert: a given version counts, NULL is the first one
SELECT sure_insert('doc', '[{"id":20,"content":"q","version":22},{"id":21,"content":"r","version":null},{"id":22,"content":"s"},{"id":7,"content":"t"}]', '{"each":true}');

-- delete
SELECT sure_delete('doc', 7, 8);
SELECT sure_delete('doc', 7, 8, '{"on_stale":"report","returning":["id"]}');
SELECT sure_delete('doc', 7, 9, '{"returning":["id","content","version"]}');
SELECT sure_delete('doc', 7, 9);
SELECT sure_delete('doc', 7, 9, '{"on_stale":"report"}');
SELECT sure_delete('doc', '{"email":"a@x"}', 1, '{"on_stale":"report"}');
SELECT sure_delete('doc', 8, 1);

-- constraints of the database
CREATE TABLE line (doc_id bigint REFERENCES doc, n integer, text text CHECK (text <> ''), PRIMARY KEY (doc_id, n));
SELECT sure_enable_version('line', 'row_version');
INSERT INTO line (doc_id, n, text) VALUES (9, 1, 'x');
SELECT sure_update('line', '{"doc_id":9,"n":1}', '{"text":"y"}', 1);
SELECT sure_update('line', '{"n":1,"doc_id":9}', '{"text":"z"}', 2, '{"returning":true}');
SELECT sure_update('line', 9, '{"text":"z"}', 2);
SELECT sure_update('line', '{"doc_id":9}', '{"text":"z"}', 2);
SELECT sure_update('doc', 20, '{"email":"a@x"}', 22);
SELECT sure_update('doc', 21, '{"email":"a@x"}', 1);

-- odd names
CREATE TABLE "select" ("a""b" text PRIMARY KEY, "order" text, "Überschrift" text);
INSERT INTO "select" VALUES ('{', 'x', 'y'), ('k', 'x', 'y');
SELECT sure_enable_version('"select"', 'the "version"');
SELECT sure_update('"select"', 'k', '{"order":"z","Überschrift":"ü"}', 1, '{"returning":true}');
SELECT sure_update('"select"', '{"a\"b":"{"}', '{"order":"z"}', 1);
SELECT sure_upsert('"select"', '{"a\"b":"k","order":"w","the \"version\"":2}');
SELECT sure_upsert('"select"', '{"a\"b":"k","order":"v","the \"version\"":2}');

-- no version column
CREATE TABLE plain (id integer PRIMARY KEY, a text);
INSERT INTO plain VALUES (1, 'x');
SELECT sure_update('plain', 1, '{"a":"y"}', 1);
SELECT sure_upsert('plain', '{"id":1,"a":"y","version":1}');
