// A client of a SQLite file, with the module loaded as a program would load it.
#include <fmt/format.h>
#include <sqlite3.h>

#include <cstdlib>
#include <map>

#include "database.h"

namespace load {
namespace {

class Sqlite : public Database {
 public:
  explicit Sqlite(const SqliteFile& file) {
    sqlite3_open(file.path.c_str(), &db_);
    sqlite3_extended_result_codes(db_, 1);
    sqlite3_busy_timeout(db_, 10'000);
    sqlite3_enable_load_extension(db_, 1);
    char* error = nullptr;
    if (sqlite3_load_extension(db_, file.module.c_str(), nullptr, &error) != SQLITE_OK) {
      fmt::print(stderr, "load: {}\n", error == nullptr ? "cannot load the module" : error);
      std::exit(2);
    }
    ask("PRAGMA journal_mode = " + file.journal, {});
    ask("PRAGMA synchronous = OFF", {});
    sqlite3_busy_timeout(db_, file.busy_timeout_ms);
  }
  ~Sqlite() override {
    for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
    sqlite3_close(db_);
  }
  Sqlite(const Sqlite&) = delete;
  Sqlite& operator=(const Sqlite&) = delete;

  Answer ask(const std::string& sql, const std::vector<std::string>& parameters) override {
    sqlite3_stmt*& statement = statements_[sql];
    if (statement == nullptr && sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
      return error();
    for (std::size_t i = 0; i < parameters.size(); ++i)
      sqlite3_bind_text(statement, sqlite3_bind_parameter_index(statement, fmt::format("${}", i + 1).c_str()),
                        parameters[i].data(), static_cast<int>(parameters[i].size()), SQLITE_TRANSIENT);
    Answer answer;
    int rc = SQLITE_OK;
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW)
      if (++answer.rows == 1)
        for (int column = 0; column < sqlite3_column_count(statement); ++column) {
          const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
          answer.values.emplace_back(text == nullptr ? "" : text);
        }
    if (rc != SQLITE_DONE) answer = error();
    sqlite3_reset(statement);
    if (answer.ok() && sqlite3_column_count(statement) == 0) answer.rows = sqlite3_changes(db_);
    return answer;
  }

  const std::vector<std::string>& begins() const override {
    static const std::vector<std::string> all{"BEGIN", "BEGIN IMMEDIATE"};
    return all;
  }
  bool goes_on_after_errors() const override { return true; }

 private:
  // surerow's errors begin with their code; SQLite's own have none.
  Answer error() const {
    Answer answer;
    const int rc = sqlite3_extended_errcode(db_);
    answer.message = sqlite3_errmsg(db_);
    if (answer.message.size() > 6 && answer.message.compare(5, 2, ": ") == 0)
      answer.code = answer.message.substr(0, 5);
    else
      answer.code = (rc & 0xff) == SQLITE_BUSY ? "BUSY" : fmt::format("SQLite {}", rc);
    return answer;
  }

  sqlite3* db_ = nullptr;
  std::map<std::string, sqlite3_stmt*> statements_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const SqliteFile& file) { return std::make_unique<Sqlite>(file); }

}  // namespace load
