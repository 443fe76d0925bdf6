// A statement as PostgreSQL keeps it: the row type of `surerow_rows`, and plans for few rows, kept until the
// table is described again. Plans for many rows are made for their number each time. A single row travels as
// parameters: its plan needs no join.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "common/write/step.h"
#include "pg_ext/catalog.h"

struct MemoryContextData;
struct TupleDescData;
struct _SPI_plan;

namespace surerow::pg {

class PgStatement : public Prepared {
 public:
  PgStatement(const Statement& statement, const KnownTable& known);
  ~PgStatement() override;
  PgStatement(const PgStatement&) = delete;
  PgStatement& operator=(const PgStatement&) = delete;

  TupleDescData* row() const { return row_; }
  /// The text that a single row runs.
  const std::string& one_row_sql() const { return one_row_sql_; }

  /// The plan for so many rows, or null when one should be made for the occasion. Inside backend() and SPI,
  /// with `surerow_rows` registered unless it is one row: that plan takes the columns of row() as $1, $2, ...
  _SPI_plan* plan_for(std::size_t rows);

  /// Counts the runs that are under way.
  class Running {
   public:
    explicit Running(PgStatement& statement) : statement_(statement) { ++statement_.running_; }
    ~Running() { --statement_.running_; }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

   private:
    PgStatement& statement_;
  };

  /// How many rows the planner should expect when there are `rows`.
  static double expected(std::size_t rows);

 private:
  struct Kept {
    _SPI_plan* plan = nullptr;
    std::uint32_t pages = 0;  // size of the table when the plan was made
  };

  _SPI_plan* make_plan(std::size_t bucket) const;

  const char* sql_;
  std::string one_row_sql_;
  std::uint32_t table_;
  MemoryContextData* context_ = nullptr;
  TupleDescData* row_ = nullptr;
  std::array<Kept, 4> kept_{};
  int running_ = 0;
};

}  // namespace surerow::pg
