// A SQLite database in memory that stores one value and tells what it holds.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <string>

#include "common/value.h"

namespace surerow::test {

/// Answers as "integer 5", "text '5'".
class Sqlite {
 public:
  Sqlite() { sqlite3_open(":memory:", &db_); }
  ~Sqlite() { sqlite3_close(db_); }

  void run(const std::string& sql) {
    ASSERT_EQ(sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(db_) << sql;
  }

  /// What a column declared so makes of `value`.
  std::string held(const std::string& declared, const Value& value) {
    run("CREATE TABLE IF NOT EXISTS \"t " + declared + "\"(x \"" + declared + "\")");
    run("DELETE FROM \"t " + declared + "\"");
    bound("INSERT INTO \"t " + declared + "\" VALUES(?)", value);
    return bound("SELECT typeof(x) || ' ' || quote(x) FROM \"t " + declared + "\"", Value());
  }

  /// `value` as it is.
  std::string bare(const Value& value) { return bound("SELECT typeof(?1) || ' ' || quote(?1)", value); }

  /// What a cast to a type of this name makes of `value`.
  std::string cast(const std::string& type, const Value& value) {
    return bound("SELECT typeof(x) || ' ' || x FROM (SELECT CAST(?1 AS \"" + type + "\") AS x)", value);
  }

 private:
  static void bind(sqlite3_stmt* statement, const Value& value) {
    const auto size = static_cast<int>(value.kind() >= Value::Kind::text ? value.text().size() : 0);
    switch (value.kind()) {
      case Value::Kind::integer: sqlite3_bind_int64(statement, 1, value.integer()); break;
      case Value::Kind::real: sqlite3_bind_double(statement, 1, value.real()); break;
      case Value::Kind::text:
        sqlite3_bind_text(statement, 1, value.text().data(), size, SQLITE_TRANSIENT);
        break;
      case Value::Kind::blob:
        sqlite3_bind_blob(statement, 1, value.text().data(), size, SQLITE_TRANSIENT);
        break;
      default: break;
    }
  }

  std::string bound(const std::string& sql, const Value& value) {
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr), SQLITE_OK)
        << sqlite3_errmsg(db_);
    bind(statement, value);
    std::string answer;
    if (sqlite3_step(statement) == SQLITE_ROW)
      answer = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return answer;
  }

  sqlite3* db_ = nullptr;
};

}  // namespace surerow::test
