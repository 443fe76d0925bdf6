\set file `cat /usr/share/iso-codes/json/iso_3166-2.json`
CREATE TABLE source AS SELECT (:'file'::json -> '3166-2')::text AS doc;
CREATE FUNCTION writes() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT lpad(to_hex(1 + count(*)), 8, '0')
          FROM (SELECT xmin::text FROM subdivision UNION SELECT xmax::text FROM subdivision WHERE xmax <> 0) x);
END $$;
CREATE VIEW writes AS SELECT writes() AS counter;
