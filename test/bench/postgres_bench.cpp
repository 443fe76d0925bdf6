// Upsert on PostgreSQL through libpq: sure_upsert against the statements one would write by hand.
// Each variant has its table; variants alternate within a run. The server is named by PGHOST and the like.
// Usage: postgres_bench ROWS RUNS
#include "postgres.h"

namespace {

using namespace bench;

std::string on_conflict(const std::string& t) {
  return " ON CONFLICT (id) DO UPDATE SET name = excluded.name, price = excluded.price, at = excluded.at, ok "
         "= excluded.ok"
         " WHERE (" +
         t + ".name, " + t + ".price, " + t + ".at, " + t +
         ".ok)"
         " IS DISTINCT FROM (excluded.name, excluded.price, excluded.at, excluded.ok)";
}

std::string from_json(const std::string& t) {
  return "INSERT INTO " + t +
         " SELECT * FROM json_to_recordset($1::json)"
         " AS x(id int, name text, price numeric(12,2), at timestamptz, ok boolean)";
}

/// A way to write: a statement prepared under its name, for a table of the same name.
struct Variant {
  std::string name, sql;
};

const Variant sure{"sure", "SELECT sure_upsert('sure', $1)"};
const Variant hand{"hand_written", from_json("hand_written") + on_conflict("hand_written")};
const Variant naive{"naive",
                    from_json("naive") +
                        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, price = excluded.price,"
                        " at = excluded.at, ok = excluded.ok"};
const Variant one_sure{"sure", "SELECT sure_upsert('sure', $1)"};
const Variant one_hand{
    "prepared_on_conflict",
    "INSERT INTO prepared_on_conflict VALUES ($1::int, $2, $3::numeric, $4::timestamptz, $5::boolean)" +
        on_conflict("prepared_on_conflict")};
const Variant one_helper{"plpgsql_helper", "SELECT generic_upsert('plpgsql_helper', 'id', $1::json)"};
const Variant empty{"empty_round_trip", "SELECT 1"};

// What teams write for themselves: any table, any members, dynamic SQL.
constexpr const char* helper = R"(
CREATE FUNCTION generic_upsert(target regclass, key text, doc json) RETURNS text LANGUAGE plpgsql AS $$
DECLARE columns text; sets text; n int;
BEGIN
  SELECT string_agg(quote_ident(k), ', '),
         string_agg(format('%1$I = excluded.%1$I', k), ', ') FILTER (WHERE k <> key)
    INTO columns, sets FROM json_object_keys(doc) k;
  EXECUTE format('INSERT INTO %1$s (%2$s) SELECT %2$s FROM json_populate_record(NULL::%1$s, $1) '
                 'ON CONFLICT (%3$I) DO UPDATE SET %4$s', target, columns, key, sets) USING doc;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$)";

void create(const std::string& table) {
  execute("CREATE TABLE " + table +
          "(id int primary key, name text not null, price numeric(12,2), at timestamptz, ok boolean)");
}

double bulk(const Variant& v, const std::string& text) {
  const char* values[] = {text.c_str()};
  return bench::microseconds(
      [&] { answer(PQexecPrepared(connection, v.name.c_str(), 1, values, nullptr, nullptr, 0)); });
}

/// One row a call; microseconds per call.
double one_by_one(const Variant& v, const std::vector<Row>& rows, const std::vector<std::string>& texts) {
  const std::string name = "one_" + v.name;
  std::size_t at = 0;
  const double time = bench::microseconds([&] {
    for (const Row& r : rows) {
      const std::string id = std::to_string(r.id);
      const char* json[] = {texts[at++].c_str()};
      const char* columns[] = {id.c_str(), r.name.c_str(), r.price.c_str(), r.at.c_str(), r.ok ? "t" : "f"};
      const bool by_column = &v == &one_hand;
      const int count = &v == &empty ? 0 : by_column ? 5 : 1;
      answer(
          PQexecPrepared(connection, name.c_str(), count, by_column ? columns : json, nullptr, nullptr, 0));
    }
  });
  return time / static_cast<double>(rows.size());
}

/// Bytes of WAL that `run` writes.
double wal_of(const std::function<void()>& run) {
  execute("CHECKPOINT");
  const std::string before = execute("SELECT pg_current_wal_insert_lsn()");
  run();
  return std::atof(execute("SELECT pg_current_wal_insert_lsn() - '" + before + "'::pg_lsn").c_str());
}

void bulk_run(int rows, const std::string& first, const std::string& second) {
  for (const Variant* v : {&sure, &hand}) {
    execute("TRUNCATE " + v->name);
    bench::print("PostgreSQL bulk, new", v->name, bulk(*v, first) / rows);
    if (execute("SELECT count(DISTINCT name) FROM " + v->name) != std::to_string(rows)) std::exit(1);
  }
  for (const Variant* v : {&sure, &hand}) {
    execute("VACUUM ANALYZE " + v->name);
    double time = 0;
    const double wal = wal_of([&] { time = bulk(*v, first); });
    bench::print("PostgreSQL bulk, unchanged", v->name, time / rows);
    bench::print("WAL bytes of unchanged rows", v->name, wal);
  }
  execute("TRUNCATE naive");
  bulk(naive, first);
  execute("VACUUM ANALYZE naive");
  bench::print("WAL bytes of unchanged rows", naive.name, wal_of([&] { bulk(naive, first); }));
  for (const Variant* v : {&sure, &hand}) {
    execute("VACUUM ANALYZE " + v->name);
    bench::print("PostgreSQL bulk, changed", v->name, bulk(*v, second) / rows);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const int rows = std::atoi(argv[1]), runs = std::atoi(argv[2]);
  connect();
  execute(helper);
  for (const char* table : {"sure", "hand_written", "naive", "prepared_on_conflict", "plpgsql_helper"})
    create(table);
  for (const Variant* v : {&sure, &hand, &naive}) prepare(v->name, v->sql);
  for (const Variant* v : {&one_sure, &one_hand, &one_helper, &empty}) prepare("one_" + v->name, v->sql);

  const std::string first = bench::as_json(bench::make_rows(1, rows, 1));
  const std::string second = bench::as_json(bench::make_rows(1, rows, 2));
  for (int run = 0; run < runs; ++run) bulk_run(rows, first, second);

  for (const char* table : {"sure", "prepared_on_conflict", "plpgsql_helper"})
    execute(std::string("TRUNCATE ") + table);
  for (int run = 0; run < runs; ++run) {
    const auto single = bench::make_rows(1, rows / 20, run);
    std::vector<std::string> texts;
    for (const Row& r : single) texts.push_back(bench::as_json(r));
    for (const Variant* v : {&one_sure, &one_hand, &one_helper, &empty})
      bench::print(run == 0 ? "PostgreSQL one new row" : "PostgreSQL one changed row", v->name,
                   one_by_one(*v, single, texts));
  }
  PQfinish(connection);
  return 0;
}
