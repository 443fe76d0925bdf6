-- What is refused, and in which words. Nothing of a refused call remains.
CREATE TABLE item (id bigint PRIMARY KEY, name varchar(5), price numeric(5,2), n smallint, big bigint, f double precision, ok boolean,
                   d date, at timestamp, u uuid, j jsonb);

-- tables
SELECT sure_upsert('itme', '{}');
SELECT sure_upsert('no_such.item', '{}');
SELECT sure_upsert('a.b.c', '{}');
SELECT sure_upsert('', '{}');
SELECT sure_upsert('"item', '{}');

-- NULL arguments
SELECT sure_upsert(NULL, '{}');
SELECT sure_upsert('item', NULL);
SELECT sure_upsert('item', '{}', NULL);
SELECT sure_insert('item', NULL);

-- options
SELECT sure_upsert('item', '{"id":1}', '{"retuning":true}');
SELECT sure_upsert('item', '{"id":1}', '{"zzz":true}');
SELECT sure_upsert('item', '{"id":1}', '{"idempotency_kye":true}');
SELECT sure_upsert('item', '{"id":1}', '{"each":1}');
SELECT sure_upsert('item', '{"id":1}', '{"each":true,"each":false}');
SELECT sure_upsert('item', '{"id":1}', '{"duplicates":"frist"}');
SELECT sure_upsert('item', '{"id":1}', '{"key":"id"}');
SELECT sure_upsert('item', '{"id":1}', '{"key":[]}');
SELECT sure_upsert('item', '{"id":1}', '{"key":[1]}');
SELECT sure_upsert('item', '{"id":1}', '{"returning":["nmae"]}');
SELECT sure_upsert('item', '{"id":1}', '{"dry_run":true,"returning":true}');
SELECT sure_upsert('item', '{"id":1}', '[]');
SELECT sure_upsert('item', '{"id":1}', '{');
SELECT sure_upsert('item', '{"id":1}', '');

-- rows that are not rows
SELECT sure_upsert('item', '');
SELECT sure_upsert('item', '{"id":1');
SELECT sure_upsert('item', '{"id":1}{"id":2}');
SELECT sure_upsert('item', '[{"id":1},]');
SELECT sure_upsert('item', '[{"id":1},2]');
SELECT sure_upsert('item', '"id"');
SELECT sure_upsert('item', '{"id":01}');
SELECT sure_upsert('item', '{"id":1,"id":2}');
SELECT sure_upsert('item', '{"id":1,"n":2,"\u0069d":3}');
SELECT sure_upsert('item', '[[{"id":1}]]');

-- columns
SELECT sure_upsert('item', '{"id":1,"nmae":"x"}');
SELECT sure_upsert('item', '{"id":1,"Name":"x"}');
SELECT sure_upsert('item', '[{"id":1,"name":"x"},{"id":2,"color":"red"}]');

-- values
SELECT sure_upsert('item', '{"id":"not-an-integer"}');
SELECT sure_upsert('item', '[{"id":1},{"id":2},{"id":3,"n":"1.5"}]');
SELECT sure_upsert('item', '{"id":1,"n":40000}');
SELECT sure_upsert('item', '{"id":9223372036854775808}');
SELECT sure_upsert('item', '{"id":1,"name":"too long"}');
SELECT sure_upsert('item', '{"id":1,"price":1234.5}');
SELECT sure_upsert('item', '{"id":1,"price":"12,5"}');
SELECT sure_upsert('item', '{"id":1,"f":1e400}');
SELECT sure_upsert('item', '{"id":1,"ok":"maybe"}');
SELECT sure_upsert('item', '{"id":1,"ok":2}');
SELECT sure_upsert('item', '{"id":true}');
SELECT sure_upsert('item', '{"id":1,"d":"2023-02-29"}');
SELECT sure_upsert('item', '{"id":1,"d":"soon"}');
SELECT sure_upsert('item', '{"id":1,"at":"2024-01-01 25:00"}');
SELECT sure_upsert('item', '{"id":1,"u":"1234"}');
SELECT sure_upsert('item', '{"id":1,"name":{"a":1}}');
SELECT sure_upsert('item', '{"id":1,"name":["a"]}');
SELECT sure_upsert('item', '{"id":1,"name":"a\u0000b"}');
SELECT sure_upsert('item', '{"id":1,"name":"\ud83d"}');
SELECT sure_upsert('item', '{"id":1,"j":{"a":"\u0000"}}');
SELECT sure_upsert('item', '{"id":"line\nbreak \u0001 \" quote"}');

-- relations that are no tables
CREATE VIEW item_view AS SELECT * FROM item;
SELECT sure_upsert('item_view', '{"id":1}');
SELECT sure_insert('item_view', '{"id":1}');

-- nothing was written by all that
SELECT count(*) FROM item;
