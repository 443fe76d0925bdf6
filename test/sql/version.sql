-- The version is one word of three numbers, the same on both engines.
SELECT surerow_version();
SELECT CASE WHEN surerow_version() LIKE '%.%.%' THEN 'three numbers' ELSE 'something else' END;
