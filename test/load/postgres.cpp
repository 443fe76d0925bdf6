// A client of PostgreSQL, through libpq.
#include <fmt/format.h>
#include <libpq-fe.h>

#include <cstdlib>
#include <map>

#include "database.h"

namespace load {
namespace {

[[noreturn]] void give_up(PGconn* connection) {
  fmt::print(stderr, "load: {}", PQerrorMessage(connection));
  std::exit(2);
}

class Postgres : public Database {
 public:
  Postgres() : connection_(PQconnectdb("")) {
    if (PQstatus(connection_) != CONNECTION_OK) give_up(connection_);
    PQsetNoticeProcessor(
        connection_, [](void*, const char*) {}, nullptr);
    ask("SET deadlock_timeout = '5ms'", {});
  }
  ~Postgres() override { PQfinish(connection_); }
  Postgres(const Postgres&) = delete;
  Postgres& operator=(const Postgres&) = delete;

  Answer ask(const std::string& sql, const std::vector<std::string>& parameters) override {
    auto known = names_.find(sql);
    if (known == names_.end()) {
      PGresult* result =
          PQprepare(connection_, fmt::format("s{}", names_.size()).c_str(), sql.c_str(), 0, nullptr);
      if (PQresultStatus(result) != PGRES_COMMAND_OK) return taken(result);
      PQclear(result);
      known = names_.emplace(sql, fmt::format("s{}", names_.size())).first;
    }
    std::vector<const char*> values;
    for (const std::string& parameter : parameters) values.push_back(parameter.c_str());
    return taken(PQexecPrepared(connection_, known->second.c_str(), static_cast<int>(values.size()),
                                values.data(), nullptr, nullptr, 0));
  }

  const std::vector<std::string>& begins() const override {
    static const std::vector<std::string> all{"BEGIN ISOLATION LEVEL READ COMMITTED",
                                              "BEGIN ISOLATION LEVEL REPEATABLE READ",
                                              "BEGIN ISOLATION LEVEL SERIALIZABLE"};
    return all;
  }
  bool goes_on_after_errors() const override { return false; }

 private:
  Answer taken(PGresult* result) {
    Answer answer;
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_TUPLES_OK) {
      answer.rows = PQntuples(result);
      for (int column = 0; answer.rows > 0 && column < PQnfields(result); ++column)
        answer.values.emplace_back(PQgetvalue(result, 0, column));
    } else if (status == PGRES_COMMAND_OK) {
      answer.rows = std::atol(PQcmdTuples(result));
    } else {
      const char* code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
      if (code == nullptr) give_up(connection_);
      answer.code = code;
      answer.message = PQresultErrorMessage(result);
    }
    PQclear(result);
    return answer;
  }

  PGconn* connection_;
  std::map<std::string, std::string> names_;
};

}  // namespace

std::unique_ptr<Database> open_postgres() { return std::make_unique<Postgres>(); }

}  // namespace load
