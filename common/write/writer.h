// One call of a writer, from its arguments to its answer: reads the rows, checks every value, chooses the
// conflict key, says which step to run next, judges what came back, renders the result.
// It never touches a database; a binding drives it:
//
//   Writer writer(described, request, settings);
//   while (Step* step = writer.next()) run(*step, writer);
//   answer(writer.result());
//
// Everything it refuses it throws as a Refusal, before any step that writes where that is possible.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "common/table.h"
#include "common/write/request.h"
#include "common/write/step.h"

namespace surerow {

class PlanCache;

/// A described table and the plans made for it so far. Dies when DDL touches the table.
struct Described {
  Table table;
  std::unique_ptr<PlanCache> plans;  // made by the first Writer
  Described();
  ~Described();
  Described(Described&&) noexcept;
  Described& operator=(Described&&) noexcept;
};

/// A constraint of the database that refused a row.
struct Violation {
  Code code;               // 23502, 23503, 23505, 23514
  std::string constraint;  // its name; "" when the engine does not say
  std::string columns;     // "email" or "a, b"; "" when the engine does not say
};

class Writer {
 public:
  Writer(Described& described, const Request& request, const Settings& settings);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// False for a dry run and for sure_etag: no step will write.
  bool writes() const;
  /// One row at most is written, and no step follows the one that writes it.
  bool writes_one_row() const;

  /// PostgreSQL: how the stored rows that the call names should be locked before an operation that comes
  /// earlier in sure_apply is run; none where it locks no row that is there already.
  Lock lock() const;
  /// The conflict key, an index into Table::keys. Only where lock() is one.
  int conflict_key() const;
  /// Appends the keys of these rows: {"id":7}, then a comma, for each. Before the first step.
  void append_keys(std::string& out) const;

  /// The next step, valid until the next call; null when all is done. Judges the answers of the last one.
  Step* next();

  /// A cell of a row (see Input).
  Value& cell(std::uint32_t row, int cell);
  /// What the probe answered as the row's locator, and as its version; before it the version expected.
  std::int64_t locator(std::uint32_t row) const;
  std::int64_t version(std::uint32_t row) const;

  /// The columns of a row's cells: cell i holds column cell_columns(row)[i]. convert: the foreign cells are
  /// those whose column has no Type and whose kind is text (the JSON text of the member) or null.
  std::span<const int> cell_columns(std::uint32_t row) const;

  /// fetch: the outputs of the i-th row of the step. PostgreSQL: texts of to_json; SQLite: values as stored.
  void fetched(std::size_t i, std::span<const Value> outputs);

  /// Where a value stands, for a detail: "column price of item, row 3".
  std::string place(std::uint32_t row, int column) const;
  /// The refusal of a constraint of the database, for a row of the call.
  Fault violated(const Violation& violation, std::uint32_t row) const;

  /// The answer: JSON, or for sure_etag a token.
  std::string result();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace surerow
