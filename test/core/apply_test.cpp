// The operations of sure_apply as they are read: what each asks for, and every list that is none.
#include "common/write/apply.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "test/core/refusal.h"

namespace surerow {
namespace {

const Settings settings;

std::string refusal_of(std::string_view ops) {
  return refusal([&] { Operations(ops, settings); });
}

TEST(Apply, ReadsEveryOperation) {
  const std::string_view text =
      R"( [ {"upsert":["a",{"id":1}]}, {"insert" : [ "b" , [{"id":1}] , {"each":true} ]},
    {"update":["a",7,{"x":1},3]},{"update":["a","7",{"x":1},"e",{"returning":true}]},
    {"delete":["c",{"id":1},3]},{"delete":["c",true,3,{}]},{"check_version":["c",-1.5,"3"]} ] )";
  const Operations ops(text, settings);
  ASSERT_EQ(ops.size(), 7U);
  EXPECT_EQ(ops.tables(), (std::vector<std::string_view>{"a", "b", "c"}));
  const auto is = [&](std::size_t i, Verb verb, std::uint32_t table, std::string_view rows,
                      std::string_view key, std::string_view expected, std::string_view options) {
    const Request& request = ops[i].request;
    EXPECT_EQ(request.verb, verb) << i;
    EXPECT_EQ(ops[i].table, table) << i;
    EXPECT_EQ(request.rows, rows) << i;
    EXPECT_EQ(request.key.text, key) << i;
    EXPECT_EQ(request.key.json, names_one_row(verb)) << i;
    EXPECT_EQ(request.expected, expected) << i;
    EXPECT_EQ(request.options, options) << i;
  };
  is(0, Verb::upsert, 0, R"({"id":1})", "", "", "{}");
  is(1, Verb::insert, 1, R"([{"id":1}])", "", "", R"({"each":true})");
  is(2, Verb::update, 0, R"({"x":1})", "7", "3", "{}");
  is(3, Verb::update, 0, R"({"x":1})", R"("7")", "e", R"({"returning":true})");
  is(4, Verb::erase, 2, "{}", R"({"id":1})", "3", "{}");
  is(5, Verb::erase, 2, "{}", "true", "3", "{}");
  is(6, Verb::check, 2, "{}", "-1.5", "3", "{}");
}

TEST(Apply, IsAViewOfTheText) {
  const std::string text = R"([{"upsert":["a",{"id":1}]}])";
  const Operations ops(text, settings);
  EXPECT_EQ(ops[0].request.rows.data(), text.data() + text.find("{\"id\""));
  EXPECT_EQ(ops.tables()[0].data(), text.data() + text.find("a\","));
}

TEST(Apply, ReadsEscapes) {
  const Operations ops(R"([{"\u0075psert":["\u0061",{}]},{"check_version":["a","\u0037","\u0033"]}])",
                       settings);
  EXPECT_EQ(ops.tables(), std::vector<std::string_view>{"a"});
  EXPECT_EQ(ops[1].request.key.text, R"("\u0037")");
  EXPECT_EQ(ops[1].request.expected, "3");
}

TEST(Apply, IsEmpty) {
  EXPECT_EQ(Operations("[]", settings).size(), 0U);
  EXPECT_EQ(ApplyAnswer().finish(), R"({"results":[]})");
}

TEST(Apply, GivesItsResultsInOrder) {
  ApplyAnswer answer;
  answer.add(R"({"inserted":1})");
  answer.add(R"({"status":"current"})");
  EXPECT_EQ(answer.finish(), R"({"results":[{"inserted":1},{"status":"current"}]})");
}

TEST(Apply, RefusesWhatIsNoList) {
  const std::string json = "22032: invalid JSON in ops: ";
  EXPECT_EQ(refusal_of(""),
            json + "expected an array of operations\nDETAIL:  Line 1, column 1: the text ends here.");
  EXPECT_EQ(refusal_of("{}"),
            json + "expected an array of operations\nDETAIL:  Line 1, column 1: found \"{\".");
  EXPECT_EQ(refusal_of("null"),
            json + "expected an array of operations\nDETAIL:  Line 1, column 1: found \"null\".");
  EXPECT_EQ(refusal_of("[1]"),
            json + "expected an operation, an object\nDETAIL:  op 1. Line 1, column 2: found \"1\".");
  EXPECT_EQ(refusal_of("[{}]"),
            json + "expected the name of an operation\nDETAIL:  op 1. Line 1, column 3: found \"}\".");
  EXPECT_EQ(refusal_of("[] []"),
            json + "expected nothing after the value\nDETAIL:  Line 1, column 4: found \"[\".");
  EXPECT_EQ(refusal_of(R"([{"upsert":["a",{}]} {"upsert":["a",{}]}])"),
            json + "expected \",\" or \"]\"\nDETAIL:  Line 1, column 22: found \"{\".");
  EXPECT_EQ(refusal_of(R"([{"upsert":["a",{}]},{"upsert":["a",{1}]}])"),
            json +
                "expected a member name in double quotes or \"}\"\nDETAIL:  op 2. Line 1, column 38: found "
                "\"1\".");
}

TEST(Apply, RefusesWhatIsNoOperation) {
  EXPECT_EQ(
      refusal_of(R"([{"upsert":["a",{}]},{"Upsert":[]}])"),
      "22023: unknown operation \"Upsert\" for sure_apply\nDETAIL:  op 2. The operations are upsert, insert, "
      "update, delete, check_version.\nHINT:  Perhaps you meant \"upsert\".");
  EXPECT_EQ(refusal_of(R"([{"upsert":["a",{}],"update":[]}])"),
            "22032: invalid JSON in ops: expected the end of the operation: each is an object of its "
            "own\nDETAIL:  op "
            "1. Line 1, column 21: found \"\"\".");
}

TEST(Apply, RefusesArgumentsThatAreNone) {
  struct Case {
    const char *ops, *message, *detail;
  };
  const Case cases[] = {
      {R"([{"upsert":"a"}])", "expected an array of arguments", "op 1. Line 1, column 12: found \"\"\"."},
      {R"([{"insert":[true,{}]}])", "expected the argument table, a string",
       "op 1. Line 1, column 13: found \"true\"."},
      {R"([{"insert":["a",7]}])", "expected the argument rows, an object or an array of objects",
       "op 1. Line 1, column 17: found \"7\"."},
      {R"([{"insert":["a"]}])", "expected the argument rows, an object or an array of objects",
       "op 1. Line 1, column 16: found \"]\"."},
      {R"([{"delete":["a",[1],2]}])",
       "expected the argument key, a number, a string, true, false or an object of key columns",
       "op 1. Line 1, column 17: found \"[\"."},
      {R"([{"update":["a",1,2,3]}])", "expected the argument changes, an object of columns",
       "op 1. Line 1, column 19: found \"2\"."},
      {R"([{"check_version":["a",1,false]}])",
       "expected the argument expected, a version (an integer) or a token of sure_etag (a string)",
       "op 1. Line 1, column 26: found \"false\"."},
      {R"([{"delete":["a",1,2,3]}])", "expected the argument options, an object",
       "op 1. Line 1, column 21: found \"3\"."},
      {R"([{"delete":["a",1,2,{},3]}])", "expected no more arguments",
       "op 1. Line 1, column 24: found \"3\"."},
  };
  for (const Case& c : cases)
    EXPECT_EQ(refusal_of(c.ops).substr(0, refusal_of(c.ops).find("\nHINT")),
              fmt::format("22032: invalid JSON in ops: {}\nDETAIL:  {}", c.message, c.detail));
}

TEST(Apply, ShowsTheForm) {
  const auto hint = [](std::string_view ops) {
    const std::string text = refusal_of(ops);
    return text.substr(text.find("HINT:  ") + 7);
  };
  EXPECT_EQ(hint(R"([{"upsert":[]}])"),
            R"(The form is {"upsert":["table",rows,options]}, options may be left out.)");
  EXPECT_EQ(hint(R"([{"insert":[]}])"),
            R"(The form is {"insert":["table",rows,options]}, options may be left out.)");
  EXPECT_EQ(hint(R"([{"update":[]}])"),
            R"(The form is {"update":["table",key,changes,expected,options]}, options may be left out.)");
  EXPECT_EQ(hint(R"([{"delete":[]}])"),
            R"(The form is {"delete":["table",key,expected,options]}, options may be left out.)");
  EXPECT_EQ(hint(R"([{"check_version":[]}])"), R"(The form is {"check_version":["table",key,expected]}.)");
}

TEST(Apply, RefusesNullAsTheFunctionDoes) {
  EXPECT_EQ(refusal_of(R"([{"upsert":[null,{}]}])"),
            "22004: argument table of sure_upsert is NULL\nDETAIL:  op 1");
  EXPECT_EQ(refusal_of(R"([{"insert":["a",null]}])"),
            "22004: argument rows of sure_insert is NULL\nDETAIL:  op 1");
  EXPECT_EQ(refusal_of(R"([{"update":["a",null,{},1]}])"),
            "22004: argument key of sure_update is NULL\nDETAIL:  op 1");
  EXPECT_EQ(refusal_of(R"([{"update":["a",1,null,1]}])"),
            "22004: argument changes of sure_update is NULL\nDETAIL:  op 1");
  EXPECT_EQ(refusal_of(R"([{"delete":["a",1,null]}])"),
            "22004: argument expected of sure_delete is NULL\nDETAIL:  op 1");
  EXPECT_EQ(refusal_of(R"([{"delete":["a",1,1,null]}])"),
            "22004: argument options of sure_delete is NULL\nDETAIL:  op 1");
}

TEST(Apply, RefusesDepth) {
  const std::string deep(static_cast<std::size_t>(settings.max_depth), '[');
  EXPECT_TRUE(
      refusal_of("[{\"upsert\":[\"a\"," + deep).starts_with("54001: JSON in ops is nested deeper than"));
}

TEST(Apply, PutsTheOperationFirst) {
  EXPECT_EQ(detail_of_op(2, ""), "op 2");
  EXPECT_EQ(detail_of_op(2, "row 3 of item"), "op 2, row 3 of item");
  EXPECT_EQ(detail_of_op(2, "(email) of item, row 3"), "op 2, (email) of item, row 3");
  EXPECT_EQ(detail_of_op(12, "Key (id)=(7) is not present."), "op 12. Key (id)=(7) is not present.");
  EXPECT_EQ(text_at_op("no such thing", 2), "no such thing\nDETAIL:  op 2");
  EXPECT_EQ(text_at_op("SR001: stale\nDETAIL:  key 7\nHINT:  read", 2),
            "SR001: stale\nDETAIL:  op 2, key 7\nHINT:  read");
  EXPECT_EQ(text_at_op("SR001: stale\nHINT:  read", 2), "SR001: stale\nDETAIL:  op 2\nHINT:  read");
  const Fault fault = at_op({Code::stale_version, "stale", "key 7", "read"}, 3);
  EXPECT_EQ(one_string(fault), "SR001: stale\nDETAIL:  op 3, key 7\nHINT:  read");
}

TEST(Apply, HasNoOptionsOfItsOwn) {
  read_apply_options("{}");
  EXPECT_EQ(refusal([] { read_apply_options(R"({"each":true})"); }),
            "22023: unknown option \"each\" for sure_apply\nDETAIL:  The options are idempotency_key, scope, "
            "ttl_ms.");
}

}  // namespace
}  // namespace surerow
