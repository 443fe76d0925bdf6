\set file `cat /usr/share/iso-codes/json/iso_3166-2.json`
CREATE TABLE source AS SELECT (:'file'::json -> '3166-2')::text AS doc;
CREATE FUNCTION writes() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT lpad(to_hex(1 + count(DISTINCT pg_xact_commit_timestamp(x))), 8, '0')
          FROM (SELECT xmin AS x FROM subdivision UNION ALL SELECT xmax FROM subdivision WHERE xmax <> 0) used);
END $$;
CREATE VIEW writes AS SELECT writes() AS counter;
