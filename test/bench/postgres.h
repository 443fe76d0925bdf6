// PostgreSQL as the benchmark programs use it: one connection to the database `bench` of the server that
// PGHOST and the like name; every error ends the program.
#pragma once

#include <libpq-fe.h>

#include <cstdlib>

#include "bench.h"

namespace bench {

inline PGconn* connection = nullptr;

inline void connect() {
  connection = PQconnectdb("dbname=bench");
  if (PQstatus(connection) == CONNECTION_OK) return;
  fmt::print(stderr, "benchmark: {}\n", PQerrorMessage(connection));
  std::exit(1);
}

/// The first value of the answer, or how many rows the statement wrote.
inline std::string answer(PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    fmt::print(stderr, "benchmark: {}\n", PQresultErrorMessage(result));
    std::exit(1);
  }
  std::string out = PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : PQcmdTuples(result);
  PQclear(result);
  return out;
}

inline std::string execute(const std::string& sql) { return answer(PQexec(connection, sql.c_str())); }

inline void prepare(const std::string& name, const std::string& sql) {
  answer(PQprepare(connection, name.c_str(), sql.c_str(), 0, nullptr));
}

}  // namespace bench
