-- Values of geometric types and of the catalogs' types go straight into the row: what is stored is, bit for bit, what the server's own input functions store.
CREATE TABLE ct (id int PRIMARY KEY, p point, l lseg, b box, li line, c circle, pa path, po polygon,
  o oid, x xid, x8 xid8, lsn pg_lsn, m money, ch "char", n name, mac macaddr, mac8 macaddr8, t tid, iv int2vector, ov oidvector);
CREATE TABLE own (LIKE ct INCLUDING ALL);
CREATE TABLE input (id int, o json);
INSERT INTO input VALUES
(1, '{"p":"1,2","l":"1,2,3,4","b":"(0,5),(7,1)","li":"[(0,0),(1,2)]","c":"1,2,3","pa":"[(1,2),(3,4)]","po":"(0,0),(1,1)","o":"4294967295","x":"12","x8":"18446744073709551615","lsn":"FFFFFFFF/1a","m":"-1,234.5","ch":"x","n":"naïve","mac":"08002b010203","mac8":"08002b010203","t":"(4294967295,65535)","iv":"1 -2 3","ov":"1 2"}'),
(2, '{"p":"(nan,-Infinity)","l":"[(-0,1e-300),(1e300,0x1p3)]","b":"(nan,1),(1,nan)","li":"{-0,1,-0}","c":"<(1,2),NaN>","pa":"1,2","po":"1,2","o":"-1","x":"0","x8":"0","lsn":"0/0","m":"0","ch":"\\377","n":"","mac":"ff:ff:ff:ff:ff:ff","mac8":"0102.0304.0506.0708","t":"(0,0)","iv":"","ov":""}'),
(3, '{"ch":"","n":"ääääääääääääääääääääääääääääääääääääääääää"}'),
(4, '{"ch":"é","n":"0123456789012345678901234567890123456789012345678901234567890123456789"}');
SELECT sure_upsert('ct', (SELECT json_agg(jsonb_build_object('id', id) || o::jsonb ORDER BY id) FROM input));
INSERT INTO own SELECT r.* FROM input i, json_populate_record(null::own, (jsonb_build_object('id', i.id) || i.o::jsonb)::json) r;
SELECT count(*) FROM ct, own WHERE ct.id = own.id AND record_image_eq(ct.*::ct, row(own.*)::text::ct);
SELECT ct.* FROM ct ORDER BY id;
-- the same again is no write; equal by an operator is not the same
SELECT sure_upsert('ct', (SELECT json_agg(jsonb_build_object('id', id) || o::jsonb ORDER BY id) FROM input));
SELECT sure_upsert('ct', '{"id":1,"p":"1.0000000001,2","mac":"08-00-2b-01-02-03"}', '{"returning":["p","mac"]}');
SELECT sure_upsert('ct', '{"id":1,"p":"1.0000000001,2"}');
-- as keys
CREATE TABLE ck (n name, o oid, PRIMARY KEY (n, o), lsn pg_lsn UNIQUE, mac macaddr);
SELECT sure_upsert('ck', '[{"n":"a","o":1,"lsn":"1/0","mac":"08002b010203"},{"n":"a","o":"4294967295","lsn":"80000000/0"}]');
SELECT sure_upsert('ck', '[{"n":"a","o":"-1","mac":"08002b010204"}]', '{"returning":true}');
SELECT * FROM ck ORDER BY o;
-- refusals are the server's own
SELECT sure_upsert('ct', '{"id":9,"p":"(1,x)"}');
SELECT sure_upsert('ct', '{"id":9,"li":"{0,0,1}"}');
SELECT sure_upsert('ct', '{"id":9,"b":"(1e400,1),(2,2)"}');
SELECT sure_upsert('ct', '{"id":9,"o":"4294967296"}');
SELECT sure_upsert('ct', '{"id":9,"lsn":"1-2"}');
SELECT sure_upsert('ct', '{"id":9,"t":"(1,65536)"}');
SELECT sure_upsert('ct', '{"id":9,"mac":"08:00:2b:01:02:100"}');
SELECT sure_upsert('ct', '{"id":9,"iv":"1 40000"}');
