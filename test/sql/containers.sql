-- arrays, ranges, multiranges and enums given by their labels: validated and written the same on both engines
SELECT sure_cast('{1, 2,NULL}', 'int4[]');
SELECT sure_cast('[0:1]={{a,"b c"},{"",null}}', 'text[]');
SELECT sure_cast('[0:1][1:2]={{a,"b c"},{"",null}}', 'text array');
SELECT sure_cast('{1,2.345}', 'numeric(5,2)[3]');
SELECT sure_cast('{abcd}', 'varchar(3)[]');
SELECT sure_cast('{x}', '_int4');
SELECT sure_cast('{{1,2},{3}}', 'int4[]');
SELECT sure_cast('{1,2', 'int4[]');
SELECT sure_cast('[2:1]={}', 'int4[]');
SELECT sure_cast('{}', 'xml[]');
SELECT sure_cast('(1,5]', 'int4range');
SELECT sure_cast('[5,1]', 'int4range');
SELECT sure_cast('[1,2147483647]', 'int4range');
SELECT sure_cast('[2020-01-01,2020-01-31]', 'daterange');
SELECT sure_cast('[1,2', 'numrange');
SELECT sure_cast('{[5,7),[1,5),empty}', 'int8multirange');
SELECT sure_cast('{[1.0,2],[3,4]', 'nummultirange');
SELECT sure_cast('{"[1,5]",empty}', 'int4range[]');
SELECT sure_cast('it''s', 'enum(''low'', ''it''''s'', ''high'')');
SELECT sure_cast('hgih', 'enum(''low'', ''it''''s'', ''high'')');
SELECT sure_cast('medium', 'enum(''low'', ''it''''s'', ''high'')');
SELECT sure_cast('{high,low}', 'enum(''low'',''high'')[]');
SELECT sure_cast('a', 'enum(''a'',''a'')');
SELECT sure_cast('a', 'enum(a)');
-- columns
CREATE TABLE box (id int PRIMARY KEY, xs text[], ns int4[], ds date[], js json[], r int4range, tr tstzrange, m nummultirange);
SELECT sure_upsert('box', '[{"id":1,"xs":["a","b c",null,1.50,true,{"k": [1]}],"ns":[[1,2],[3,4]],"ds":["2020-01-31"],
  "js":["x",1.0,{"a": 1},[1, 2],null],"r":"(1,5]","tr":"[2020-01-01 10:00+02,)","m":"{[1.0,2.5],(2,3]}"},
  {"id":2,"xs":"{a,NULL}","ns":"[0:1]={1,2}","ds":[],"js":[[]],"r":[1, 5],"tr":"empty","m":"{}"},
  {"id":3,"xs":null,"ns":[[],[]],"r":null}]', '{"returning":true}');
-- equal in another spelling
SELECT sure_upsert('box', '[{"id":1,"xs":"{a,\"b c\",null,1.50,true,\"{\\\"k\\\": [1]}\"}","ns":"{{1,2},{3,4}}","r":"[2,6)"},
  {"id":2,"ns":"[0:1] = { 1 , 2 }","ds":"{}","m":"{empty}"}]');
SELECT sure_upsert('box', '[{"id":1,"ns":[1]},{"id":2,"r":"[1,6]"}]', '{"each":true,"returning":["ns","r"]}');
SELECT sure_upsert('box', '{"id":1,"ns":5}');
SELECT sure_upsert('box', '{"id":1,"ns":{"a":1}}');
SELECT sure_upsert('box', '{"id":1,"ns":"5"}');
SELECT sure_upsert('box', '[{"id":1},{"id":2,"ns":[1,"x"]}]');
SELECT sure_upsert('box', '{"id":1,"ns":[1,[2]]}');
SELECT sure_upsert('box', '{"id":1,"ns":[[1],2]}');
SELECT sure_upsert('box', '{"id":1,"ns":[[1,2],[3]]}');
SELECT sure_upsert('box', '{"id":1,"ds":["2020-13-01"]}');
SELECT sure_upsert('box', '{"id":1,"r":"[5,1]"}');
SELECT sure_upsert('box', '{"id":1,"r":"[1"}');
SELECT sure_upsert('box', '{"id":1,"r":{"lower":1}}');
SELECT sure_upsert('box', '{"id":1,"m":"{1}"}');
-- as keys
CREATE TABLE slot (room text, span int4range, tags text[], v int, PRIMARY KEY (room, span, tags));
SELECT sure_upsert('slot', '[{"room":"a","span":"[1,2]","tags":["x"],"v":1},{"room":"a","span":"[1,2]","tags":["y"],"v":2}]');
SELECT sure_upsert('slot', '[{"room":"a","span":"[1,3)","tags":"{x}","v":1},{"room":"a","span":"(0,3)","tags":"{ y }","v":3}]');
