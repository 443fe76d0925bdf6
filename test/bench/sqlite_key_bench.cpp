// Idempotency keys on SQLite, in memory and in a file in WAL mode: a request that changes one row, committed
// by itself. sure_upsert under a key against the same without one, against what one would write by hand (a
// row for the key and the upsert, from JSON or with values bound, in one transaction), and the same requests
// replayed. Variants alternate within a run. Usage: sqlite_key_bench MODULE ROWS RUNS
#include <unistd.h>

#include <filesystem>

#include "sqlite.h"

namespace {

using namespace bench;

constexpr const char* upsert_json =
    "INSERT INTO item_json SELECT value->>'id', value->>'name', value->>'price', value->>'at', value->>'ok' "
    "FROM json_each(?) WHERE true ON CONFLICT (id) DO UPDATE SET name = excluded.name, price = "
    "excluded.price, "
    "at = excluded.at, ok = excluded.ok";
constexpr const char* upsert_bound =
    "INSERT INTO item_bound VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
    "price = excluded.price, at = excluded.at, ok = excluded.ok";

/// What a run sends: rows, their JSON, and a key for each in the options.
struct Requests {
  std::vector<Row> rows;
  std::vector<std::string> json, keys, options;

  Requests(int count, int run) : rows(make_rows(1, count, run)) {
    for (const Row& r : rows) {
      json.push_back("[" + as_json(r) + "]");
      keys.push_back(fmt::format("order-{:04}-{:08}-3f9a2c", run, r.id));
      options.push_back(fmt::format(R"({{"idempotency_key":"{}"}})", keys.back()));
    }
  }
};

/// `request(i)` for every row; microseconds per request.
double each(const Requests& all, const std::function<void(std::size_t)>& request) {
  const double time = bench::microseconds([&] {
    for (std::size_t i = 0; i < all.rows.size(); ++i) request(i);
  });
  return time / static_cast<double>(all.rows.size());
}

double keyed(const Requests& all) {
  sqlite3_stmt* statement = prepare("SELECT sure_upsert('item_keyed', ?, ?)");
  const double time = each(all, [&](std::size_t i) {
    bind_text(statement, 1, all.json[i]);
    bind_text(statement, 2, all.options[i]);
    finish(statement);
  });
  check(sqlite3_finalize(statement));
  return time;
}

double unkeyed(const Requests& all) {
  sqlite3_stmt* statement = prepare("SELECT sure_upsert('item_unkeyed', ?)");
  const double time = each(all, [&](std::size_t i) {
    bind_text(statement, 1, all.json[i]);
    finish(statement);
  });
  check(sqlite3_finalize(statement));
  return time;
}

/// A row for the key in `keys`, and `upsert` with what `bind` binds to it, in a transaction.
double by_hand(const Requests& all, const std::string& keys, const char* upsert,
               const std::function<void(sqlite3_stmt*, std::size_t)>& bind) {
  sqlite3_stmt* begin = prepare("BEGIN IMMEDIATE");
  sqlite3_stmt* key = prepare("INSERT INTO " + keys + " VALUES (?, '{\"ok\":true}', unixepoch())");
  sqlite3_stmt* write = prepare(upsert);
  sqlite3_stmt* commit = prepare("COMMIT");
  const double time = each(all, [&](std::size_t i) {
    finish(begin);
    bind_text(key, 1, all.keys[i]);
    finish(key);
    bind(write, i);
    finish(write);
    finish(commit);
  });
  for (sqlite3_stmt* statement : {begin, key, write, commit}) check(sqlite3_finalize(statement));
  return time;
}

void bind_row(sqlite3_stmt* statement, const Row& r) {
  check(sqlite3_bind_int(statement, 1, r.id));
  bind_text(statement, 2, r.name);
  check(sqlite3_bind_double(statement, 3, std::atof(r.price.c_str())));
  bind_text(statement, 4, r.at);
  check(sqlite3_bind_int(statement, 5, r.ok ? 1 : 0));
}

/// The table holds the values of the run, or the variants have not done the same.
void expect_names(const char* table, int count, int run) {
  sqlite3_stmt* statement =
      prepare(fmt::format("SELECT count(*) FROM {} WHERE name LIKE 'item number % of {}'", table, run));
  check(sqlite3_step(statement));
  if (sqlite3_column_int(statement, 0) != count) {
    fmt::print(stderr, "benchmark: {} does not hold the values of run {}\n", table, run);
    std::exit(1);
  }
  check(sqlite3_finalize(statement));
}

void run_once(const char* which, int count, int run) {
  const Requests all(count, run);
  bench::print(which, "keyed", keyed(all));
  bench::print(which, "hand_json",
               by_hand(all, "key_json", upsert_json, [&](sqlite3_stmt* statement, std::size_t i) {
                 bind_text(statement, 1, all.json[i]);
               }));
  bench::print(which, "hand_bound",
               by_hand(all, "key_bound", upsert_bound,
                       [&](sqlite3_stmt* statement, std::size_t i) { bind_row(statement, all.rows[i]); }));
  bench::print(which, "unkeyed", unkeyed(all));
  bench::print(which, "replayed", keyed(all));
  for (const char* table : {"item_keyed", "item_json", "item_bound", "item_unkeyed"})
    expect_names(table, count, run);
}

void create_tables() {
  for (const char* table : {"key_json", "key_bound"})
    execute(
        fmt::format("CREATE TABLE {}(key text primary key, response text not null, "
                    "created_at integer not null)",
                    table));
  for (const char* table : {"item_keyed", "item_json", "item_bound", "item_unkeyed"})
    execute(
        fmt::format("CREATE TABLE {}(id integer primary key, name text not null, price numeric(12,2), "
                    "at timestamptz, ok boolean)",
                    table));
}

/// All runs on an empty database at `path`.
void run_all(const char* module, const char* path, const char* which, int count, int runs) {
  open_with(module, path);
  if (std::string_view(path) != ":memory:") execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  create_tables();
  for (int run = 1; run <= runs; ++run) run_once(which, count, run);
  if (sqlite3_close(db) != SQLITE_OK) std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const int count = std::atoi(argv[2]), runs = std::atoi(argv[3]);
  run_all(argv[1], ":memory:", "SQLite request of one row under a key", count, runs);
  const auto file = std::filesystem::temp_directory_path() / fmt::format("surerow-bench-{}.db", getpid());
  run_all(argv[1], file.c_str(), "SQLite request of one row under a key, file in WAL mode", count / 5, runs);
  std::filesystem::remove(file);
  return 0;
}
