-- keys of array and range columns are compared and reported by their canonical value, however they are spelt
CREATE TABLE slot (room text, span int4range, tags text[], v int, PRIMARY KEY (room, span, tags));
SELECT sure_upsert('slot', '[{"room":"a","span":"[1,2]","tags":["x"],"v":1},{"room":"a","span":"[1,2]","tags":["y"],"v":2}]');
SELECT sure_upsert('slot', '[{"room":"a","span":"[1,3)","tags":"{x}","v":1},{"room":"a","span":"(0,3)","tags":"{ y }","v":3}]', '{"each":true}');
SELECT sure_upsert('slot', '[{"room":"a","span":"[1,3)","tags":[],"v":1},{"room":"a","span":"[1,2]","tags":"{}","v":3}]');
SELECT room, span, tags, v, typeof(span), typeof(tags) FROM slot ORDER BY tags;
-- declared names that mean arrays and ranges; INTEGER[] is PostgreSQL's integer[], not an array of 64 bits
CREATE TABLE kinds (id INTEGER PRIMARY KEY, a INTEGER[], b BIGINT[], c "NUMERIC(10,2)[]", d TSTZMULTIRANGE, e INT4RANGE);
SELECT sure_upsert('kinds', '{"id":1,"a":[1],"b":[9223372036854775807],"c":[1.005],"d":"{[2020-01-01 12:00+02,)}","e":[1,2]}', '{"returning":true}');
SELECT sure_upsert('kinds', '{"id":1,"a":[2147483648]}');
SELECT sure_upsert('kinds', '{"id":1,"a":[[[[[[[1]]]]]]]}');
SELECT a, b, c, d, e FROM kinds;
