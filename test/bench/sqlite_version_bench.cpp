// Optimistic locking on SQLite, in memory: sure_update of one row against the UPDATE that one would write by
// hand, on a table without guards and on one with, and what the guard triggers cost a plain UPDATE. All in
// one transaction; variants alternate within a run. Usage: sqlite_version_bench MODULE ROWS RUNS
#include "sqlite.h"

namespace {

using namespace bench;

void create(const std::string& table, const std::vector<Row>& rows) {
  execute("CREATE TABLE " + table +
          "(id integer primary key, name text not null, price numeric(12,2), at timestamptz, ok boolean,"
          " version integer not null default 1)");
  for (const Row& r : rows)
    execute(fmt::format("INSERT INTO {}(id, name, price, at, ok) VALUES ({}, '{}', {}, '{}', {})", table,
                        r.id, r.name, r.price, r.at, r.ok ? 1 : 0));
}

std::string changes_of(const Row& r) { return fmt::format(R"({{"name":"{}","price":{}}})", r.name, r.price); }

/// `call(row)` for every row, in one transaction; microseconds per call.
double in_transaction(const std::vector<Row>& rows, const std::function<void(std::size_t)>& call) {
  execute("BEGIN");
  const double time = bench::microseconds([&] {
    for (std::size_t i = 0; i < rows.size(); ++i) call(i);
  });
  execute("COMMIT");
  return time / static_cast<double>(rows.size());
}

double sure_update(const std::vector<Row>& rows, int version) {
  std::vector<std::string> changes;
  for (const Row& r : rows) changes.push_back(changes_of(r));
  sqlite3_stmt* statement = prepare("SELECT sure_update('item_sure', ?, ?, ?)");
  const double time = in_transaction(rows, [&](std::size_t i) {
    check(sqlite3_bind_int(statement, 1, rows[i].id));
    bind_text(statement, 2, changes[i]);
    check(sqlite3_bind_int(statement, 3, version));
    finish(statement);
  });
  check(sqlite3_finalize(statement));
  return time;
}

double by_hand(const std::string& table, const std::vector<Row>& rows, int version) {
  sqlite3_stmt* statement = prepare(
      "UPDATE " + table + " SET name = ?, price = ?, version = version + 1 WHERE id = ? AND version = ?");
  const double time = in_transaction(rows, [&](std::size_t i) {
    bind_text(statement, 1, rows[i].name);
    check(sqlite3_bind_double(statement, 2, std::atof(rows[i].price.c_str())));
    check(sqlite3_bind_int(statement, 3, rows[i].id));
    check(sqlite3_bind_int(statement, 4, version));
    check(sqlite3_step(statement));
    if (sqlite3_changes(db) != 1) std::exit(1);
    check(sqlite3_reset(statement));
  });
  check(sqlite3_finalize(statement));
  return time;
}

double plain(const std::string& table, const std::vector<Row>& rows) {
  sqlite3_stmt* statement = prepare("UPDATE " + table + " SET name = ?, price = ? WHERE id = ?");
  const double time = in_transaction(rows, [&](std::size_t i) {
    bind_text(statement, 1, rows[i].name);
    check(sqlite3_bind_double(statement, 2, std::atof(rows[i].price.c_str())));
    check(sqlite3_bind_int(statement, 3, rows[i].id));
    finish(statement);
  });
  check(sqlite3_finalize(statement));
  return time;
}

/// Every row is at this version, or the variants have not done the same.
void expect_version(const std::string& table, int version) {
  sqlite3_stmt* statement =
      prepare(fmt::format("SELECT count(*) FROM {} WHERE version <> {}", table, version));
  check(sqlite3_step(statement));
  if (sqlite3_column_int(statement, 0) != 0) {
    fmt::print(stderr, "benchmark: {} is not at version {}\n", table, version);
    std::exit(1);
  }
  check(sqlite3_finalize(statement));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const int rows = std::atoi(argv[2]), runs = std::atoi(argv[3]);
  open_with(argv[1]);
  const auto first = bench::make_rows(1, rows, 1);
  for (const char* table : {"item_sure", "item_hand", "item_hand_guarded", "item_guarded", "item_plain"})
    create(table, first);
  for (const char* table : {"item_sure", "item_hand_guarded", "item_guarded"})
    execute(fmt::format("SELECT sure_enable_version('{}')", table));

  for (int run = 1; run <= runs; ++run) {
    const auto next = bench::make_rows(1, rows, run + 1);
    bench::print("SQLite sure_update in a transaction", "sure", sure_update(next, run));
    bench::print("SQLite sure_update in a transaction", "hand_written", by_hand("item_hand", next, run));
    bench::print("SQLite sure_update in a transaction", "hand_guarded",
                 by_hand("item_hand_guarded", next, run));
    bench::print("SQLite plain UPDATE, version guard", "guarded", plain("item_guarded", next));
    bench::print("SQLite plain UPDATE, version guard", "unguarded", plain("item_plain", next));
    for (const char* table : {"item_sure", "item_hand", "item_hand_guarded", "item_guarded"})
      expect_version(table, run + 1);
  }
  return sqlite3_close(db) == SQLITE_OK ? 0 : 1;
}
