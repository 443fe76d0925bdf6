// stored_form against SQLite itself: what the core predicts is what SQLite stores, and no value changes.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "common/types/type.h"
#include "test/sqlite/holder.h"

namespace surerow {
namespace {

using test::Sqlite;

constexpr struct {
  Affinity affinity;
  const char* declared;
} columns[] = {{Affinity::blob, "BLOB"},
               {Affinity::text, "TEXT"},
               {Affinity::numeric, "NUMERIC"},
               {Affinity::integer, "INT"},
               {Affinity::real, "REAL"}};

/// Texts around everything an affinity looks at: blanks, signs, points, exponents, 15 digits, int64.
std::vector<std::string> texts() {
  std::vector<std::string> all = {"",
                                  " ",
                                  "0",
                                  "-0",
                                  "+0",
                                  "00",
                                  "007",
                                  " 5",
                                  "5 ",
                                  "\t5\n",
                                  "+5",
                                  "-5",
                                  "+-5",
                                  "--5",
                                  "5.",
                                  ".5",
                                  "-.5",
                                  ".",
                                  "-",
                                  "+",
                                  "5.0",
                                  "5.50",
                                  "1e3",
                                  "1E3",
                                  "1e",
                                  "1e+",
                                  "1e-3",
                                  "1e+3",
                                  ".e3",
                                  "1 e3",
                                  "1e3 x",
                                  "0x10",
                                  "abc",
                                  "5abc",
                                  "inf",
                                  "-inf",
                                  "Infinity",
                                  "nan",
                                  "NaN",
                                  "true",
                                  "1_000",
                                  "1,5",
                                  "9007199254740993",
                                  "9007199254740993.0",
                                  "9223372036854775807",
                                  "9223372036854775808",
                                  "-9223372036854775808",
                                  "-9223372036854775809",
                                  "9223372036854775807.0",
                                  "123456789012345",
                                  "123456789012345.6",
                                  "0.123456789012345",
                                  "0.1234567890123456",
                                  "1234567890.12345",
                                  "1234567890.123456",
                                  "100000000000000000000",
                                  "100000000000000000001",
                                  "1e15",
                                  "1e16",
                                  "1e18",
                                  "1e19",
                                  "1e22",
                                  "1e23",
                                  "1e300",
                                  "1e308",
                                  "1e309",
                                  "1e-300",
                                  "1e-308",
                                  "5e-324",
                                  "1e-400",
                                  "-0.0",
                                  "0.1",
                                  "0.10",
                                  "1.7976931348623157e308",
                                  "2020-01-01",
                                  "2020-01-01 10:00:00",
                                  "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                                  "[1]",
                                  "\"5\"",
                                  "5\f",
                                  "5\xc2\xa0",
                                  "５"};
  std::mt19937 random(20240131);
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    for (auto count = 1 + random() % 20; count > 0; --count)
      text += "0123456789012345678901234567890000.-e"[random() % 37];
    all.push_back(text);
  }
  return all;
}

constexpr const char* types[] = {"text",     "varchar(12)",   "char(8)",
                                 "numeric",  "numeric(18,2)", "bigint",
                                 "smallint", "real",          "double precision",
                                 "boolean",  "bytea",         "uuid",
                                 "json",     "jsonb",         "date",
                                 "inet",     "oid",           "xid8",
                                 "bit(4)",   "money",         "name",
                                 "\"char\"", "timestamp"};

/// The type reads what the column holds as the value it was given; a numeric may lose its scale, -0 its sign.
void expect_same(const Type& type, const Reading& cx, const Value& value, const Value& stored) {
  Value back;
  Fault why;
  ASSERT_TRUE(type.from_stored(stored, cx, back, &why)) << type.name() << why.message;
  std::string before;
  std::string after;
  type.print(value, cx.settings, before);
  type.print(back, cx.settings, after);
  if (type.name() == "numeric" || before == "-0") return;
  EXPECT_EQ(before, after) << type.name();
}

/// Every value of every type in a column of every affinity: either the engine keeps the predicted form as it
/// is, and the type reads the same value back, or the value is refused.
TEST(StoredForm, IsWhatSqliteStores) {
  Sqlite sqlite;
  const Settings settings;
  std::size_t kept = 0;
  std::size_t refused = 0;
  for (const char* name : types) {
    const TypePtr type = find_type(name, nullptr);
    for (const std::string& text : texts()) {
      Arena arena;
      const Reading cx{settings, arena};
      Value value;
      if (!type->read(text, cx, value, nullptr)) continue;
      for (const auto& [affinity, declared] : columns) {
        Value out;
        Fault why;
        if (!stored_form(*type, affinity, value, cx, out, &why)) {
          EXPECT_STREQ(entry(why.code).sqlstate, "22003") << name << text;
          ++refused;
          continue;
        }
        ++kept;
        EXPECT_EQ(sqlite.held(declared, out), sqlite.bare(out)) << name << " " << text << " in " << declared;
        const bool own_class = affinity != Affinity::text && affinity != Affinity::real;
        if (own_class) expect_same(*type, cx, value, out);
      }
    }
  }
  EXPECT_GT(kept, 50000U);
  EXPECT_GT(refused, 5000U);
}

std::string held_by(const char* type_name, Affinity affinity, const char* text) {
  const TypePtr type = find_type(type_name, nullptr);
  const Settings settings;
  Arena arena;
  const Reading cx{settings, arena};
  Value value;
  Value out;
  Fault why;
  if (!type->read(text, cx, value, &why)) return "unread";
  if (!stored_form(*type, affinity, value, cx, out, &why)) return why.message;
  return Sqlite().bare(out);
}

TEST(StoredForm, ChangesNoValue) {
  constexpr Affinity n = Affinity::numeric;
  EXPECT_EQ(held_by("numeric", n, "1.50"), "real 1.5");
  EXPECT_EQ(held_by("numeric", n, "5.00"), "integer 5");
  EXPECT_EQ(held_by("numeric", n, "9007199254740993.00"), "integer 9007199254740993");
  EXPECT_EQ(held_by("numeric", n, "NaN"), "text 'NaN'");
  EXPECT_EQ(held_by("numeric", n, "0.1234567890123456"),
            "numeric \"0.1234567890123456\" would change when SQLite stores it");
  EXPECT_EQ(held_by("numeric", Affinity::text, "0.1234567890123456"), "text '0.1234567890123456'");
  EXPECT_EQ(held_by("text", n, "007"), "text \"007\" would change when SQLite stores it");
  EXPECT_EQ(held_by("text", n, "7"), "text \"7\" would change when SQLite stores it");
  EXPECT_EQ(held_by("text", n, "7a"), "text '7a'");
  EXPECT_EQ(held_by("json", n, "1.50"), "json \"1.50\" would change when SQLite stores it");
  EXPECT_EQ(held_by("json", n, "[1.50]"), "text '[1.50]'");
  EXPECT_EQ(held_by("bigint", Affinity::real, "9007199254740993"),
            "bigint \"9007199254740993\" would change when SQLite stores it");
  EXPECT_EQ(held_by("bigint", Affinity::text, "5"), "text '5'");
  EXPECT_EQ(held_by("double precision", n, "5"), "integer 5");
  EXPECT_EQ(held_by("double precision", Affinity::real, "-0"), "real 0.0");
  EXPECT_EQ(held_by("double precision", Affinity::real, "NaN"),
            "double precision \"NaN\" would change when SQLite stores it");
  EXPECT_EQ(held_by("boolean", n, "yes"), "integer 1");
}

/// What anybody else writes as text: SQLite's own conversion of a numeric gives the predicted form.
TEST(StoredForm, IsSqlitesConversionOfTheText) {
  Sqlite sqlite;
  const Settings settings;
  const TypePtr type = find_type("numeric", nullptr);
  for (const std::string& text : texts()) {
    Arena arena;
    const Reading cx{settings, arena};
    Value value;
    Value out;
    if (!type->read(text, cx, value, nullptr)) continue;
    const Value plain = type->to_stored(value, cx);
    const bool whole = plain.text().find('.') == std::string_view::npos;
    const bool short_text = plain.text().size() <= 16;  // SQLite reads longer ones through a rounded double
    for (const auto& [affinity, declared] : columns) {
      if (affinity == Affinity::blob || !(whole || short_text)) continue;
      if (!stored_form(*type, affinity, value, cx, out, nullptr)) continue;
      EXPECT_EQ(sqlite.held(declared, plain), sqlite.bare(out)) << text << " in " << declared;
    }
  }
}

}  // namespace
}  // namespace surerow
