// The operations of one call of sure_apply: read from JSON and checked for their form, all of them before any
// is run; and its answer. What an operation means is its Writer's to say. An operation is a view of the
// caller's text: rows, keys and options are copied nowhere.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/fault.h"
#include "common/types/type.h"
#include "common/write/request.h"

namespace surerow {

/// {"update":["account",7,{"name":"Ada"},3]}
struct Operation {
  std::uint32_t table = 0;  // in Operations::tables()
  Request request;
};

class Operations {
 public:
  /// Reads `ops`, which must outlive this. Refuses what is no list of operations (22032), an unknown one
  /// (22023), arguments that are null (22004).
  Operations(std::string_view ops, const Settings& settings);

  std::size_t size() const { return list_.size(); }
  const Operation& operator[](std::size_t i) const { return list_[i]; }
  /// Table arguments as they are written, each once, by their first use.
  const std::vector<std::string_view>& tables() const { return tables_; }

  /// The writers that have checked the operations may all be kept until they run; of more operations they
  /// would take too much memory, so that each is read once more.
  bool keep_writers() const { return list_.size() <= 1000; }
  /// A single call takes its locks in order by itself.
  bool need_order() const { return list_.size() > 1; }

 private:
  Arena arena_;  // what was written with escapes
  std::vector<Operation> list_;
  std::vector<std::string_view> tables_;

  friend class OperationReader;
};

/// Reads the options of sure_apply, of which there are none but those of its key. Refuses (22032, 22023).
void read_apply_options(std::string_view options);

/// The answer: {"results":[...]}.
class ApplyAnswer {
 public:
  /// Appends the answer of an operation.
  void add(std::string_view answer);
  std::string finish() { return std::move(out_ += "]}"); }

 private:
  std::string out_ = "{\"results\":[";
};

/// A detail that begins with the operation, counted from 1: "op 2", "op 2, row 3 of item", "op 2. Key
/// (id)=(7) is not present.".
std::string detail_of_op(std::size_t op, std::string_view detail);
/// `fault` with the operation before its own detail.
Fault at_op(Fault fault, std::size_t op);
/// The same for an error that is one text, laid out as one_string() lays out a fault.
std::string text_at_op(std::string text, std::size_t op);

}  // namespace surerow

namespace surerow::faults {

/// 23503: a deferred foreign key did not hold when sure_apply committed; it belongs to no operation (SQLite).
Fault violated_at_commit();

}  // namespace surerow::faults
