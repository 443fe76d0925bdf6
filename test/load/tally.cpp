// The tables, and the comparison at the end.
#include "tally.h"

#include <fmt/format.h>

#include <cstdlib>
#include <cstring>

namespace load {
namespace {

Answer must(Database& database, const std::string& sql, const std::vector<std::string>& parameters = {}) {
  Answer answer = database.ask(sql, parameters);
  if (answer.ok()) return answer;
  fmt::print(stderr, "load: {}: {}\n", sql, answer.message);
  std::exit(2);
}

// What is stored of a row, beyond what it began with.
Sum stored(Database& database, Table table, std::size_t row) {
  const std::string version = table == tally ? "0" : "version";
  const Answer answer =
      must(database, fmt::format("SELECT n, {} FROM {} WHERE id = $1", version, table_names[table]),
           {std::to_string(row)});
  if (answer.rows == 0) return {};
  const long began = table == counter ? 1 : 0;
  return {std::atol(answer.values[0].c_str()), std::atol(answer.values[1].c_str()) - began,
          table == slot ? 1 : 0};
}

}  // namespace

void Tally::add(const Tally& other) {
  acknowledged.add(other.acknowledged);
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    tried[kind] += other.tried[kind];
    done[kind] += other.done[kind];
  }
  calls += other.calls;
  transactions += other.transactions;
  busy_alone += other.busy_alone;
  restarts_alone += other.restarts_alone;
  stale += other.stale;
  missing += other.missing;
  busy += other.busy;
  restarts += other.restarts;
  deadlocks += other.deadlocks;
  repeated += other.repeated;
  replayed += other.replayed;
  strange += other.strange;
  if (first_strange[0] == '\0') std::memcpy(first_strange, other.first_strange, sizeof first_strange);
}

void set_up(Database& database) {
  for (const char* name : table_names) {
    must(database, fmt::format("DROP TABLE IF EXISTS {}", name));
    must(database,
         fmt::format("CREATE TABLE {} (id integer PRIMARY KEY, n bigint NOT NULL, note text)", name));
  }
  for (const char* name : {"counter", "slot"})
    must(database, fmt::format("SELECT sure_enable_version('{}')", name));
  for (std::size_t row = 0; row < hot_rows; ++row)
    for (const char* name : {"counter", "tally"})
      must(database, fmt::format("INSERT INTO {} (id, n) VALUES ({}, 0)", name, row));
}

long lost(Database& database, const Effects& acknowledged) {
  long missing = 0;
  for (std::size_t table = 0; table < tables; ++table)
    for (std::size_t row = 0; row < hot_rows; ++row) {
      const Sum told = acknowledged.sums[table][row], is = stored(database, static_cast<Table>(table), row);
      if (told.n == is.n && told.version == is.version && told.rows == is.rows) continue;
      fmt::print("{} {}: acknowledged {} of n, {} versions, {} rows; stored {}, {}, {}\n", table_names[table],
                 row, told.n, told.version, told.rows, is.n, is.version, is.rows);
      // What is there too much is as wrong as what is missing.
      missing += std::max(1L, std::labs(told.n - is.n));
    }
  return missing;
}

}  // namespace load
