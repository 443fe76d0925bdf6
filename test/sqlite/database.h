// A SQLite database with surerow in it, for tests: linked statically, registered as a program would do it.
#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <string>

extern "C" int sqlite3_surerow_init(sqlite3*, char**, const void*);

namespace surerow::test {

/// A file that is gone when the test is over.
class TemporaryFile {
 public:
  TemporaryFile() {
    char name[] = "/tmp/surerow_test_XXXXXX";
    const int fd = mkstemp(name);
    if (fd >= 0) std::fclose(fdopen(fd, "w"));
    path_ = name;
  }
  ~TemporaryFile() {
    for (const char* suffix : {"", "-journal", "-wal", "-shm"}) std::filesystem::remove(path_ + suffix);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

class Database {
 public:
  explicit Database(const std::string& path = ":memory:") {
    sqlite3_open(path.c_str(), &db_);
    sqlite3_extended_result_codes(db_, 1);
    sqlite3_surerow_init(db_, nullptr, nullptr);
  }
  ~Database() {
    if (db_ != nullptr) sqlite3_close_v2(db_);
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  sqlite3* get() const { return db_; }

  /// Result code of sqlite3_close(); when it is SQLITE_OK the database is gone.
  int close() {
    const int rc = sqlite3_close(db_);
    if (rc == SQLITE_OK) db_ = nullptr;
    return rc;
  }

  /// The caller has closed it.
  void release() { db_ = nullptr; }

  /// Runs statements; the first column of every row, one a line; an error as "[code] message" at the end.
  std::string operator()(const std::string& sql) const {
    std::string out;
    const char* rest = sql.c_str();
    while (*rest != '\0') {
      sqlite3_stmt* stmt = nullptr;
      int rc = sqlite3_prepare_v2(db_, rest, -1, &stmt, &rest);
      while (rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(stmt, 0));
        out += (out.empty() ? "" : "\n") + std::string(text == nullptr ? "NULL" : text);
        rc = SQLITE_OK;
      }
      if (rc != SQLITE_OK && rc != SQLITE_DONE)
        out += (out.empty() ? "[" : "\n[") + std::to_string(rc) + "] " + sqlite3_errmsg(db_);
      sqlite3_finalize(stmt);
      if (rc != SQLITE_OK && rc != SQLITE_DONE) break;
    }
    return out;
  }

 private:
  sqlite3* db_ = nullptr;
};

inline constexpr const char* one_inserted = R"({"inserted":1,"updated":0,"unchanged":0})";
inline constexpr const char* one_updated = R"({"inserted":0,"updated":1,"unchanged":0})";
inline constexpr const char* one_unchanged = R"({"inserted":0,"updated":0,"unchanged":1})";

}  // namespace surerow::test
