// SQLite compares by storage class first, and numbers of different classes by value. The merge knows only
// keys of one class, integers, texts or blobs; whatever else it meets ends it.
#include "sqlite_ext/scan.h"

#include "sqlite_ext/engine.h"
#include "sqlite_ext/values.h"

namespace surerow::sqlite {
namespace {

using Kind = Value::Kind;

// Steps that all keys may take together, beyond two each: a seek costs about as much as three.
constexpr std::uint64_t free_steps = 64;

bool is_before(const Value& a, const Value& b) {
  return a.kind() == Kind::integer ? a.integer() < b.integer() : a.text() < b.text();
}

}  // namespace

KeyScan::KeyScan(sqlite3* db, sqlite3_stmt* scan, const Value& greatest)
    : db_(db),
      scan_(scan),
      greatest_(greatest),
      comparable_(greatest.kind() == Kind::integer || greatest.kind() == Kind::text ||
                  greatest.kind() == Kind::blob) {}

KeyScan::Match KeyScan::find(const Value& key) {
  if (!comparable_ || key.kind() != greatest_.kind()) {
    comparable_ = false;
    return Match::unknown;
  }
  if (asked_++ == 0) seek(key);
  while (at_row_ && comparable_ && is_before(stored_, key)) {
    if (stepped_ < free_steps + 2 * asked_)
      step();
    else
      seek(key);
  }
  if (!comparable_) return Match::unknown;
  return at_row_ && !is_before(key, stored_) ? Match::found : Match::missing;
}

void KeyScan::seek(const Value& key) {
  sqlite3_reset(scan_);
  if (bind_value(scan_, 1, key) != SQLITE_OK || bind_value(scan_, 2, greatest_) != SQLITE_OK)
    throw_last_error(db_);
  step();
}

void KeyScan::step() {
  ++stepped_;
  const int rc = sqlite3_step(scan_);
  if (rc != SQLITE_ROW && rc != SQLITE_DONE) throw_last_error(db_);
  at_row_ = rc == SQLITE_ROW;
  if (!at_row_) return;
  stored_ = column_value(scan_, 0);
  comparable_ = stored_.kind() == greatest_.kind();
}

}  // namespace surerow::sqlite
