// Finds many keys in one pass: walks a scan over a range of keys side by side with the keys that are asked
// for, and seeks where too many stored keys lie between two of them, so that the work stays proportional to
// the number of keys asked for, whatever the table holds.
#pragma once

#include <cstdint>

#include "common/value.h"
#include "common/write/step.h"
#include "sqlite_ext/sqlite.h"

namespace surerow::sqlite {

class KeyScan {
 public:
  enum class Match {
    found,    // the row is there: statement() stands on it
    missing,  // there is no such row
    unknown,  // keys of different storage classes meet: ask the probe, for this key and all that follow
  };

  /// `scan` is a statement as Step::scan describes it; `greatest` is the last key that will be asked for.
  KeyScan(sqlite3* db, sqlite3_stmt* scan, const Value& greatest);

  /// Looks for `key`. Keys must ascend from call to call. Throws EngineError, std::bad_alloc.
  Match find(const Value& key);

  sqlite3_stmt* statement() const { return scan_; }

 private:
  void seek(const Value& key);
  void step();

  sqlite3* db_;
  sqlite3_stmt* scan_;
  const Value& greatest_;
  Value stored_;  // the key the scan stands on
  bool at_row_ = false;
  bool comparable_;
  std::uint64_t asked_ = 0, stepped_ = 0;
};

}  // namespace surerow::sqlite
