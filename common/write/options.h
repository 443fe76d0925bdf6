// The options of the writers, read and checked once per distinct text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/table.h"
#include "common/write/request.h"

namespace surerow {

struct Options {
  enum class Duplicates { error, first, last };

  std::vector<int> key;                    // columns of `key`; empty: not given
  std::string index;                       // name of `index`; empty: not given
  std::optional<std::vector<int>> update;  // columns of `update`
  std::vector<int> insert_only;
  Duplicates duplicates = Duplicates::error;
  bool report_stale = false;
  bool report_vetoed = false;
  bool each = false;
  bool dry_run = false;
  bool returning = false;
  Lock lock = Lock::none;     // of sure_apply's own call that holds rows
  std::vector<int> returned;  // columns of `returning`, all for true, or of a report

  bool has_rows() const { return each || returning; }
};

/// Reads `json` ("{}": all defaults) for this verb and table. Refuses text that is not a JSON object
/// (22032), unknown options and bad values (22023), unknown columns (42703).
Options read_options(const Table& table, Verb verb, std::string_view json);

/// 42703 for a name that is no column of the table, with the nearest one as hint.
Fault unknown_column(const Table& table, std::string_view name);

}  // namespace surerow
