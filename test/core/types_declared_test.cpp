// What a column's declared type means on SQLite, and what is said of a declaration that means nothing.
#include <gtest/gtest.h>

#include "test/core/type_answers.h"

namespace surerow {
namespace {

std::string meaning(std::string_view declared) {
  bool any = false;
  Fault why;
  const TypePtr type = find_declared_type(declared, &any, &why);
  return type ? type->name() : any ? "any" : test::refusal(why);
}

struct Case {
  const char* declared;
  const char* meaning;
};

TEST(DeclaredType, Means) {
  for (const auto& [declared, type] :
       std::initializer_list<Case>{{"", "any"},
                                   {"  ", "any"},
                                   {"ANY", "any"},
                                   {"INTEGER", "bigint"},
                                   {"int", "bigint"},
                                   {"INT(11)", "bigint"},
                                   {"BIG INT", "bigint"},
                                   {"UNSIGNED  BIG\tINT", "bigint"},
                                   {"BIGINT(20)", "bigint"},
                                   {"INT8", "bigint"},
                                   {"INT2", "smallint"},
                                   {"SMALLINT", "smallint"},
                                   {"TINYINT(1)", "smallint"},
                                   {"INT4", "integer"},
                                   {"MEDIUMINT", "integer"},
                                   {"REAL", "double precision"},
                                   {"FLOAT", "double precision"},
                                   {"DOUBLE", "double precision"},
                                   {"DOUBLE(10,2)", "double precision"},
                                   {"double  precision", "double precision"},
                                   {"FLOAT4", "real"},
                                   {"FLOAT(24)", "real"},
                                   {"BOOLEAN", "boolean"},
                                   {"Bool", "boolean"},
                                   {"DATETIME", "timestamp without time zone"},
                                   {"DATETIME (3)", "timestamp(3) without time zone"},
                                   {"TIMESTAMP", "timestamp without time zone"},
                                   {"TIMESTAMPTZ", "timestamp with time zone"},
                                   {"TIMESTAMP(3)\n WITH   TIME ZONE", "timestamp(3) with time zone"},
                                   {"DATE", "date"},
                                   {"TEXT[]", "text[]"},
                                   {"INTEGER[]", "integer[]"},
                                   {"BIGINT[3]", "bigint[]"},
                                   {"NUMERIC(10,2)[]", "numeric(10,2)[]"},
                                   {"INT4RANGE", "int4range"},
                                   {"TSTZMULTIRANGE", "tstzmultirange"},
                                   {"TEXT", "text"},
                                   {"CLOB", "text"},
                                   {"VARCHAR", "character varying"},
                                   {"VARCHAR ( 20 )", "character varying(20)"},
                                   {"NVARCHAR(20)", "character varying(20)"},
                                   {"VARYING CHARACTER(255)", "character varying(255)"},
                                   {"NATIVE CHARACTER(70)", "character(70)"},
                                   {"NCHAR(55)", "character(55)"},
                                   {"CHARACTER(20)", "character(20)"},
                                   {"BLOB", "bytea"},
                                   {"BYTEA", "bytea"},
                                   {"NUMERIC", "numeric"},
                                   {"DECIMAL(10,5)", "numeric(10,5)"},
                                   {"UUID", "uuid"},
                                   {"JSON", "json"},
                                   {"JSONB", "jsonb"}})
    EXPECT_EQ(meaning(declared), type) << declared;
}

TEST(DeclaredType, MeansNothing) {
  for (const char* declared : {"STRING", "ENUM", "INTEGER UNSIGNED", "NUMBER", "my type", "YEAR"}) {
    const std::string said = meaning(declared);
    EXPECT_TRUE(said.starts_with("42704 declared type \"" + std::string(declared) + "\" means no type") ||
                said.starts_with("42601 "))
        << declared << ": " << said;
  }
  bool any = false;
  Fault why;
  EXPECT_EQ(find_declared_type("String", &any, &why), nullptr);
  EXPECT_FALSE(any);
  EXPECT_EQ(why.message, "declared type \"String\" means no type");
  EXPECT_EQ(why.detail, "SQLite gives a column so declared NUMERIC affinity.");
  EXPECT_EQ(why.hint, "PostgreSQL's type for this is text.");
}

TEST(DeclaredType, KeepsPostgresRefusalsOfModifiers) {
  bool any = false;
  Fault why;
  EXPECT_EQ(find_declared_type("VARCHAR(0)", &any, &why), nullptr);
  EXPECT_EQ(test::refusal(why), "22023 length for type varchar must be at least 1");
  EXPECT_EQ(why.detail, "The column's declared type is \"VARCHAR(0)\".");
  EXPECT_EQ(find_declared_type("TEXT(5)", &any, &why), nullptr);
  EXPECT_EQ(test::refusal(why), "42601 type modifier is not allowed for type \"text\"");
}

TEST(DeclaredType, NumberInADateColumnIsGuessed) {
  struct {
    const char* type;
    Value stored;
    const char* message;
    const char* hint;
  } const cases[] = {
      {"timestamp(3)", Value::integer(1700000000),
       "22007 invalid input syntax for type timestamp: \"1700000000\"",
       "1700000000 looks like Unix seconds: store datetime(1700000000, 'unixepoch') instead."},
      {"timestamptz", Value::integer(1700000000123),
       "22007 invalid input syntax for type timestamp with time zone: \"1700000000123\"",
       "1700000000123 looks like Unix milliseconds: store datetime(1700000000123 / 1000.0, 'unixepoch') "
       "instead."},
      {"date", Value::real(2460000.5), "22007 invalid input syntax for type date: \"2460000.5\"",
       "2460000.5 looks like a Julian day: store datetime(2460000.5) instead."},
      {"timestamp", Value::integer(12345), "22007 invalid input syntax for type timestamp: \"12345\"",
       "Store text such as 2024-01-31 12:30:00; of Unix seconds n, datetime(n, 'unixepoch') makes it."},
  };
  for (const auto& [name, stored, message, hint] : cases) {
    test::Subject type(name);
    Value value;
    Fault why;
    EXPECT_FALSE(type.type().from_stored(stored, type.cx(), value, &why)) << name;
    EXPECT_EQ(test::refusal(why), message);
    EXPECT_EQ(why.hint, hint);
  }
}

}  // namespace
}  // namespace surerow
