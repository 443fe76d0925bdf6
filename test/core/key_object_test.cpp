// The key argument of a call that names one row: a value, an object of key columns, a JSON scalar.
#include <gtest/gtest.h>

#include "common/write/key.h"
#include "test/core/fake_engine.h"

namespace surerow {
namespace {

const Settings settings;

KeyPart part_of(int column) {
  KeyPart part;
  part.column = column;
  part.columns = {column};
  return part;
}

// Primary key (id), unique (name), unique (name, note), and two indexes that no key argument can mean.
Table table() {
  Table out = fake::account().table;
  Key name, both, partial, expression;
  name.name = "account_name_key";
  name.parts = {part_of(1)};
  both.name = "account_name_note_key";
  both.parts = {part_of(2), part_of(1)};
  partial.name = "account_note_idx";
  partial.parts = {part_of(2)};
  partial.predicate = "\"name\" IS NULL";
  partial.predicate_columns = {1};
  expression.name = "account_lower_idx";
  expression.parts = {part_of(2)};
  expression.parts[0].column = -1;
  expression.parts[0].expression = "lower(\"note\")";
  for (const Key& key : {name, both, partial, expression}) out.keys.push_back(key);
  return out;
}

std::string object(std::string_view text, bool json = false) {
  return key_object(table(), {text, json}, settings);
}

template <class Call>
Fault refusal_of(const Call& call) {
  try {
    call();
  } catch (const Refusal& refusal) {
    return refusal.fault();
  }
  ADD_FAILURE() << "not refused";
  return {};
}

TEST(KeyObject, OfAPlainValue) {
  const std::pair<const char*, const char*> cases[] = {
      {"7", R"({"id":"7"})"},
      {"", R"({"id":""})"},
      {" ", R"({"id":" "})"},
      {"null", R"({"id":"null"})"},
      {"a\"b\\c\n", R"({"id":"a\"b\\c\n"})"},
      {"ü", R"({"id":"ü"})"},
      {"[1]", R"({"id":"[1]"})"},
      {"\"7\"", R"({"id":"\"7\""})"},
      {"},{", R"({"id":"},{"})"},
      {"7{", R"({"id":"7{"})"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(object(text), expected);
}

TEST(KeyObject, ThatIsAnObjectStaysAsItIs) {
  for (const char* text :
       {R"({"id":7})", R"({})", R"({"name":"a","note":null})", "{", "{nonsense", " \t\r\n{\"id\":7} "})
    for (const bool json : {false, true}) EXPECT_EQ(object(text, json), text);
}

TEST(KeyObject, OfAJsonScalar) {
  const std::pair<const char*, const char*> cases[] = {
      {"7", R"({"id":"7"})"},        {" 7 ", R"({"id":"7"})"},          {"\n1.50\t", R"({"id":"1.50"})"},
      {"-1e3", R"({"id":"-1e3"})"},  {"true", R"({"id":"true"})"},      {R"("7")", R"({"id":"7"})"},
      {R"("")", R"({"id":""})"},     {R"("a\"b")", R"({"id":"a\"b"})"}, {R"("\u00fc\\")", R"({"id":"ü\\"})"},
      {R"("{}")", R"({"id":"{}"})"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(object(text, true), expected) << text;
}

TEST(KeyObject, OfNoJsonScalar) {
  const std::pair<const char*, Code> cases[] = {
      {"", Code::invalid_json},
      {" ", Code::invalid_json},
      {"x", Code::invalid_json},
      {"7 8", Code::invalid_json},
      {"07", Code::invalid_json},
      {"[7]", Code::invalid_json},
      {"[]", Code::invalid_json},
      {"\"7", Code::invalid_json},
      {"\xff", Code::invalid_json},
      {"null", Code::not_null_violation},
      {" null ", Code::not_null_violation},
      {R"("\u0000")", Code::untranslatable_character},
      {R"("\udc00")", Code::invalid_text_representation},
  };
  for (const auto& [text, code] : cases)
    EXPECT_EQ(refusal_of([&, text = text] { object(text, true); }).code, code) << text;
  const Fault null = refusal_of([] { object("null", true); });
  EXPECT_EQ(null.message, "null value as the key of account");
  EXPECT_EQ(null.hint, "A NULL is equal to nothing, so no row has it as its key.");
}

TEST(KeyObject, NeedsAPrimaryKeyOfOneColumn) {
  Table none = table(), two = table();
  none.keys.erase(none.keys.begin());
  two.keys[0].parts.push_back(part_of(1));
  for (const Table* without : {&none, &two})
    for (const bool json : {false, true}) {
      const Fault fault = refusal_of([&] { key_object(*without, {"7", json}, settings); });
      EXPECT_EQ(fault.code, Code::invalid_column_reference);
      EXPECT_EQ(fault.message, "account has no primary key of one column that a bare value could be for");
      EXPECT_EQ(fault.hint, "Give the key as an object: its columns and their values.");
    }
  EXPECT_EQ(key_object(two, {R"({"id":7})"}, settings), R"({"id":7})");
}

TEST(KeyObject, NamesTheColumnWhateverItIsCalled) {
  Table odd = table();
  odd.columns[0].name = "a\"b\\";
  EXPECT_EQ(key_object(odd, {"7"}, settings), R"({"a\"b\\":"7"})");
}

TEST(KeyOver, ExactlyTheColumnsOfAnIndex) {
  const Table t = table();
  EXPECT_EQ(key_over(t, {0}), 0);
  EXPECT_EQ(key_over(t, {1}), 1);
  EXPECT_EQ(key_over(t, {1, 2}), 2);
}

TEST(KeyOver, NoOtherColumns) {
  const Table t = table();
  for (const std::vector<int>& columns : {std::vector<int>{}, {2}, {0, 1}, {0, 1, 2}}) {
    const Fault fault = refusal_of([&] { key_over(t, columns); });
    EXPECT_EQ(fault.code, Code::invalid_column_reference);
    EXPECT_EQ(fault.hint, "Give the columns of the primary key, or of a unique index without a predicate.");
    EXPECT_EQ(fault.detail,
              "The unique indexes of account are: account_pkey (id); account_name_key (name); "
              "account_name_note_key (note, name); account_note_idx (note) where \"name\" IS NULL; "
              "account_lower_idx (lower(\"note\")).");
  }
  EXPECT_EQ(refusal_of([&] {
              key_over(t, {0, 1});
            }).message,
            "no unique index of account is over (id, name)");
}

TEST(KeyOver, NoUnusableIndex) {
  Table t = table();
  t.keys[1].unusable = "it is deferrable";
  EXPECT_EQ(refusal_of([&] { key_over(t, {1}); }).code, Code::invalid_column_reference);
}

}  // namespace
}  // namespace surerow
