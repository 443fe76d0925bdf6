// The statements for rows of one shape under one conflict key, made once and kept with the table.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/table.h"
#include "common/write/batch.h"
#include "common/write/options.h"
#include "common/write/recent.h"
#include "common/write/step.h"

namespace surerow {

struct Plan {
  Verb verb = Verb::upsert;
  const Key* key = nullptr;
  Shape shape;
  std::vector<bool> null_parts;   // parts of the key that are NULL in these rows (NULLS NOT DISTINCT)
  std::vector<int> set_cells;     // cells that are compared and, where they differ, written
  int refused_on_insert = -1;     // a given column that is GENERATED ALWAYS AS IDENTITY, or -1
  bool tells_versions = false;    // a version is told for each row
  std::vector<int> etag_columns;  // of the token that is expected or asked for
  Lock lock = Lock::none;         // that the probe of a call that holds rows takes

  Statement probe;
  Statement look;  // PostgreSQL: the probe without its lock; empty where that takes none
  Statement scan;  // empty where the database may keep the keys in another order than order_by_key
  Statement update;
  Statement erase;
  Statement direct;          // of a call that names one row and its version
  Statement insert;          // plain: a conflict is an error of the database
  Statement insert_many;     // SQLite: plain, some rows a run; empty for a table of many columns
  Statement insert_or_skip;  // PostgreSQL: ON CONFLICT DO NOTHING; elsewhere the same as insert
  Statement fetch;
  Statement etag;  // a fetch of the columns of the token
};

/// Options and plans of one table.
class PlanCache {
 public:
  const Options& options(const Table& table, Verb verb, std::string_view json);

  /// The plan for these rows; made when it is not there. Refuses what can be seen from the columns alone
  /// (22023, 428C9, 0A000).
  Plan& plan(const Table& table, Verb verb, int key, const Shape& shape, std::vector<bool> null_parts,
             const std::vector<int>& etag_columns, const Options& options);

  /// Forgets everything when it has grown past its bound and no writer is at work.
  void enter();
  void leave() { --writers_; }

  Recent recent;

 private:
  std::map<std::pair<Verb, std::string>, Options, std::less<>> options_;
  std::map<std::vector<int>, std::unique_ptr<Plan>> plans_;
  int writers_ = 0;
};

}  // namespace surerow
