-- What goes in comes out: every type of a column, stored, compared and returned alike.
CREATE TABLE thing (id bigint PRIMARY KEY, s smallint, i integer, b boolean, n numeric(10,2), r real, f double precision, t text, v varchar(4),
                    c char(3), u uuid, y bytea, j json, k jsonb, d date, at timestamp, tz timestamptz);
SELECT sure_upsert('thing', '{"id":1,"s":-5,"i":70000,"b":true,"n":12.5,"r":1.5,"f":0.1,"t":"téxt","v":"abcd","c":"a","u":"A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11","y":"\\xDEADbeef","j":{"b":1, "a":[1,2]},"k":{"b":1.10,"a":[true,null]},"d":"2024-02-29","at":"2024-02-29T12:34:56.789","tz":"2024-02-29 12:34:56+02"}', '{"returning":true}');
-- the same again, spelt differently
SELECT sure_upsert('thing', '{"id":"1","s":"-5","i":" 70000 ","b":"yes","n":"12.50","r":"1.5e0","f":"0.10","t":"t\u00e9xt","v":"abcd","c":"a  ","u":"{a0eebc999c0b4ef8bb6d6bb9bd380a11}","y":"\\xdeadbeef","j":{"b":1, "a":[1,2]},"k":{"a":[true,null],"b":1.10},"d":"2024-02-29","at":"2024-02-29 12:34:56.789","tz":"2024-02-29T10:34:56Z"}');
SELECT sure_upsert('thing', '{"id":2,"b":false,"n":0,"f":-1.50,"t":"","y":"","j":null,"k":null,"d":"infinity","at":"-infinity","tz":"1999-12-31T23:59:59.999999Z"}', '{"returning":["b","n","f","t","y","j","k","d","at","tz"]}');
SELECT sure_upsert('thing', '{"id":3,"n":"1e5","f":"-Infinity","j":"text","k":[],"d":"0044-03-15 BC"}', '{"returning":["n","f","j","k","d"]}');
SELECT sure_upsert('thing', '{"id":3,"n":100000,"f":"-inf","j":"text","k":[ ],"d":"0044-03-15 BC"}');
-- rounded when read, so that the second call finds nothing to do
SELECT sure_upsert('thing', '{"id":4,"n":1.005}', '{"returning":["n"]}');
SELECT sure_upsert('thing', '{"id":4,"n":1.005}');
-- limits
SELECT sure_upsert('thing', '{"id":9223372036854775807,"s":32767,"i":-2147483648,"n":99999999.99,"r":3.4028235e38,"f":1.7976931348623157e308}', '{"returning":["id","s","i","n","r","f"]}');
SELECT sure_upsert('thing', '{"id":-9223372036854775808,"r":1e-45,"f":5e-324,"t":"🐘"}', '{"returning":["id","r","f","t"]}');
