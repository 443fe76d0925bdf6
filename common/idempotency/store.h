// The table of idempotency keys: its SQL in either dialect, and how a call on it is run. As with the writers
// the core says which statement comes next, and a binding runs it:
//
//   while (StoreStep* step = call.next(now)) run(*step);
//
// On PostgreSQL the table belongs to the extension and every statement names the role; on SQLite it is made
// in the main database when a statement first misses it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/idempotency/record.h"
#include "common/table.h"
#include "common/value.h"
#include "common/write/step.h"

namespace surerow {

/// The name of the table, without its schema.
inline constexpr const char* store_table = "surerow_idempotency_key";

/// A statement of the store. ?1 or $1 is the name of the role, which SQLite does not have.
struct StoreStatement {
  std::string sql;
  std::unique_ptr<Prepared> prepared;
};

/// The statements; made once for a connection.
struct Store {
  /// `schema` is where the table is.
  Store(Engine engine, std::string_view schema);

  Engine engine;
  std::string create;   // SQLite
  StoreStatement take;  // PostgreSQL: inserts a record unless there is one
  StoreStatement read;
  StoreStatement retake;  // PostgreSQL: replaces a record that is still as it was read
  StoreStatement put;     // SQLite: inserts or replaces
  StoreStatement finish;  // PostgreSQL: the answer of a writer
  StoreStatement own;     // reads, and on PostgreSQL locks, by key and token
  StoreStatement change;  // of a record that is still as it was read
  StoreStatement purge;
};

/// One statement to run, and room for what comes of it. With `statement` null: nothing but a pause.
struct StoreStep {
  StoreStatement* statement = nullptr;
  std::vector<Value> values;  // parameters from the second on: texts, integers, NULLs (of type text)
  std::int64_t wait_ms = -1;  // PostgreSQL: wait no longer for another transaction; -1: as lock_timeout says
  bool all_roles = false;     // PostgreSQL: of all roles, if the caller has the rights of the table's owner
  std::int64_t pause_ms = 0;  // let others go on for so long, then ask for the next step

  Arena arena;                // for texts of `row`, unless the engine keeps them
  std::vector<Value> row;     // the row that was read; empty: none
  std::int64_t affected = 0;  // rows written
  bool blocked = false;       // wait_ms ran out; nothing was done
};

/// A call that works on the store.
class StoreCall {
 public:
  virtual ~StoreCall() = default;
  /// The next step, valid until the next call; null when all is done. `now`: the database's clock, in
  /// milliseconds of the Unix clock.
  virtual StoreStep* next(std::int64_t now) = 0;
};

/// The values of a whole record for take, put and the first part of retake. They are views of both.
std::vector<Value> values_of(const KeyName& name, const KeyRecord& record);

/// Which of these values is the response.
inline constexpr std::size_t response_value = 6;

/// The last parameters of retake and change: the record as it was read. Views of it.
void append_as_read(std::vector<Value>& values, const KeyRecord& read);

/// The values of change: `record` in place of `read`. Views of all three.
std::vector<Value> change_of(const KeyName& name, const KeyRecord& record, const KeyRecord& read);

/// The record that stands in a row of `read`, or in one of `own` from `first` on. Refuses (42809) values that
/// no record has.
KeyRecord record_of(const std::vector<Value>& row, std::size_t first = 0);

}  // namespace surerow
