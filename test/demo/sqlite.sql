CREATE TEMP TABLE source AS
  SELECT json_extract(CAST(readfile('/usr/share/iso-codes/json/iso_3166-2.json') AS text), '$."3166-2"') AS doc;
CREATE TEMP VIEW writes AS SELECT hex(substr(readfile('build/demo.db'), 25, 4)) AS counter;
