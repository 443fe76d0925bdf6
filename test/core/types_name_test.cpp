// Names of types: every case was asked of PostgreSQL 15 ('...'::regtype, and format_type of a column).
#include <gtest/gtest.h>

#include "common/types/type.h"

namespace surerow {
namespace {

std::string found_by(int server_version, std::string_view name) {
  Fault why;
  const TypePtr type = find_type(name, &why, server_version);
  return type ? type->name() : std::string(entry(why.code).sqlstate) + " " + why.message;
}

std::string found(std::string_view name) { return found_by(15, name); }

struct Case {
  const char* name;
  const char* answer;
};

TEST(TypeName, Means) {
  for (const auto& [name, answer] :
       std::initializer_list<Case>{{"int", "integer"},
                                   {"INTEGER", "integer"},
                                   {"int4", "integer"},
                                   {"\"int4\"", "integer"},
                                   {" pg_catalog . int4\t", "integer"},
                                   {"\"pg_catalog\".\"int4\"", "integer"},
                                   {"int2", "smallint"},
                                   {"smallint", "smallint"},
                                   {"Int8", "bigint"},
                                   {"bigint", "bigint"},
                                   {"bool", "boolean"},
                                   {"boolean", "boolean"},
                                   {"real", "real"},
                                   {"float", "double precision"},
                                   {"float(1)", "real"},
                                   {"float(24)", "real"},
                                   {"float(25)", "double precision"},
                                   {"float ( 53 )", "double precision"},
                                   {"double   precision", "double precision"},
                                   {"dec", "numeric"},
                                   {"decimal(3,2)", "numeric(3,2)"},
                                   {"numeric ( 10 , 2 )", "numeric(10,2)"},
                                   {"numeric(10)", "numeric(10,0)"},
                                   {"numeric('10')", "numeric(10,0)"},
                                   {"numeric(010)", "numeric(10,0)"},
                                   {"numeric(10,- 2)", "numeric(10,-2)"},
                                   {"pg_catalog.numeric(10,2)", "numeric(10,2)"},
                                   {"text", "text"},
                                   {"varchar", "character varying"},
                                   {"varchar(5)", "character varying(5)"},
                                   {"character varying (5)", "character varying(5)"},
                                   {"national char varying(5)", "character varying(5)"},
                                   {"nchar varying", "character varying"},
                                   {"varchar(10485760)", "character varying(10485760)"},
                                   {"char", "character(1)"},
                                   {"national character", "character(1)"},
                                   {"nchar(3)", "character(3)"},
                                   {"bpchar", "bpchar"},
                                   {"bpchar(3)", "character(3)"},
                                   {"timestamp", "timestamp without time zone"},
                                   {"timestamp(3)", "timestamp(3) without time zone"},
                                   {"timestamp without time zone", "timestamp without time zone"},
                                   {"TIMESTAMP (3) WITH time\nzone", "timestamp(3) with time zone"},
                                   {"timestamptz(3)", "timestamp(3) with time zone"},
                                   {"timestamp(7)", "timestamp(6) without time zone"},
                                   {"date", "date"},
                                   {"bit", "bit(1)"},
                                   {"bit(3)", "bit(3)"},
                                   {"\"bit\"", "\"bit\""},
                                   {"bit varying", "bit varying"},
                                   {"bit varying ( 3 )", "bit varying(3)"},
                                   {"varbit(3)", "bit varying(3)"},
                                   {"\"char\"", "\"char\""},
                                   {"pg_catalog.char", "\"char\""},
                                   {"uuid", "uuid"},
                                   {"bytea", "bytea"},
                                   {"json", "json"},
                                   {"JSONB", "jsonb"}})
    EXPECT_EQ(found(name), answer) << name;
}

TEST(TypeName, DoesNotExist) {
  for (const auto& [name, answer] : std::initializer_list<Case>{
           {"foo", "42704 type \"foo\" does not exist"},
           {"FOO(3)", "42704 type \"foo\" does not exist"},
           {"\"Int4\"", "42704 type \"Int4\" does not exist"},
           {"\"integer\"", "42704 type \"integer\" does not exist"},
           {"\"double precision\"", "42704 type \"double precision\" does not exist"},
           {"pg_catalog.integer", "42704 type \"pg_catalog.integer\" does not exist"},
           {"public.int4", "42704 type \"public.int4\" does not exist"},
           {"double", "42704 type \"double\" does not exist"},
           {"serial", "42704 type \"serial\" does not exist"},
           {"string", "42704 type \"string\" does not exist"},
           {"datetime", "42704 type \"datetime\" does not exist"},
           {"\"foo bar\"", "42704 type \"foo bar\" does not exist"},
           {"_int4[]", "42704 type \"_int4[]\" does not exist"},
           {"year", "42704 type \"year\" does not exist"},
           {"a.b.int4", "0A000 cross-database references are not implemented: a.b.int4"},
           {"a.b.c.int4", "42601 improper qualified name (too many dotted names): a.b.c.int4"}})
    EXPECT_EQ(found(name), answer) << name;
}

TEST(TypeName, IsCutLikeAnyIdentifier) {
  const std::string cut(63, 'x');
  EXPECT_EQ(found(cut + "yz"), "42704 type \"" + cut + "\" does not exist");
  EXPECT_EQ(found(std::string(62, 'x') + "é"), "42704 type \"" + std::string(62, 'x') + "\" does not exist");
}

TEST(TypeName, HasNoSuchModifier) {
  for (const auto& [name, answer] : std::initializer_list<Case>{
           {"int4(3)", "42601 type modifier is not allowed for type \"int4\""},
           {"pg_catalog.int4(x)", "42601 type modifier is not allowed for type \"pg_catalog.int4\""},
           {"text(5)", "42601 type modifier is not allowed for type \"text\""},
           {"bool(1) array[3]", "42601 type modifier is not allowed for type \"bool[]\""},
           {"_int4(1)", "42601 type modifier is not allowed for type \"_int4\""},
           {"int(3)", "42601 syntax error at or near \"(\""},
           {"double precision(3)", "42601 syntax error at or near \"(\""},
           {"numeric(10)(2)", "42601 syntax error at or near \"(\""},
           {"timestamp(3,4)", "42601 syntax error at or near \",\""},
           {"timestamp(-1)", "42601 syntax error at or near \"-\""},
           {"varchar(1.5)", "42601 syntax error at or near \"1.5\""},
           {"varchar(3000000000)", "42601 syntax error at or near \"3000000000\""},
           {"numeric(10,+2)", "42601 type modifiers must be simple constants or identifiers"},
           {"numeric(1+1)", "42601 type modifiers must be simple constants or identifiers"},
           {"numeric(null)", "42601 type modifiers must be simple constants or identifiers"},
           {"numeric(x)", "22P02 invalid input syntax for type integer: \"x\""},
           {"numeric(10.0)", "22P02 invalid input syntax for type integer: \"10.0\""},
           {"numeric(2147483648)", "22003 value \"2147483648\" is out of range for type integer"}})
    EXPECT_EQ(found(name), answer) << name;
}

TEST(TypeName, HasModifierOutOfRange) {
  for (const auto& [name, answer] : std::initializer_list<Case>{
           {"float(0)", "22023 precision for type float must be at least 1 bit"},
           {"float(54)", "22023 precision for type float must be less than 54 bits"},
           {"varchar(0)", "22023 length for type varchar must be at least 1"},
           {"varchar(10485761)", "22023 length for type varchar cannot exceed 10485760"},
           {"char(0)", "22023 length for type char must be at least 1"},
           {"bpchar(-1)", "22023 length for type char must be at least 1"},
           {"bit(0)", "22023 length for type bit must be at least 1"},
           {"bit varying(0)", "22023 length for type varbit must be at least 1"},
           {"bit(83886081)", "22023 length for type bit cannot exceed 83886080"},
           {"bit(1,2)", "22023 invalid type modifier"},
           {"numeric(0)", "22023 NUMERIC precision 0 must be between 1 and 1000"},
           {"numeric(10,1001)", "22023 NUMERIC scale 1001 must be between -1000 and 1000"},
           {"numeric(1,2,3)", "22023 invalid NUMERIC type modifier"}})
    EXPECT_EQ(found(name), answer) << name;
}

TEST(TypeName, IsNoTypeName) {
  for (const auto& [name, answer] : std::initializer_list<Case>{
           {"", "42601 invalid type name \"\""},
           {"   ", "42601 invalid type name \"   \""},
           {"setof int4", "42601 invalid type name \"setof int4\""},
           {"\"\"", "42601 zero-length delimited identifier at or near \"\"\"\""},
           {"\"int4", "42601 unterminated quoted identifier at or near \"\"int4\""},
           {"int4;", "42601 syntax error at or near \";\""},
           {"int4 foo", "42601 syntax error at or near \"foo\""},
           {"int4(", "42601 syntax error at end of input"},
           {"int4.", "42601 syntax error at end of input"},
           {".int4", "42601 syntax error at or near \".\""},
           {"'int4'", "42601 syntax error at or near \"'int4'\""},
           {"numeric()", "42601 syntax error at or near \")\""},
           {"numeric(10,)", "42601 syntax error at or near \")\""},
           {"numeric(0x10)", "42601 trailing junk after numeric literal at or near \"0x10\""},
           {"select", "42601 syntax error at or near \"select\""},
           {"precision", "42601 syntax error at or near \"precision\""},
           {"national varchar", "42601 syntax error at or near \"varchar\""},
           {"character(5) varying", "42601 syntax error at or near \"varying\""},
           {"timestamp with time zone (3)", "42601 syntax error at or near \"(\""},
           {"pg_catalog.timestamp with time zone", "42601 syntax error at or near \"with\""},
           {"time with", "42601 syntax error at or near \"with\""},
           {"time with time", "42601 syntax error at end of input"},
           {"interval hour to day", "42601 syntax error at or near \"day\""},
           {"interval year(2)", "42601 syntax error at or near \"(\""},
           {"interval year to second", "42601 syntax error at or near \"second\""},
           {"int4[x]", "42601 syntax error at or near \"x\""},
           {"int4[-1]", "42601 syntax error at or near \"-\""},
           {"int4 array[]", "42601 syntax error at or near \"]\""},
           {"int4 array[3][2]", "42601 syntax error at or near \"[\""}})
    EXPECT_EQ(found(name), answer) << name;
}

TEST(TypeName, IsNotReadByThisVersion) {
  for (const char* name : {"jsonpath", "tsvector", "xml", "regclass", "tsquery[]"})
    EXPECT_EQ(found(name).substr(0, 5), "0A000") << name;
  EXPECT_EQ(found("\"any\""), "0A000 cannot accept a value of type any");
  EXPECT_EQ(found("record"), "0A000 cannot accept a value of type record");
  EXPECT_EQ(found("xml[]").substr(0, 5), "0A000");
}

TEST(TypeName, IsAnArray) {
  for (const auto& [name, answer] :
       std::initializer_list<Case>{{"text[]", "text[]"},
                                   {"int4[3][2]", "integer[]"},
                                   {"int array[3]", "integer[]"},
                                   {"_int4", "integer[]"},
                                   {"pg_catalog._text", "text[]"},
                                   {"text [ ]", "text[]"},
                                   {"numeric(10,2)[3][]", "numeric(10,2)[]"},
                                   {"_varchar(3)", "character varying(3)[]"},
                                   {"varchar(3)[]", "character varying(3)[]"},
                                   {"char[]", "character(1)[]"},
                                   {"timestamp(3) with time zone array", "timestamp(3) with time zone[]"},
                                   {"int4range[]", "int4range[]"},
                                   {"_tstzmultirange", "tstzmultirange[]"}})
    EXPECT_EQ(found(name), answer) << name;
}

TEST(TypeName, IsAnEnumOfLabels) {
  for (const auto& [name, answer] :
       std::initializer_list<Case>{{"enum('low', 'it''s', 'high')", "enum('low','it''s','high')"},
                                   {"ENUM ( 'a' )", "enum('a')"},
                                   {"enum('a','b')[]", "enum('a','b')[]"},
                                   {"enum", "42704 type \"enum\" does not exist"},
                                   {"enum(a, b)", "42601 labels of an enum must be string constants"},
                                   {"enum('a', 3)", "42601 labels of an enum must be string constants"},
                                   {"enum('a'+'b')", "42601 labels of an enum must be string constants"},
                                   {"enum(-'a')", "42601 labels of an enum must be string constants"},
                                   {"enum()", "42601 syntax error at or near \")\""},
                                   {"enum('a','a')", "22023 enum label \"a\" used more than once"},
                                   {"enum('')", "22023 invalid enum label \"\""}})
    EXPECT_EQ(found(name), answer) << name;
  const std::string longest(63, 'x');
  EXPECT_EQ(found("enum('" + longest + "')"), "enum('" + longest + "')");
  EXPECT_EQ(found("enum('" + longest + "x')"), "22023 invalid enum label \"" + longest + "x\"");
}

TEST(TypeName, HintSaysWhatToUseInstead) {
  const auto hint = [](std::string_view name) {
    Fault why;
    find_type(name, &why);
    return std::string(entry(why.code).sqlstate) + " " + why.message + " / " + why.hint;
  };
  const std::string said = " is not supported by this version of surerow / ";
  EXPECT_EQ(hint("tsvector"),
            "0A000 type tsvector" + said +
                "Use type text: keep the document, and let a generated column hold to_tsvector of it.");
  EXPECT_EQ(hint("jsonpath"),
            "0A000 type jsonpath" + said + "Use type text: cast it to jsonpath where it is used.");
  EXPECT_EQ(hint("regtype"),
            "0A000 type regtype" + said + "Use type oid, or type text for the name of the object.");
  EXPECT_EQ(hint("pg_snapshot[]"), "0A000 type pg_snapshot[]" + said + "Use type text[] for such values.");
  EXPECT_EQ(hint("gtsvector"), "0A000 cannot accept a value of type gtsvector / ");
}

TEST(TypeName, InASchemaThatDoesNotExist) {
  for (const auto& [name, schema] : std::initializer_list<Case>{{"nosuch.int4", "nosuch"},
                                                                {"NoSuch.int4[]", "nosuch"},
                                                                {"\"No.Such\".int4", "No.Such"},
                                                                {"nosuch.int4(1+1)", "nosuch"},
                                                                {"pg_temp.int4", "pg_temp"}})
    EXPECT_EQ(found(name), "3F000 schema \"" + std::string(schema) + "\" does not exist") << name;
  for (const char* name : {"information_schema.int4", "pg_toast.int4"})
    EXPECT_EQ(found(name), "42704 type \"" + std::string(name) + "\" does not exist") << name;
}

TEST(TypeName, HintNamesTheNearestType) {
  Fault why;
  find_type("string", &why);
  EXPECT_EQ(why.hint, "PostgreSQL's type for this is text.");
  find_type("integr", &why);
  EXPECT_EQ(why.hint, "Did you mean type integer?");
  find_type("zzzzzzzzzzzz", &why);
  EXPECT_EQ(why.hint, "");
  EXPECT_EQ(find_type("zzzz", nullptr), nullptr);
}

TEST(TypeName, LongNamesAreReadInLinearTime) {
  EXPECT_EQ(found("int4" + std::string(100000, '[')).substr(0, 5), "42601");
  std::string many = "int4";
  for (int i = 0; i < 100000; ++i) many += "[]";
  EXPECT_EQ(found(many), "integer[]");
}

TEST(TypeName, MayHoldCommentsAndUnicodeEscapes) {
  for (const auto& [name, answer] : std::initializer_list<Case>{
           {"int4 /* a /* nested */ comment */", "integer"},
           {"numeric(10 -- digits\n, 2) -- no more", "numeric(10,2)"},
           {"double/**/precision", "double precision"},
           {"U&\"\\0069nt4\"", "integer"},
           {"u&\"\\+000069nt4\" [ ]", "integer[]"},
           {"u&\"!0069nt4\" /* the escape */ UESCAPE '!'", "integer"},
           {"int4 /* a /* b */", "42601 unterminated /* comment at or near \"/* a /* b */\""},
           {"u&\"i\\06et4\"", "42601 invalid Unicode escape"},
           {"u&\"i\\0000\"", "42601 invalid Unicode escape value"},
           {"u&\"\\D83Dt4\"", "42601 invalid Unicode surrogate pair"},
           {"u&\"\\DE00\"", "42601 invalid Unicode surrogate pair"},
           {"u&\"\\D83D\\DE00\"", "42704 type \"\xf0\x9f\x98\x80\" does not exist"},
           {"u&\"i\\\\nt4\"", "42704 type \"i\\nt4\" does not exist"},
           {"u&\"int4\" uescape 'a'", "42601 invalid Unicode escape character at or near \"'a'\""},
           {"u&\"int4\" uescape 4",
            "42601 UESCAPE must be followed by a simple string literal at or near \"4\""}})
    EXPECT_EQ(found(name), answer) << name;
}

TEST(TypeName, HasTheServersIntegers) {
  for (const auto& [name, answer] : std::initializer_list<Case>{
           {"varchar(0x1F)", "character varying(31)"},
           {"varchar(0x_1_f)[0b11][1_0]", "character varying(31)[]"},
           {"numeric(1_0, 0o2)", "numeric(10,2)"},
           {"numeric('0x10')", "numeric(16,0)"},
           {"numeric(-0x10)", "22023 NUMERIC precision -16 must be between 1 and 1000"},
           {"varchar(0x)", "42601 invalid hexadecimal integer at or near \"0x\""},
           {"varchar(0o8)", "42601 trailing junk after numeric literal at or near \"0o8\""},
           {"varchar(1__0)", "42601 trailing junk after numeric literal at or near \"1__0\""},
           {"varchar(1_)", "42601 trailing junk after numeric literal at or near \"1_\""},
           {"numeric(0xFFFFFFFF)", "22003 value \"0xFFFFFFFF\" is out of range for type integer"}}) {
    EXPECT_EQ(found_by(16, name), answer) << name;
    EXPECT_EQ(found_by(18, name), answer) << name;
  }
  EXPECT_EQ(found_by(15, "varchar(0x1F)"), "42601 trailing junk after numeric literal at or near \"0x1F\"");
  EXPECT_EQ(found_by(15, "numeric(1_0)"), "42601 trailing junk after numeric literal at or near \"1_0\"");
  EXPECT_EQ(found_by(15, "numeric('0x10')"), "22P02 invalid input syntax for type integer: \"0x10\"");
}

TEST(TypeName, OfPseudoTypes) {
  for (const auto& [name, answer] : std::initializer_list<Case>{
           {"record", "0A000 cannot accept a value of type record"},
           {"record[]", "0A000 cannot accept a value of type record[]"},
           {"anyelement(1)", "42601 type modifier is not allowed for type \"anyelement\""},
           {"cstring(1)[]", "42601 type modifier is not allowed for type \"cstring[]\""},
           {"anyarray[]", "42704 type \"anyarray[]\" does not exist"}})
    EXPECT_EQ(found(name), answer) << name;
}

}  // namespace
}  // namespace surerow
