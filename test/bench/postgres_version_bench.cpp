// Optimistic locking on PostgreSQL, end to end over one connection: sure_update of one row against the
// prepared UPDATE that one would write by hand, on a table without a guard and on one with, and what a guard
// trigger costs a plain UPDATE: none, ours, one in PL/pgSQL that does the same. Variants alternate within a
// run. Usage: postgres_version_bench ROWS RUNS, in the database `bench`
#include "postgres.h"

namespace {

using namespace bench;

// What teams write for themselves.
constexpr const char* plpgsql_guard = R"(
CREATE FUNCTION count_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version = OLD.version THEN
    NEW.version := OLD.version + 1;
  ELSIF NEW.version IS DISTINCT FROM OLD.version + 1 THEN
    RAISE EXCEPTION 'stale version' USING ERRCODE = 'SR001';
  END IF;
  RETURN NEW;
END $$)";

void create(const std::string& table, int rows) {
  execute("DROP TABLE IF EXISTS " + table);
  execute("CREATE TABLE " + table +
          "(id int primary key, name text not null, price numeric(12,2), at timestamptz, ok boolean,"
          " version bigint not null default 1) WITH (fillfactor = 50)");
  execute(fmt::format(
      "INSERT INTO {} SELECT i, 'item number ' || i, i, now(), true FROM generate_series(1, {}) i", table,
      rows));
}

/// One statement a call; microseconds per call. Every call must write one row.
double calls(const char* name, const std::vector<Row>& rows, const std::vector<std::string>& documents,
             int version) {
  const std::string expected = std::to_string(version);
  const double time = bench::microseconds([&] {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string id = std::to_string(rows[i].id);
      const char* json[] = {id.c_str(), documents[i].c_str(), expected.c_str()};
      const char* columns[] = {rows[i].name.c_str(), rows[i].price.c_str(), id.c_str(), expected.c_str()};
      const bool sure = std::string_view(name) == "sure";
      const int count = sure || version == 0 ? 3 : 4;
      const std::string got =
          answer(PQexecPrepared(connection, name, count, sure ? json : columns, nullptr, nullptr, 0));
      if (!sure && got != "1") std::exit(1);
    }
  });
  return time / static_cast<double>(rows.size());
}

double whole_table(const std::string& table, int rows) {
  return bench::microseconds([&] { execute("UPDATE " + table + " SET ok = NOT ok"); }) / rows;
}

void expect_version(const std::string& table, int version) {
  if (execute(fmt::format("SELECT count(*) FROM {} WHERE version <> {}", table, version)) == "0") return;
  fmt::print(stderr, "benchmark: {} is not at version {}\n", table, version);
  std::exit(1);
}

void one_row(int rows, int runs) {
  for (const char* table : {"sure", "hand_written", "hand_guarded", "unguarded", "guarded", "plpgsql"})
    create(table, rows);
  for (const char* table : {"sure", "hand_guarded", "guarded"})
    execute(fmt::format("SELECT sure_enable_version('{}')", table));
  execute("CREATE TRIGGER guard BEFORE UPDATE ON plpgsql FOR EACH ROW EXECUTE FUNCTION count_version()");
  execute("VACUUM ANALYZE");
  prepare("sure", "SELECT sure_update('sure', $1::int, $2, $3::bigint)");
  for (const std::string table : {"hand_written", "hand_guarded"})
    prepare(table, "UPDATE " + table +
                       " SET name = $1, price = $2, version = version + 1 WHERE id = $3 AND version = $4");
  for (const std::string table : {"unguarded", "guarded", "plpgsql"})
    prepare(table, "UPDATE " + table + " SET name = $1, price = $2 WHERE id = $3");
  for (int run = 1; run <= runs; ++run) {
    const auto next = bench::make_rows(1, rows, run);
    std::vector<std::string> documents;
    for (const Row& r : next)
      documents.push_back(fmt::format(R"({{"name":"{}","price":{}}})", r.name, r.price));
    for (const char* variant : {"sure", "hand_written", "hand_guarded"}) {
      bench::print("PostgreSQL sure_update, one row", variant, calls(variant, next, documents, run));
      expect_version(variant, run + 1);
    }
    for (const char* variant : {"guarded", "unguarded", "plpgsql"})
      bench::print("PostgreSQL plain UPDATE of one row, version guard", variant,
                   calls(variant, next, documents, 0));
  }
}

void many_rows(int rows, int runs) {
  for (const char* table : {"unguarded", "guarded", "plpgsql"}) create(table, rows);
  execute("SELECT sure_enable_version('guarded')");
  execute("CREATE TRIGGER guard BEFORE UPDATE ON plpgsql FOR EACH ROW EXECUTE FUNCTION count_version()");
  for (int run = 1; run <= runs; ++run) {
    for (const char* variant : {"guarded", "unguarded", "plpgsql"}) {
      execute(std::string("VACUUM ANALYZE ") + variant);
      bench::print("PostgreSQL plain UPDATE of all rows, version guard", variant, whole_table(variant, rows));
    }
    for (const char* table : {"guarded", "plpgsql"}) expect_version(table, run + 1);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const int rows = std::atoi(argv[1]), runs = std::atoi(argv[2]);
  connect();
  execute(plpgsql_guard);
  one_row(rows / 20, runs);
  many_rows(rows, runs);
  PQfinish(connection);
  return 0;
}
