-- sure_is_valid, sure_try_cast, sure_cast, sure_error_info
SELECT CASE WHEN sure_is_valid('1', 'integer') THEN 'yes' ELSE 'no' END;
SELECT CASE WHEN sure_is_valid('not-an-integer', 'integer') THEN 'yes' ELSE 'no' END;
SELECT CASE WHEN sure_is_valid('99999999999', 'int4') THEN 'yes' ELSE 'no' END;
SELECT CASE WHEN sure_is_valid('12.345', 'numeric(4,2)') THEN 'yes' ELSE 'no' END;
SELECT CASE WHEN sure_is_valid('123.45', 'numeric(4,2)') THEN 'yes' ELSE 'no' END;
SELECT CASE WHEN sure_is_valid('2024-02-30', 'date') THEN 'yes' ELSE 'no' END;
SELECT CASE WHEN sure_is_valid(NULL, 'integer') IS NULL THEN 'null' ELSE 'not null' END;
SELECT CASE WHEN sure_is_valid('1', NULL) IS NULL THEN 'null' ELSE 'not null' END;
SELECT sure_cast(' 007 ', 'bigint');
SELECT sure_cast('1.005', 'numeric(10,2)');
SELECT sure_cast('YES', 'boolean');
SELECT sure_cast('2024-01-02T03:04:05+02:00', 'timestamp with time zone');
SELECT sure_cast('{"b":1,"a":2, "a":3}', 'jsonb');
SELECT sure_cast('A0EEBC999C0B4EF8BB6D6BB9BD380A11', 'uuid');
SELECT sure_cast('1e23', 'double precision');
SELECT sure_cast('abc  ', 'varchar(3)');
SELECT sure_cast('abcd', 'character varying(3)');
SELECT sure_cast('x', 'integer');
SELECT sure_cast('1', 'no_such_type');
SELECT sure_cast('1', 'integer(3)');
SELECT sure_cast('1', 'numeric(1001,2)');
SELECT sure_cast('1', 'numeric(');
SELECT coalesce(sure_try_cast('x', 'integer'), 'nothing');
SELECT sure_try_cast(' 42', 'integer');
SELECT coalesce(CAST(sure_error_info('42', 'integer') AS text), 'nothing');
SELECT sure_error_info('x', 'integer');
SELECT sure_error_info('1000', 'numeric(5,2)');
SELECT sure_error_info('{"a":', 'json');
SELECT sure_error_info('2024-13-01', 'date');
-- a type of PostgreSQL that is not read yet
SELECT sure_is_valid('{}', 'xml');
-- one that is
SELECT sure_cast('1 day', 'interval');
