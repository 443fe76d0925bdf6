// Upsert on SQLite, in memory: sure_upsert against the json_each form and against a C loop over one prepared
// statement with bound values. Each variant has its table; variants alternate within a run.
// Usage: sqlite_bench MODULE ROWS RUNS
#include "sqlite.h"

namespace {

using namespace bench;

std::string on_conflict(const std::string& t) {
  return " ON CONFLICT (id) DO UPDATE SET name = excluded.name, price = excluded.price, at = excluded.at, ok "
         "= excluded.ok"
         " WHERE (" +
         t + ".name, " + t + ".price, " + t + ".at, " + t +
         ".ok)"
         " IS NOT (excluded.name, excluded.price, excluded.at, excluded.ok)";
}

struct Variant {
  std::string name, sql;
  std::string table() const { return "item_" + name; }
};

const Variant sure{"sure", "SELECT sure_upsert('item_sure', ?)"};
const Variant json{
    "json_each",
    "INSERT INTO item_json_each SELECT value->>'id', value->>'name', value->>'price', value->>'at',"
    " value->>'ok' FROM json_each(?) WHERE true" +
        on_conflict("item_json_each")};
const Variant loop{"bound_loop",
                   "INSERT INTO item_bound_loop VALUES (?, ?, ?, ?, ?)" + on_conflict("item_bound_loop")};

void create(const Variant& v) {
  execute("DROP TABLE IF EXISTS " + v.table());
  execute("CREATE TABLE " + v.table() +
          "(id int primary key, name text not null, price numeric(12,2), at timestamptz, ok boolean)");
}

void run_bound(sqlite3_stmt* statement, const std::vector<Row>& rows) {
  for (const Row& r : rows) {
    check(sqlite3_bind_int(statement, 1, r.id));
    bind_text(statement, 2, r.name);
    check(sqlite3_bind_double(statement, 3, std::atof(r.price.c_str())));
    bind_text(statement, 4, r.at);
    check(sqlite3_bind_int(statement, 5, r.ok));
    finish(statement);
  }
}

/// One bulk write in one transaction; microseconds per row.
double bulk(const Variant& v, const std::vector<Row>& rows, const std::string& text) {
  sqlite3_stmt* statement = prepare(v.sql);
  const double time = bench::microseconds([&] {
    execute("BEGIN");
    if (&v == &loop) {
      run_bound(statement, rows);
    } else {
      bind_text(statement, 1, text);
      finish(statement);
    }
    execute("COMMIT");
  });
  check(sqlite3_finalize(statement));
  return time / static_cast<double>(rows.size());
}

/// One row a call, prepared once, all in one transaction; microseconds per call.
double one_by_one(const Variant& v, const std::vector<std::string>& texts) {
  sqlite3_stmt* statement = prepare(v.sql);
  execute("BEGIN");
  const double time = bench::microseconds([&] {
    for (const std::string& text : texts) {
      bind_text(statement, 1, text);
      finish(statement);
    }
  });
  execute("COMMIT");
  check(sqlite3_finalize(statement));
  return time / static_cast<double>(texts.size());
}

const Variant strict{"strict", "INSERT INTO item_strict VALUES (?, ?, ?, ?, ?)"};
const Variant plain{"plain", "INSERT INTO item_plain VALUES (?, ?, ?, ?, ?)"};

/// Plain INSERTs of one row, prepared once, all in one transaction; microseconds per row.
double inserts(const Variant& v, const std::vector<Row>& rows) {
  create(v);
  if (&v == &strict) execute("SELECT sure_enable_strict('item_strict')");
  sqlite3_stmt* statement = prepare(v.sql);
  execute("BEGIN");
  const double time = bench::microseconds([&] { run_bound(statement, rows); });
  execute("COMMIT");
  check(sqlite3_finalize(statement));
  return time / static_cast<double>(rows.size());
}

void expect_rows(const Variant& v, int rows) {
  sqlite3_stmt* statement = prepare("SELECT count(*), count(DISTINCT name) FROM " + v.table());
  check(sqlite3_step(statement));
  if (sqlite3_column_int(statement, 0) != rows || sqlite3_column_int(statement, 1) != rows) {
    fmt::print(stderr, "benchmark: {} holds the wrong rows\n", v.table());
    std::exit(1);
  }
  check(sqlite3_finalize(statement));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const int rows = std::atoi(argv[2]), runs = std::atoi(argv[3]);
  open_with(argv[1]);

  const auto first = bench::make_rows(1, rows, 1), second = bench::make_rows(1, rows, 2);
  const std::string first_text = bench::as_json(first), second_text = bench::as_json(second);
  std::vector<std::string> single, single_array;  // json_each wants an array
  for (const Row& r : bench::make_rows(1, rows / 5, 3)) {
    single.push_back(bench::as_json(r));
    single_array.push_back("[" + single.back() + "]");
  }

  for (int run = 0; run < runs; ++run) {
    for (const Variant* v : {&sure, &json, &loop}) {
      create(*v);
      bench::print("SQLite bulk, new", v->name, bulk(*v, first, first_text));
      expect_rows(*v, rows);
    }
    for (const Variant* v : {&sure, &json, &loop})
      bench::print("SQLite bulk, unchanged", v->name, bulk(*v, first, first_text));
    for (const Variant* v : {&sure, &json, &loop})
      bench::print("SQLite bulk, changed", v->name, bulk(*v, second, second_text));
    for (const Variant* v : {&strict, &plain}) {
      bench::print("SQLite plain INSERT, strict table", v->name, inserts(*v, first));
      expect_rows(*v, rows);
    }
    for (const Variant* v : {&sure, &json})
      bench::print("SQLite one row in a transaction", v->name,
                   one_by_one(*v, v == &json ? single_array : single));
  }
  return sqlite3_close(db) == SQLITE_OK ? 0 : 1;
}
