-- sure_apply: a list of operations, all or none of them, on both engines alike.
CREATE TABLE account (id bigint PRIMARY KEY, email text UNIQUE, name text NOT NULL, balance numeric(10,2) CHECK (balance >= 0));
CREATE TABLE entry (account bigint NOT NULL REFERENCES account (id), line bigint NOT NULL, amount numeric(10,2), note text,
                    PRIMARY KEY (account, line));
CREATE TABLE doc (id bigint PRIMARY KEY, body text, seen boolean);
SELECT sure_enable_version('doc');

-- nothing, and one of each
SELECT sure_apply('[]');
SELECT sure_apply(' [ ] ', '{}');
SELECT sure_apply('[{"upsert":["account",{"id":1,"email":"a@x","name":"Ada","balance":10}]}]');
SELECT sure_apply('[{"insert":["doc",[{"id":7,"body":"a"},{"id":8,"body":"b"}]]}]');
SELECT sure_apply('[{"update":["doc",7,{"body":"c"},1]}]');
SELECT sure_apply('[{"check_version":["doc",7,2]}]');
SELECT sure_apply('[{"delete":["doc",8,1]}]');

-- parents, then children; a row that is inserted, updated, checked, deleted and inserted again
SELECT sure_apply('[
  {"insert": ["account", [{"id":2,"email":"b@x","name":"Bo","balance":5}, {"id":1,"name":"Ada"}]]},
  {"upsert": ["entry", [{"account":2,"line":1,"amount":"1.5"}, {"account":1,"line":1,"amount":2}]]},
  {"upsert": ["entry", {"account":2,"line":1,"note":"x"}]},
  {"insert": ["doc", {"id":9,"body":"new"}]},
  {"update": ["doc", 9, {"body":"newer"}, 1]},
  {"check_version": ["doc", 9, 2]},
  {"delete": ["doc", {"id":9}, 2]},
  {"upsert": ["doc", {"id":9,"body":"again"}]}
]');
SELECT id, email, name FROM account ORDER BY id;
SELECT account, line, CASE WHEN amount IN (1.5, 2) THEN 'amount' END AS amount, note FROM entry ORDER BY account, line;
SELECT id, body, version FROM doc ORDER BY id;

-- each result is the answer of the function: options of its own for each operation
SELECT sure_apply('[
  {"upsert": ["account", [{"id":1,"name":"Ada L."}, {"id":2,"name":"Bo"}], {"each":true}]},
  {"insert": ["account", [{"id":3,"name":"Cy"}, {"id":1,"name":"no"}], {"returning":["id","name"]}]},
  {"upsert": ["account", {"email":"b@x","name":"Bob"}, {"key":["email"],"insert_only":["balance"]}]},
  {"upsert": ["account", {"id":99,"name":"?"}, {"dry_run":true}]},
  {"update": ["doc", 7, {"seen":true}, 2, {"returning":true}]},
  {"delete": ["doc", 9, 1, {"returning":["body"]}]}
]');
SELECT id, email, name FROM account ORDER BY id;

-- stale and missing as statuses, and what was not stale is written
SELECT sure_apply('[
  {"update": ["doc", 7, {"body":"mine"}, 1, {"on_stale":"report"}]},
  {"delete": ["doc", 99, 1, {"on_stale":"report"}]},
  {"upsert": ["doc", [{"id":7,"body":"d","version":3},{"id":6,"body":"e","version":1}], {"on_stale":"report","each":true}]}
]');

-- keys: numbers, texts, booleans, objects; versions as numbers and as texts; tokens
CREATE TABLE word (word text PRIMARY KEY, meaning text);
CREATE TABLE flag (flag boolean PRIMARY KEY, meaning text);
INSERT INTO word VALUES ('7', 'seven'), ('{', 'brace'), ('a"b\', 'odd');
INSERT INTO flag VALUES (true, 'yes');
SELECT sure_enable_version('word'), sure_enable_version('flag');
SELECT sure_apply('[{"check_version":["word","7",1]},{"check_version":["word",7,"1"]},{"check_version":["word","{",1]},
  {"check_version":["word","a\"b\\",1]},{"check_version":["word",{"word":"7"},1]},{"check_version":["flag",true,1]},
  {"check_version":["flag",{"flag":"yes"}," 1 "]}]');
SELECT sure_apply('[{"update":["account",2,{"name":"Bob B."},"' || sure_etag('account', 2) || '"]},
  {"update":["account",1,{"name":"x"},"' || sure_etag('account', 2) || '",{"on_stale":"report","returning":["name"]}]},
  {"check_version":["account",3,"' || sure_etag('account', 3, '["name"]') || '"]}]');

-- odd names, escapes in everything
CREATE TABLE "select ""t""" ("from" bigint PRIMARY KEY, "a b" text, "ünï" text);
SELECT sure_apply('[{"upsert":["\"select \"\"t\"\"\"",{"fr\u006fm":1,"a b":"\u00e9\n","ünï":"\\"}]},
  {"\u0069nsert":["\u0022select \"\"t\"\"\u0022",{"from":2,"a b":"b"},{"r\u0065turning":["from"]}]}]');
SELECT "from", "a b", "ünï" FROM "select ""t""" ORDER BY "from";

-- all or nothing: an operation is refused, and nothing of the others is there
SELECT sure_apply('[{"upsert":["account",{"id":50,"name":"x"}]},{"update":["doc",7,{"body":"x"},1]}]');
SELECT sure_apply('[{"upsert":["account",{"id":50,"name":"x"}]},{"delete":["doc",1234,1]}]');
SELECT sure_apply('[{"upsert":["account",{"id":50,"name":"x"}]},{"check_version":["doc",7,9]}]');
SELECT sure_apply('[{"upsert":["account",{"id":50,"name":"x"}]},{"insert":["account",[{"id":51,"name":"y"},{"id":52,"name":"z","balance":-1}]]}]');
SELECT sure_apply('[{"upsert":["account",{"id":50,"name":"x"}]},{"insert":["account",[{"id":51,"name":"y"},{"id":52,"name":"z","email":"a@x"}]]}]');
SELECT sure_apply('[{"upsert":["account",{"id":50,"name":"x"}]},{"upsert":["account",{"id":51}]}]');
SELECT sure_apply('[{"upsert":["account",{"id":50,"name":"x"}]},{"insert":["account",{"id":52,"name":"z","email":"a@x"}]}]');
SELECT CASE WHEN EXISTS (SELECT * FROM account WHERE id >= 50) THEN 'left over' ELSE 'nothing' END AS what;

-- what can be known before anything is written is said first, of whichever operation
SELECT sure_apply('[{"delete":["doc",1234,1]},{"upsert":["acount",{"id":50,"name":"x"}]}]');
SELECT sure_apply('[{"delete":["doc",1234,1]},{"upsert":["account",[{"id":50,"name":"x"},{"id":"y","name":"x"}]]}]');
SELECT sure_apply('[{"delete":["doc",1234,1]},{"upsert":["account",[{"id":50,"nam":"x"}]]}]');
SELECT sure_apply('[{"delete":["doc",1234,1]},{"upsert":["account",[{"id":1,"name":"x"},{"id":1,"name":"y"}]]}]');
SELECT sure_apply('[{"delete":["doc",1234,1]},{"upsert":["account",{"name":"x"}]}]');
SELECT sure_apply('[{"delete":["doc",1234,1]},{"upsert":["account",{"id":null,"name":"x"}]}]');
SELECT sure_apply('[{"delete":["doc",1234,1]},{"upsert":["account",{"id":1,"name":"x"},{"indx":"y"}]}]');
SELECT sure_apply('[{"delete":["doc",1234,1]},{"update":["account",1,{"name":"x"},1]}]');
SELECT sure_apply('[{"delete":["doc",1234,1]},{"update":["doc",1,{"body":"x"},"soon"]}]');
SELECT sure_apply('[{"delete":["doc",1234,1]},{"update":["doc",1,{"body":"x"},1.0]}]');
SELECT sure_apply('[{"delete":["doc",1234,1]},{"update":["doc",{"body":"x"},{"body":"x"},1]}]');
SELECT sure_apply('[{"delete":["doc",1234,1]},{"upsert":["a.b.c",{"id":1}]}]');
SELECT sure_apply('[{"delete":["doc",1234,1]},{"upsert":["",{"id":1}]}]');
SELECT sure_apply('[{"delete":["doc",1234,1]},{"upsert":["account",[1]]}]');

-- the form of the list
SELECT sure_apply('{"upsert":["account",{"id":1}]}');
SELECT sure_apply('');
SELECT sure_apply('[{"upsert":["account",{"id":1}]}');
SELECT sure_apply('[{"upsert":["account",{"id":1}]}] x');
SELECT sure_apply('[{"upsert":["account",{"id":1}]},]');
SELECT sure_apply('[{"upsrt":["account",{"id":1}]}]');
SELECT sure_apply('[{"etag":["account",1]}]');
SELECT sure_apply('[{"upsert":["account",{"id":1}]},{}]');
SELECT sure_apply('[{"upsert":["account",{"id":1}]},null]');
SELECT sure_apply('[{"upsert":["account",{"id":1}],"insert":["account",{"id":1}]}]');
SELECT sure_apply('[{"upsert":{"table":"account"}}]');
SELECT sure_apply('[{"upsert":[]}]');
SELECT sure_apply('[{"upsert":["account"]}]');
SELECT sure_apply('[{"upsert":[7,{"id":1}]}]');
SELECT sure_apply('[{"upsert":["account","{}"]}]');
SELECT sure_apply('[{"upsert":["account",{},[]]}]');
SELECT sure_apply('[{"upsert":["account",{},{},{}]}]');
SELECT sure_apply('[{"update":["doc",[7],{},1]}]');
SELECT sure_apply('[{"update":["doc",7,[],1]}]');
SELECT sure_apply('[{"update":["doc",7,{}]}]');
SELECT sure_apply('[{"update":["doc",7,{},{}]}]');
SELECT sure_apply('[{"delete":["doc",7,true]}]');
SELECT sure_apply('[{"check_version":["doc",7,1,{}]}]');
SELECT sure_apply('[{"check_version":["doc",null,1]}]');
SELECT sure_apply('[{"update":["doc",7,null,1]}]');
SELECT sure_apply('[{"upsert":[null,{"id":1}]}]');
SELECT sure_apply('[{"upsert":["account",{"id":1},null]}]');
SELECT sure_apply('[{"upsert":["account",{"id":1},{"idempotency_key":"k"}]}]');
SELECT sure_apply('[{"upsert":["account",{"id":1},{"each":true,"ttl_ms":5}]}]');
SELECT sure_apply('[]', '{"idempotencykey":"k"}');
SELECT sure_apply('[]', '[]');
SELECT sure_apply('[]', NULL);
SELECT sure_apply(NULL);
SELECT sure_apply(NULL, '{}');
