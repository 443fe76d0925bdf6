// What a writer asks its binding to run: one statement for many rows, and where the answers go.
// PostgreSQL runs it once over all rows; SQLite runs it once per row. Answers are plain data in memory
// that exists before the step runs, so a binding fills them in from anywhere without allocating.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace surerow {

/// A binding's prepared form of a statement; dies with the statement.
struct Prepared {
  virtual ~Prepared() = default;
};

/// One input of a statement. SQLite: parameter ?1, ?2, ... in order. PostgreSQL: a column of `surerow_rows`.
struct Input {
  enum class Kind : std::uint8_t {
    ordinal,  // PostgreSQL: the row's place in Step::rows, an int4 named "$ordinal"
    locator,  // PostgreSQL: the tid the probe found, named "$locator"
    version,  // the version that is expected, or that the probe found: Writer::version(row); on PostgreSQL an
              // int8 named "$version"
    cell,     // a cell of the row, named and typed like its column
  };
  Kind kind = Kind::cell;
  int column = -1;  // of the table
  int cell = -1;    // of the row: Writer::cell(row, cell)
};

/// One SQL statement and what goes in and out.
/// Outputs of a probe:  PostgreSQL: ordinal, ctid, then `outputs`; SQLite: rowid where Table::place names it,
/// then
///                      `outputs`, then with `reads_version` the version: an int8, on SQLite as stored. No
///                      row: not found.
/// Outputs of an update, erase or insert: PostgreSQL: RETURNING of the first two gives the ordinal; else none
///                      (counts).
/// Outputs of a fetch:  PostgreSQL: ordinal, then `outputs` as text made by to_json (NULL for SQL NULL);
///                      SQLite: `outputs` as stored.
/// An insert of many rows is run once per `rows` rows: each has its inputs, one row after the other.
/// A scan reads a range of keys: inputs are the one cell of the key, ?1 its least value and ?2 its greatest;
/// outputs are the key, then what a probe gives; rows come in the order of their keys.
struct Statement {
  std::string sql;
  std::vector<Input> inputs;
  std::vector<int> outputs;       // columns of the table
  std::vector<int> output_cells;  // probe: the cell each output is compared with (same image or not)
  bool reads_version = false;     // probe
  std::size_t rows = 1;           // that one run on SQLite takes
  std::unique_ptr<Prepared> prepared;
};

/// What the engine answered for one row.
struct Answer {
  std::int64_t locator = 0;  // probe: the row's place, opaque to the core
  std::int64_t version = 0;  // probe that reads it: the row's version
  bool found = false;        // probe: the row exists
  bool same = false;         // probe: every output has the image of its cell
  bool versioned = false;    // probe that reads it: the version is an integer
  bool wrote = false;        // update, erase, insert: the row was written
};

struct Step {
  enum class Action : std::uint8_t {
    convert,  // PostgreSQL: turn the foreign cells of `rows` (all rows) into Datums; no statement
    probe,
    update,
    erase,
    insert,
    fetch,  // hand each row found to Writer::fetched
  };
  Action action = Action::probe;
  Statement* statement = nullptr;
  Statement* scan = nullptr;  // SQLite, a probe of many rows whose keys ascend: finds them all in one pass
  Statement* many = nullptr;  // SQLite, an insert of many rows: takes several of them in one run
  std::span<const std::uint32_t> rows;  // row numbers of the call, from 0
  std::span<Answer> answers;            // one per row, zeroed
  bool one_by_one = false;  // run once per row also on PostgreSQL: an error then belongs to that row
  bool undoable = false;   // PostgreSQL: run in an internal subtransaction; when it ends in an error of class
                           // 23, or an insert writes fewer rows than given, undo it and say so by `undone`
  bool undone = false;     // set by the binding
  bool canonical = false;  // fetch: as under the default settings, whatever the session's are
  bool same_snapshot = false;  // PostgreSQL: see what the statement sees that called us
};

}  // namespace surerow
