// affinity_of against SQLite itself.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "common/types/type.h"
#include "test/sqlite/holder.h"

namespace surerow {
namespace {

using test::Sqlite;

/// The affinity SQLite gives a declared type, told from what it makes of 1, '1' and a cast of 1.5.
Affinity observed(Sqlite& sqlite, const std::string& declared) {
  const std::string number = sqlite.held(declared, Value::integer(1));
  if (number == "text '1'") return Affinity::text;
  if (number == "real 1.0") return Affinity::real;
  if (sqlite.held(declared, Value::text("1")) == "text '1'") return Affinity::blob;
  return sqlite.cast(declared, Value::real(1.5)) == "integer 1" ? Affinity::integer : Affinity::numeric;
}

TEST(Affinity, IsSqlitesOwn) {
  Sqlite sqlite;
  for (const char* declared : {"INT",
                               "integer",
                               "TINYINT",
                               "BIGINT",
                               "UNSIGNED BIG INT",
                               "INT2",
                               "POINT",
                               "FLOATING POINT",
                               "CHARINT",
                               "TEXT",
                               "CHARACTER(20)",
                               "VARCHAR(255)",
                               "VARYING CHARACTER(255)",
                               "NCHAR(55)",
                               "NATIVE CHARACTER(70)",
                               "CLOB",
                               "cLoB",
                               "TEXTBLOB",
                               "BLOBTEXT",
                               "BLOB",
                               "REALBLOB",
                               "BLOBREAL",
                               "LONGBLOB",
                               "REAL",
                               "DOUBLE",
                               "DOUBLE PRECISION",
                               "FLOAT",
                               "float(10)",
                               "REALCHAR",
                               "NUMERIC",
                               "DECIMAL(10,5)",
                               "BOOLEAN",
                               "DATE",
                               "DATETIME",
                               "STRING",
                               "UUID",
                               "JSON",
                               "INTERVAL",
                               "MONEY",
                               "x",
                               "DOUBT",
                               "FLOA",
                               "CHA",
                               "IN T",
                               "IN_T",
                               "TEX T",
                               "FLO AT",
                               "ANY",
                               "in",
                               "re al"})
    EXPECT_EQ(affinity_of(declared), observed(sqlite, declared)) << declared;
  EXPECT_EQ(affinity_of(""), Affinity::blob);
}

TEST(Affinity, IsSqlitesOwnForRandomNames) {
  Sqlite sqlite;
  std::mt19937 random(20240131);
  constexpr const char* parts[] = {"in", "t",  "INT", "cha", "r",   "c", "lob", "b", "te", "x", "TEXT",
                                   "re", "al", "flo", "a",   "Dou", " ", "_",   "(", "1",  "ı"};
  for (int i = 0; i < 2000; ++i) {
    std::string declared = "n";
    for (auto count = random() % 7; count > 0; --count) declared += parts[random() % std::size(parts)];
    EXPECT_EQ(affinity_of(declared), observed(sqlite, declared)) << declared;
  }
}

}  // namespace
}  // namespace surerow
