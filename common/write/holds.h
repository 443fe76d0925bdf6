// The rows that are locked before the operations of sure_apply run, so that two calls which share rows take
// their locks in one order, whatever the order of their operations: by schema, table and conflict key, and
// of each by the value of the key, in the strongest way that an operation on them needs. Only for PostgreSQL;
// SQLite has one lock for all. Rows that are not there yet cannot be locked.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>

#include "common/write/writer.h"

namespace surerow {

class Holds {
 public:
  /// Adds the rows of an operation, whose `writer` has not run; `table` is its number in
  /// Operations::tables().
  void add(std::uint32_t table, const Table& description, const Writer& writer);

  /// The rows of one conflict key.
  struct Rows {
    std::uint32_t table = 0;
    Lock lock = Lock::none;
    std::string keys = "[";
    std::string options;  // of the request

    /// What a Writer that holds them is made with. Their keys are those of the operations, written anew.
    Request request();
  };
  struct Place {
    std::string schema, table;
    int key;  // in Table::keys, which are in an order of their own
    bool operator<(const Place& other) const {
      return std::tie(schema, table, key) < std::tie(other.schema, other.table, other.key);
    }
  };
  /// In the order in which they are to be locked.
  std::map<Place, Rows>& in_order() { return rows_; }

 private:
  std::map<Place, Rows> rows_;
};

}  // namespace surerow
