-- Types that the core does not read go through the server's own input functions, as in json_to_record.
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE DOMAIN posint AS int CHECK (value > 0);
CREATE DOMAIN filled AS text NOT NULL;
CREATE DOMAIN doc AS jsonb CHECK (jsonb_typeof(value) = 'object');
CREATE TYPE pair AS (a int, b text);
CREATE TABLE f (id int PRIMARY KEY, m mood, p posint, d filled DEFAULT 'x', arr int[], c pair, cs pair[], rg int4range,
  ts tsvector, dj doc, xs text[], n2 numeric(5,2)[], pt point);
SELECT sure_upsert('f', '{"id":1,"m":"happy","p":3,"d":"q","arr":[1,2,3],"c":{"a":1,"b":"x"},"cs":[{"a":1},"(2,y)"],
  "rg":"[1,4]","ts":"a b","dj":{"z":1,"a":[1,2]},"xs":["a","b c",null],"n2":[1,2.555],"pt":"(1,2)"}');
-- equal in another spelling
SELECT sure_upsert('f', '{"id":1,"m":"happy","p":"3","d":"q","arr":"{1,2,3}","c":"(1,x)","cs":["(1,)",{"b":"y","a":2}],
  "rg":"[1,5)","ts":"b a","dj":{"a":[1,2],"z":1},"xs":["a","b c",null],"n2":["1.00",2.56],"pt":"1,2"}', '{"returning":true}');
SELECT sure_upsert('f', '[{"id":1,"arr":[1,2]},{"id":2,"arr":[]}]', '{"each":true}');
SELECT sure_upsert('f', '{"id":2,"m":"grim"}');
SELECT sure_upsert('f', '[{"id":2,"m":"sad"},{"id":3,"p":-1}]');
SELECT sure_upsert('f', '{"id":2,"d":null}');
SELECT sure_upsert('f', '[{"id":2,"m":"sad","d":"y"},{"id":3,"m":null,"d":null}]');
SELECT sure_upsert('f', '{"id":2,"dj":[1]}');
SELECT sure_upsert('f', '{"id":2,"arr":5}');
SELECT sure_upsert('f', '{"id":2,"arr":["x"]}');
SELECT sure_upsert('f', '{"id":2,"c":[1]}');
SELECT * FROM f ORDER BY id;
-- as keys
CREATE TABLE fk (m mood, r int4range, v int, PRIMARY KEY (m, r));
SELECT sure_upsert('fk', '[{"m":"sad","r":"[1,2]","v":1},{"m":"happy","r":"[1,2]","v":2}]');
SELECT sure_upsert('fk', '[{"m":"sad","r":"[1,3)","v":1},{"m":"happy","r":"[1,2]","v":3}]', '{"each":true}');
SELECT sure_upsert('fk', '[{"m":"sad","r":"[1,3)","v":1},{"m":"sad","r":"[1,2]","v":3}]');
