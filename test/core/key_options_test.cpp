// The options of an idempotency key: what is cut out and what stays as written, and every refusal.
#include "common/idempotency/key_options.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "test/core/fake_engine.h"
#include "test/core/refusal.h"

namespace surerow {
namespace {

std::optional<SplitOptions> split(std::string_view options) {
  return split_key_options(options, "sure_upsert");
}

std::string refused(std::string_view options) {
  return refusal([&] { split(options); });
}

TEST(KeyOptions, WithoutAKeyNothingIsCut) {
  for (const char* options :
       {"{}", "", " ", R"({"each":true})", R"({"update":["scope","ttl_ms","idempotency_key"]})",
        R"({"index":"a\"b"})", R"({ "key" : [ "ttl_ms" ] })"})
    EXPECT_FALSE(split(options)) << options;
}

// What is not JSON is the business of whoever reads the options, unless they are read here.
TEST(KeyOptions, ReadsOnlyWhatMayHaveAKey) {
  for (const char* options : {"{", "[]", "{\"each\":}", "nonsense", "{\"each\":true,\"each\":true}"})
    EXPECT_FALSE(split(options)) << options;
}

TEST(KeyOptions, CutsTheThreeOut) {
  const std::pair<const char*, const char*> cases[] = {
      {R"({"idempotency_key":"k","scope":"s","ttl_ms":5})", "{}"},
      {R"({"scope":"s","ttl_ms":5,"idempotency_key":"k"})", "{}"},
      {R"({"idempotency_key":"k","scope":"s","ttl_ms":5,"each":true})", R"({"each":true})"},
      {R"({"each":true,"idempotency_key":"k","scope":"s","ttl_ms":5})", R"({"each":true})"},
      {R"({"scope":"s","each":true,"ttl_ms":5,"returning":["b","a"],"idempotency_key":"k"})",
       R"({"each":true,"returning":["b","a"]})"},
      {" {\n \"each\" : true , \"scope\":\"s\",\"ttl_ms\":5,\t\"idempotency_key\":\"k\"\r, \"key\" :\n[ "
       "\"a\" ] } ",
       "{\"each\" : true,\"key\" :\n[ \"a\" ]}"},
      {R"({"idempotency\u005fkey":"\u006b","\u0073cope":"\u0073","ttl\u005fms":5,"\u0065ach":true})",
       R"({"\u0065ach":true})"},
      {R"({"index":"ttl_ms","idempotency_key":"k","scope":"s","ttl_ms":5})", R"({"index":"ttl_ms"})"},
      {R"({"idempotency_key":"k","scope":"s","ttl_ms":5,"a,\"b":{"idempotency_key":[1,{"c":"}"}]}})",
       R"({"a,\"b":{"idempotency_key":[1,{"c":"}"}]}})"},
  };
  for (const auto& [options, rest] : cases) {
    const auto out = split(options);
    ASSERT_TRUE(out) << options;
    EXPECT_EQ(out->key.key, "k") << options;
    EXPECT_EQ(out->key.scope, "s") << options;
    EXPECT_EQ(out->key.ttl_ms, 5) << options;
    EXPECT_EQ(out->rest, rest) << options;
  }
}

TEST(KeyOptions, HaveDefaults) {
  const auto out = split(R"({"idempotency_key":"k"})");
  ASSERT_TRUE(out);
  EXPECT_EQ(out->key.scope, "");
  EXPECT_EQ(out->key.ttl_ms, 7LL * 24 * 60 * 60 * 1000);
}

TEST(KeyOptions, TakeTheLongestAndTheLargest) {
  std::string longest;
  for (int i = 0; i < 255; ++i) longest += "\U0001f600";
  const auto out =
      split(R"({"ttl_ms":315360000000,"scope":")" + longest + R"(","idempotency_key":")" + longest + "\"}");
  ASSERT_TRUE(out);
  EXPECT_EQ(out->key.key, longest);
  EXPECT_EQ(out->key.scope, longest);
  EXPECT_EQ(out->key.ttl_ms, 315360000000);
  EXPECT_TRUE(split(R"({"scope":"","ttl_ms":1,"idempotency_key":" "})"));
  EXPECT_TRUE(split("{\"idempotency_key\":\"a\u0080\u2028\"}"));
}

TEST(KeyOptions, RefuseABadKey) {
  EXPECT_EQ(refused(R"({"idempotency_key":""})"),
            "22023: option \"idempotency_key\" must be a text of 1 to 255 characters, not \"\"\n"
            "DETAIL:  It has 0 characters.");
  EXPECT_EQ(refused(R"({"idempotency_key":")" + std::string(1 << 20, 'k') + "\"}"),
            "22023: option \"idempotency_key\" must be a text of 1 to 255 characters, not \"" +
                std::string(200, 'k') + "\"... (1048576 bytes)\nDETAIL:  It has 1048576 characters.");
  EXPECT_EQ(
      refused(R"({"idempotency_key":"aü\n\u007f"})"),
      "22023: option \"idempotency_key\" must be a text without control characters, not \"aü\\n\\x7f\"\n"
      "DETAIL:  Character 3 is U+000A.");
  EXPECT_EQ(refused(R"({"idempotency_key":"\u007f"})"),
            "22023: option \"idempotency_key\" must be a text without control characters, not \"\\x7f\"\n"
            "DETAIL:  Character 1 is U+007F.");
  EXPECT_EQ(refused(R"({"idempotency_key":"a\u0000"})"),
            "22P05: unsupported Unicode escape sequence\n"
            "DETAIL:  \\u0000 cannot be converted to text, in \"a\\u0000\".");
  EXPECT_EQ(refused(R"({"idempotency_key":"\ud83d"})"),
            "22P02: invalid input syntax for type json\n"
            "DETAIL:  Unicode low surrogate must follow a high surrogate, in \"\\ud83d\".");
  for (const char* value : {"7", "null", "true", "[\"k\"]", "{}"})
    EXPECT_EQ(refused(std::string(R"({"idempotency_key":)") + value + "}"),
              "22023: option \"idempotency_key\" must be a text, not " + shown(value));
}

TEST(KeyOptions, RefuseABadScope) {
  const std::string key = R"({"idempotency_key":"k","scope":)";
  EXPECT_EQ(refused(key + "\"" + std::string(256, 's') + "\"}"),
            "22023: option \"scope\" must be a text of 0 to 255 characters, not \"" + std::string(200, 's') +
                "\"... (256 bytes)\nDETAIL:  It has 256 characters.");
  EXPECT_EQ(refused(key + R"("\t"})"),
            "22023: option \"scope\" must be a text without control characters, not \"\\t\"\n"
            "DETAIL:  Character 1 is U+0009.");
  EXPECT_EQ(refused(key + "1}"), "22023: option \"scope\" must be a text, not \"1\"");
}

TEST(KeyOptions, RefuseABadTimeToLive) {
  for (const char* value : {"0", "-1", "315360000001", "99999999999999999999", "1.5", "1e3", "\"5\"", "null"})
    EXPECT_EQ(refused(std::string(R"({"idempotency_key":"k","ttl_ms":)") + value + "}"),
              "22023: option \"ttl_ms\" must be an integer from 1 to 315360000000, not " +
                  shown(value[0] == '"' ? "5" : value));
}

TEST(KeyOptions, RefuseScopeAndTimeToLiveWithoutAKey) {
  EXPECT_EQ(refused(R"({"scope":"s"})"), "22023: option \"scope\" is for calls with \"idempotency_key\"");
  EXPECT_EQ(refused(R"({"each":true,"ttl_ms":5})"),
            "22023: option \"ttl_ms\" is for calls with \"idempotency_key\"");
}

TEST(KeyOptions, RefuseADryRun) {
  const char* refusal = "22023: options \"dry_run\" and \"idempotency_key\" exclude each other";
  EXPECT_EQ(refused(R"({"dry_run":true,"idempotency_key":"k"})"), refusal);
  EXPECT_EQ(refused(R"({"idempotency_key":"k","dry\u005frun":true})"), refusal);
  for (const char* value : {"false", "\"true\"", "1"}) {
    const auto out = split(std::string(R"({"idempotency_key":"k","dry_run":)") + value + "}");
    ASSERT_TRUE(out);
    EXPECT_EQ(out->rest, std::string(R"({"dry_run":)") + value + "}");
  }
}

TEST(KeyOptions, RefuseWhatIsNoObjectOfOptions) {
  EXPECT_EQ(refused(R"({"idempotency_key":"k","idempotency_key":"k"})"),
            "22023: option \"idempotency_key\" is given twice");
  EXPECT_EQ(refused(R"({"each":true,"idempotency_key":"k","each":true})"),
            "22023: option \"each\" is given twice");
  EXPECT_EQ(refused(R"(["idempotency_key"])"),
            "22032: invalid JSON in options: expected an object\nDETAIL:  Line 1, column 1: found \"[\".");
  EXPECT_EQ(refused(R"({"idempotency_key":"k")"),
            "22032: invalid JSON in options: expected \",\" or \"}\"\n"
            "DETAIL:  Line 1, column 23: the text ends here.");
  EXPECT_EQ(refused(R"({"idempotency_key":"k"} x)"),
            "22032: invalid JSON in options: expected nothing after the value\n"
            "DETAIL:  Line 1, column 25: found \"x\".");
}

// The writers know the three by name, though they are cut out before a writer reads the options of a call.
TEST(KeyOptions, AreNoneOfAnOp) {
  const auto refused_by = [](const Request& request) {
    Described described = fake::account();
    return refusal([&] { Writer(described, request, Settings()); });
  };
  const char* options[] = {R"({"idempotency_key":"k"})", R"({"scope":"s"})", R"({"ttl_ms":1})"};
  for (std::size_t i = 0; i < key_option_names.size(); ++i) {
    const std::string refusal = fmt::format(
        "22023: option \"{}\" is for a whole call, not for one of its ops\n"
        "HINT:  Give it in the options of sure_apply.",
        key_option_names[i]);
    EXPECT_EQ(refused_by({.verb = Verb::upsert, .options = options[i]}), refusal);
    EXPECT_EQ(refused_by({.verb = Verb::erase, .key = {"1"}, .expected = "1", .options = options[i]}),
              refusal);
  }
}

TEST(RequireKey, NamesWhatItChecks) {
  EXPECT_EQ(refusal([] { require_key("k", "argument key"); }), "");
  EXPECT_EQ(
      refusal([] { require_key("", "argument key"); }),
      "22023: argument key must be a text of 1 to 255 characters, not \"\"\nDETAIL:  It has 0 characters.");
  EXPECT_EQ(refusal([] { require_key("a\x1f", "argument key"); }),
            "22023: argument key must be a text without control characters, not \"a\\x1f\"\n"
            "DETAIL:  Character 2 is U+001F.");
  EXPECT_EQ(refusal([] { require_scope("", "argument scope"); }), "");
}

}  // namespace
}  // namespace surerow
