-- sure_retry(code, attempt [, options]): words and bounds; the delay itself is random.
-- a delay of nothing at all: the whole answer
SELECT sure_retry('40001', 1, '{"cap_ms":0}');
SELECT sure_retry('40P01', 1, '{"base_ms":0}');
SELECT sure_retry('55P03', 9, '{"cap_ms":0}');
SELECT sure_retry('5', 1, '{"cap_ms":0}');
SELECT sure_retry('SQLITE_BUSY', 1, '{"cap_ms":0}');
SELECT sure_retry('BUSY_TIMEOUT', 1, '{"cap_ms":0}');
SELECT sure_retry('517', 1, '{"cap_ms":0}');
SELECT sure_retry('SQLITE_BUSY_SNAPSHOT', 1, '{"cap_ms":0}');
SELECT sure_retry('262', 1, '{"cap_ms":0}');
SELECT sure_retry('SQLITE_LOCKED', 1, '{"cap_ms":0}');
SELECT sure_retry('SQLITE_PROTOCOL', 1, '{"cap_ms":0}');
SELECT sure_retry('SR011', 1, '{"cap_ms":0}');
SELECT sure_retry('53300', 1, '{"cap_ms":0}');
SELECT sure_retry('57P03', 1, '{"cap_ms":0}');
SELECT sure_retry('08001', 1, '{"cap_ms":0}');
-- an outcome that nobody knows
SELECT sure_retry('08006', 1);
SELECT sure_retry('08006', 1, '{"idempotent":false}');
SELECT sure_retry('08006', 1, '{"idempotent":true,"cap_ms":0}');
SELECT sure_retry('57P01', 1);
-- never
SELECT sure_retry('SR001', 1);
SELECT sure_retry('SR002', 1, '{"idempotent":true}');
SELECT sure_retry('SR003', 1);
SELECT sure_retry('SR010', 1);
SELECT sure_retry('SR012', 1);
SELECT sure_retry('23505', 1);
SELECT sure_retry('22P02', 1);
SELECT sure_retry('42P01', 1);
SELECT sure_retry('25001', 1);
SELECT sure_retry('25P02', 1);
SELECT sure_retry('57014', 1);
SELECT sure_retry('SQLITE_FULL', 1);
SELECT sure_retry('SQLITE_IOERR_FSYNC', 1);
SELECT sure_retry('SQLITE_CORRUPT', 1);
SELECT sure_retry('SQLITE_READONLY', 1);
SELECT sure_retry('SQLITE_CONSTRAINT_UNIQUE', 1);
SELECT sure_retry('2067', 1);
SELECT sure_retry('1', 1);
-- unknown
SELECT sure_retry('99999', 1);
SELECT sure_retry('QQ001', 1);
SELECT sure_retry('77', 1);
SELECT sure_retry('SQLITE_NEWS', 1);
-- the limit
SELECT sure_retry('40001', 10);
SELECT sure_retry('40001', 2, '{"max_attempts":2}');
SELECT sure_retry('40001', 1, '{"max_attempts":1}');
SELECT sure_retry('SQLITE_BUSY', 2147483648);
SELECT sure_retry('40001', 9223372036854775807, '{"max_attempts":1000000}');
-- what it refuses
SELECT sure_retry('', 1);
SELECT sure_retry('busy', 1);
SELECT sure_retry('40p01', 1);
SELECT sure_retry('database is locked', 1);
SELECT sure_retry('-5', 1);
SELECT sure_retry('123456', 1);
SELECT sure_retry('40001', 0);
SELECT sure_retry('40001', -9223372036854775807);
SELECT sure_retry(NULL, 1);
SELECT sure_retry('40001', NULL);
SELECT sure_retry('40001', 1, NULL);
SELECT sure_retry('40001', 1, '{"base":1}');
SELECT sure_retry('40001', 1, '{"cap_ms":-1}');
SELECT sure_retry('40001', 1, '{"cap_ms":1.5}');
SELECT sure_retry('40001', 1, '{"base_ms":86400001}');
SELECT sure_retry('40001', 1, '{"max_attempts":0}');
SELECT sure_retry('40001', 1, '{"idempotent":1}');
SELECT sure_retry('40001', 1, '[]');
