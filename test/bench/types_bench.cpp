// The readers of types against PostgreSQL's input functions, in one run, over a column of realistic values:
// the core's verdict (Google Benchmark), sure_is_valid in SQL on both engines, and the server's own cast.
// A cast and a call in SQL count without the bare scan of the same rows. Figures are nanoseconds of processor
// time a value (of the server's process: /proc/PID/schedstat), which other work on the machine disturbs
// least. The server is named by PGHOST and the like. Usage: types_bench MODULE ROWS RUNS [TYPE...]
#include <benchmark/benchmark.h>
#include <libpq-fe.h>
#include <sqlite3.h>

#include <cstdlib>

#include "bench.h"
#include "common/verdict.h"
#include "test/bench/columns.h"

namespace {

PGconn* server;
sqlite3* db;

[[noreturn]] void fail(const char* why) {
  fmt::print(stderr, "types_bench: {}\n", why);
  std::exit(1);
}

void execute(const std::string& sql) {
  PGresult* result = PQexec(server, sql.c_str());
  const ExecStatusType status = PQresultStatus(result);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(PQresultErrorMessage(result));
  PQclear(result);
}

void execute_lite(const std::string& sql) {
  if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(sqlite3_errmsg(db));
}

std::string literal(const std::string& text) {
  char* quoted = PQescapeLiteral(server, text.data(), text.size());
  std::string out = quoted;
  PQfreemem(quoted);
  return out;
}

/// The call of the type's input function. A cast from text to these is a function of its own.
std::string input_call(const std::string& type) {
  const auto call = [](const char* function) { return fmt::format("{}(textout(x))", function); };
  if (type == "text") return call("textin");
  if (type == "name") return call("namein");
  if (type == "\"char\"") return call("charin");
  if (type == "character varying") return "varcharin(textout(x), 0, -1)";
  if (type == "character varying(40)") return "varcharin(textout(x), 0, 44)";
  if (type == "bpchar") return "bpcharin(textout(x), 0, -1)";
  if (type == "character(20)") return "bpcharin(textout(x), 0, 24)";
  return "x::" + type;
}

/// A table of one text column on both engines: the values over and over.
void fill(const std::vector<std::string>& values, std::size_t rows) {
  execute(
      "DROP TABLE IF EXISTS sample; CREATE UNLOGGED TABLE sample (x text); DROP TABLE IF EXISTS few;"
      "CREATE TEMP TABLE few (x text)");
  execute_lite(
      "DROP TABLE IF EXISTS sample; CREATE TABLE sample (x text); DROP TABLE IF EXISTS few;"
      "CREATE TEMP TABLE few (x text)");
  std::string all;
  for (const std::string& text : values) all += (all.empty() ? "(" : ",(") + literal(text) + ")";
  execute("INSERT INTO few VALUES " + all);
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(db, "INSERT INTO few VALUES (?)", -1, &insert, nullptr);
  for (const std::string& text : values) {
    sqlite3_bind_text(insert, 1, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    sqlite3_step(insert);
    sqlite3_reset(insert);
  }
  sqlite3_finalize(insert);
  const std::size_t times = (rows + values.size() - 1) / values.size();
  execute(fmt::format("INSERT INTO sample SELECT x FROM generate_series(1, {}), few", times));
  execute_lite(
      fmt::format("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) "
                  "INSERT INTO sample SELECT x FROM n, few",
                  times));
}

/// Nanoseconds of processor time that a process at rest has used; of a running one the file is behind.
double processor_time(const std::string& process) {
  unsigned long long used = 0;
  std::FILE* file = std::fopen(fmt::format("/proc/{}/schedstat", process).c_str(), "r");
  if (file == nullptr || std::fscanf(file, "%llu", &used) != 1) fail("no /proc/PID/schedstat to read");
  std::fclose(file);
  return static_cast<double>(used);
}

double time_server(const std::string& expression) {
  const std::string process = std::to_string(PQbackendPID(server));
  const double start = processor_time(process);
  execute("SELECT count(" + expression + ") FROM sample");
  return processor_time(process) - start;
}

double time_lite(const std::string& expression) {
  const double start = bench::processor_time();
  execute_lite("SELECT count(" + expression + ") FROM sample");
  return bench::processor_time() - start;
}

class Keep : public benchmark::BenchmarkReporter {
 public:
  double nanoseconds = 0;
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override { nanoseconds = runs.front().GetAdjustedCPUTime(); }
};

/// One measurement by Google Benchmark: nanoseconds a value.
double time_core() {
  Keep keep;
  benchmark::RunSpecifiedBenchmarks(&keep, "verdict");
  return keep.nanoseconds;
}

void verdicts(benchmark::State& state, const surerow::TypeUse& use, const std::vector<std::string>& values) {
  const surerow::Settings settings;
  std::size_t at = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(use.valid(values[at], settings));
    if (++at == values.size()) at = 0;
  }
}

void measure(const std::string& type, std::size_t rows, int runs) {
  const auto values = bench::column_of(type, 1000);
  if (values.empty()) return fmt::print(stderr, "types_bench: no values of {}\n", type);
  fill(values, rows);
  const surerow::TypeUse use(type);
  benchmark::ClearRegisteredBenchmarks();
  benchmark::RegisterBenchmark("verdict", [&](benchmark::State& state) {
    verdicts(state, use, values);
  })->MinTime(0.05);
  const std::string call = "sure_is_valid(x, " + literal(type) + ")";
  const double each = 1 / static_cast<double>((rows + 999) / 1000 * 1000);
  for (int run = -1; run < runs; ++run) {
    const double scan = time_server("x");
    const double cast = time_server(input_call(type));
    const double sure = time_server(call);
    const double scan_lite = time_lite("x");
    const double sure_lite = time_lite(call);
    const double core = time_core();
    if (run < 0) continue;  // warms what caches there are
    const std::string name = "type " + type;
    bench::print(name, "input", (cast - scan) * each);
    bench::print(name, "core", core);
    bench::print(name, "postgres", (sure - scan) * each);
    bench::print(name, "sqlite", (sure_lite - scan_lite) * each);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  server = PQconnectdb("dbname=bench");
  if (PQstatus(server) != CONNECTION_OK) fail(PQerrorMessage(server));
  execute(
      "SET max_parallel_workers_per_gather = 0; SET jit = off; SET client_min_messages = error;"
      "SET lc_monetary = 'C'; SET timezone = 'UTC'");
  if (sqlite3_open(":memory:", &db) != SQLITE_OK || sqlite3_enable_load_extension(db, 1) != SQLITE_OK ||
      sqlite3_load_extension(db, argv[1], nullptr, nullptr) != SQLITE_OK)
    fail(sqlite3_errmsg(db));
  std::vector<std::string> types(argv + 4, argv + argc);
  if (types.empty()) types = bench::measured_types();
  for (const std::string& type : types) measure(type, std::strtoul(argv[2], nullptr, 10), std::atoi(argv[3]));
  PQfinish(server);
  return sqlite3_close(db) == SQLITE_OK ? 0 : 1;
}
