// Idempotency keys on PostgreSQL, end to end over one connection: a request that changes one row, committed
// by itself. sure_upsert under a key against the same without one, against what one would write by hand
// (BEGIN, a row for the key, the upsert, COMMIT; or both in one statement), and the same requests replayed.
// Variants alternate within a run. Usage: postgres_key_bench ROWS RUNS, in the database `bench`
#include "postgres.h"

namespace {

using namespace bench;

constexpr const char* on_conflict =
    " ON CONFLICT (id) DO UPDATE SET name = excluded.name, price = excluded.price, at = excluded.at, "
    "ok = excluded.ok";
constexpr const char* variants[] = {"keyed", "hand_transaction", "hand_one_statement", "unkeyed"};

void create(int rows) {
  for (const std::string variant : variants)
    execute(
        fmt::format("CREATE TABLE request_{0}(id int primary key, name text not null, price numeric(12,2), "
                    "at timestamptz, ok boolean) WITH (fillfactor = 50);"
                    "INSERT INTO request_{0} SELECT i, 'item', i, now(), true FROM generate_series(1, {1}) i",
                    variant, rows));
  for (const char* table : {"key_transaction", "key_one_statement"})
    execute(
        fmt::format("CREATE TABLE {}(key text primary key, response text not null, created_at timestamptz "
                    "not null)",
                    table));
  prepare("begin", "BEGIN");
  prepare("commit", "COMMIT");
  prepare("key", "INSERT INTO key_transaction VALUES ($1, '{\"ok\":true}', now())");
  prepare("upsert",
          std::string("INSERT INTO request_hand_transaction VALUES ($1, $2, $3, $4, $5)") + on_conflict);
  prepare("one_statement",
          std::string(
              "WITH key AS (INSERT INTO key_one_statement VALUES ($6, '{\"ok\":true}', now()) RETURNING 1) "
              "INSERT INTO request_hand_one_statement SELECT $1, $2, $3, $4, $5 FROM key") +
              on_conflict);
  prepare("keyed", "SELECT sure_upsert('request_keyed', $1, $2)");
  prepare("unkeyed", "SELECT sure_upsert('request_unkeyed', $1)");
}

void run_prepared(const char* name, const std::vector<const char*>& values) {
  answer(
      PQexecPrepared(connection, name, static_cast<int>(values.size()), values.data(), nullptr, nullptr, 0));
}

struct Request {
  std::string id, json, key, options;
  const Row* row;

  Request(const Row& r, int run)
      : id(std::to_string(r.id)),
        json(as_json(r)),
        key(fmt::format("order-{:04}-{:08}-3f9a2c", run, r.id)),
        options(fmt::format(R"({{"idempotency_key":"{}"}})", key)),
        row(&r) {}

  std::vector<const char*> values() const {
    return {id.c_str(), row->name.c_str(), row->price.c_str(), row->at.c_str(), row->ok ? "t" : "f"};
  }
};

void keyed(const Request& r) { run_prepared("keyed", {r.json.c_str(), r.options.c_str()}); }
void unkeyed(const Request& r) { run_prepared("unkeyed", {r.json.c_str()}); }
void hand_transaction(const Request& r) {
  run_prepared("begin", {});
  run_prepared("key", {r.key.c_str()});
  run_prepared("upsert", r.values());
  run_prepared("commit", {});
}
void hand_one_statement(const Request& r) {
  std::vector<const char*> values = r.values();
  values.push_back(r.key.c_str());
  run_prepared("one_statement", values);
}

/// Microseconds per request.
double each(const std::vector<Request>& all, void (*send)(const Request&)) {
  const double time = bench::microseconds([&] {
    for (const Request& r : all) send(r);
  });
  return time / static_cast<double>(all.size());
}

/// Every table holds the values of the run, or the variants have not done the same.
void expect_names(int rows, int run) {
  for (const char* variant : variants) {
    const std::string found = execute(
        fmt::format("SELECT count(*) FROM request_{} WHERE name LIKE 'item number % of {}'", variant, run));
    if (found == std::to_string(rows)) continue;
    fmt::print(stderr, "benchmark: request_{} does not hold the values of run {}\n", variant, run);
    std::exit(1);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const int rows = std::atoi(argv[1]) / 20, runs = std::atoi(argv[2]);
  constexpr const char* which = "PostgreSQL request of one row under a key";
  connect();
  create(rows);
  for (int run = 1; run <= runs; ++run) {
    const auto next = bench::make_rows(1, rows, run);
    std::vector<Request> all;
    all.reserve(next.size());
    for (const Row& row : next) all.emplace_back(row, run);
    execute("VACUUM ANALYZE");
    bench::print(which, "keyed", each(all, keyed));
    bench::print(which, "hand_transaction", each(all, hand_transaction));
    bench::print(which, "hand_one_statement", each(all, hand_one_statement));
    bench::print(which, "unkeyed", each(all, unkeyed));
    bench::print(which, "replayed", each(all, keyed));
    expect_names(rows, run);
  }
  PQfinish(connection);
  return 0;
}
