// Fingerprints: the very text that is hashed, what makes two calls one and what does not, and that what is
// refused is refused in the words of the writer.
#include "common/idempotency/fingerprint.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

#include "common/hash.h"
#include "common/json/canonical.h"
#include "common/write/key.h"
#include "test/core/fake_engine.h"
#include "test/core/refusal.h"

namespace surerow {
namespace {

constexpr int depth = 100;

Request update() {
  return {.verb = Verb::update,
          .rows = R"({"b":2.50,"a":"x"})",
          .key = {"7", true},
          .expected = "3",
          .options = R"({"on_stale":"report","each":true})"};
}

Request upsert(std::string_view rows, std::string_view options = "{}") {
  return {.verb = Verb::upsert, .rows = rows, .options = options};
}

std::string print(const Request& request, std::string_view table = "doc") {
  return fingerprint_of(table, request, depth);
}

TEST(Fingerprint, IsTheDigestOfTheCanonicalCall) {
  EXPECT_EQ(
      print(update()),
      sha256_base64url(R"({"changes":{"a":"x","b":2.5},"expected":"3","function":"sure_update","key":"7",)"
                       R"("options":{"each":true,"on_stale":"report"},"table":"doc"})"));
  EXPECT_EQ(print({.verb = Verb::erase, .key = {R"({"b":1,"a":"\u0041"})", true}, .expected = "3"}),
            sha256_base64url(R"({"expected":"3","function":"sure_delete","key":{"a":"A","b":1},)"
                             R"("options":{},"table":"doc"})"));
  EXPECT_EQ(print(upsert(R"([{"id":1,"a":[1.0,{}]},{"id":2}])", R"({"each":false})"), R"(main."a ""b")"),
            sha256_base64url(R"({"function":"sure_upsert","options":{"each":false},)"
                             R"("rows":[{"a":[1,{}],"id":1},{"id":2}],"table":"main.\"a \"\"b\""})"));
  EXPECT_EQ(print({.verb = Verb::insert, .rows = R"({"id":1})"}),
            sha256_base64url(R"({"function":"sure_insert","options":{},"rows":{"id":1},"table":"doc"})"));
  EXPECT_EQ(fingerprint_of_apply(R"([{"upsert":["a",{"id":1e0}]}])", "{ }", depth),
            sha256_base64url(R"({"function":"sure_apply","ops":[{"upsert":["a",{"id":1}]}],"options":{}})"));
  EXPECT_EQ(fingerprint_of_claim(" \"x\" ", depth),
            sha256_base64url(R"({"function":"sure_claim","request":"x"})"));
}

TEST(Fingerprint, OneCallHowEverItIsWritten) {
  Request other = update();
  other.rows = " {\"a\":\"\\u0078\" ,\n\"b\" : 25e-1}";
  other.options = R"({"each":true,"on_stale":"report"})";
  EXPECT_EQ(print(other), print(update()));
  EXPECT_EQ(print(upsert(R"({"id":1,"n":null})")), print(upsert(R"({"n":null,"id":1.0})")));
  EXPECT_EQ(fingerprint_of_claim(R"({"a":1,"b":2})", depth), fingerprint_of_claim(R"({"b":2,"a":1})", depth));
}

TEST(Fingerprint, AScalarKeyIsItsText) {
  std::set<std::string> prints;
  for (const KeyText key : {KeyText{"7", false}, KeyText{"7", true}, KeyText{R"("7")", true},
                            KeyText{" 7 ", true}, KeyText{R"("\u0037")", true}}) {
    Request request = update();
    request.key = key;
    prints.insert(print(request));
  }
  EXPECT_EQ(prints, std::set<std::string>{print(update())});
}

TEST(Fingerprint, AnotherCallHasAnother) {
  std::set<std::string> prints;
  std::size_t calls = 0;
  const auto add = [&](const Request& request, std::string_view table = "doc") {
    prints.insert(print(request, table));
    ++calls;
  };
  add(update());
  add(update(), "\"doc\"");
  for (const auto change :
       {+[](Request& r) { r.rows = R"({"b":2.51,"a":"x"})"; },
        +[](Request& r) { r.rows = R"({"b":"2.5","a":"x"})"; }, +[](Request& r) { r.rows = R"({"a":"x"})"; },
        +[](Request& r) { r.rows = R"({"b":2.50,"a":"x","c":null})"; },
        +[](Request& r) {
          r.key = {R"({"id":7})", true};
        },
        +[](Request& r) {
          r.key = {R"({"id":"7"})", true};
        },
        +[](Request& r) {
          r.key = {"8", true};
        },
        +[](Request& r) {
          r.key = {"null", true};
        },
        +[](Request& r) {
          r.key = {"null", false};
        },
        +[](Request& r) {
          r.key = {"", false};
        },
        +[](Request& r) {
          r.key = {" 7", false};
        },
        +[](Request& r) {
          r.key = {R"("7")", false};
        },
        +[](Request& r) { r.expected = "4"; }, +[](Request& r) { r.expected = "03"; },
        +[](Request& r) { r.options = "{}"; }, +[](Request& r) { r.verb = Verb::erase; }}) {
    Request request = update();
    change(request);
    add(request);
  }
  add(upsert("{}"));
  add(upsert("[]"));
  add(upsert("[{}]"));
  add({.verb = Verb::insert, .rows = "{}"});
  add(upsert("[1,2]"));
  add(upsert("[2,1]"));
  EXPECT_EQ(prints.size(), calls);
}

// Whatever surrounds a text cannot be written inside it.
TEST(Fingerprint, NoArgumentSpillsIntoAnother) {
  Request a = update(), b = update();
  a.expected = R"(3","function":"sure_update)";
  b.key = {R"(7","options":{},"table":"doc)", false};
  EXPECT_EQ(print(a), sha256_base64url(
                          R"({"changes":{"a":"x","b":2.5},"expected":"3\",\"function\":\"sure_update",)"
                          R"("function":"sure_update","key":"7","options":{"each":true,"on_stale":"report"},)"
                          R"("table":"doc"})"));
  EXPECT_NE(print(a), print(b));
}

// --- Refusals ----------------------------------------------------------------------------------

std::string writer_refuses(const Request& request) {
  Described described = fake::account();
  Settings settings;
  settings.max_depth = depth;
  return refusal([&] { Writer(described, request, settings); });
}

std::string refused(const Request& request) {
  return refusal([&] { print(request); });
}

TEST(Fingerprint, RefusesWhatIsNoJsonAsTheWriterDoes) {
  const std::string deep = R"({"id":1,"note":)" + std::string(depth, '[') + std::string(depth, ']') + "}";
  for (const std::string_view text :
       {std::string_view("{"), std::string_view("{\"id\":1,}"), std::string_view(""),
        std::string_view("{\"id\":01}"), std::string_view("{\"id\":tru}"), std::string_view("{\"id\":1} x"),
        std::string_view("{\"id\":\"\n\"}"), std::string_view(deep)}) {
    const Request rows = upsert(text);
    EXPECT_NE(refused(rows), "") << text;
    EXPECT_EQ(refused(rows), writer_refuses(rows)) << text;
    const Request changes{.verb = Verb::update, .rows = text, .key = {"1", true}, .expected = "1"};
    EXPECT_EQ(refused(changes).substr(0, 5), text == deep ? "54001" : "22032") << text;
    EXPECT_NE(refused(changes).find(" in changes"), std::string::npos) << text;
  }
  const std::string options = refused(upsert("{\"id\":1}", "{\"each\":}"));
  EXPECT_EQ(options, writer_refuses(upsert("{\"id\":1}", "{\"each\":}")));
  EXPECT_EQ(options,
            "22032: invalid JSON in options: expected a value\nDETAIL:  Line 1, column 9: found \"}\".");
}

TEST(Fingerprint, RefusesABadKeyAsTheWriterDoes) {
  for (const KeyText key : {KeyText{"{\"id\":}", true}, KeyText{"[1]", true}, KeyText{"7 8", true},
                            KeyText{"seven", true}, KeyText{"", true}, KeyText{R"("\ud800")", true}}) {
    Request request = update();
    request.key = key;
    const Settings settings{.max_depth = depth};
    const std::string words = refusal(
        [&] { json::Reader(key_object(fake::account().table, key, settings), "key", depth).value(); });
    EXPECT_NE(words, "") << key.text;
    EXPECT_EQ(refused(request), words) << key.text;
  }
}

TEST(Fingerprint, RefusesADuplicateMember) {
  EXPECT_EQ(refused(upsert("[{\"a\":1},\n {\"b\":{\"c\":1,\"\\u0063\":2}}]")),
            "22032: duplicate member \"\\u0063\" in rows\n"
            "DETAIL:  argument rows, line 2, column 14\n"
            "HINT:  Give each member of an object once.");
  EXPECT_EQ(refusal([] { fingerprint_of_claim(R"({"a":1,"a":1})", depth); }),
            "22032: duplicate member \"a\" in request\n"
            "DETAIL:  argument request, line 1, column 8\n"
            "HINT:  Give each member of an object once.");
}

TEST(Fingerprint, RefusesWhatHasNoCanonicalForm) {
  EXPECT_EQ(
      refused(upsert(R"([{"a":"b\u0000"}])")),
      "22P05: unsupported Unicode escape sequence\n"
      "DETAIL:  argument rows, line 1, column 7. \\u0000 cannot be converted to text, in \"b\\u0000\".");
  EXPECT_EQ(refusal([] { fingerprint_of_apply(R"(["\ud83d"])", "{}", depth); }),
            "22P02: invalid input syntax for type json\n"
            "DETAIL:  argument ops, line 1, column 2. Unicode low surrogate must follow a high surrogate, "
            "in \"\\ud83d\".");
  EXPECT_EQ(refused(upsert(R"({"a":1e99999999999})")),
            "22003: value \"1e99999999999\" is out of range for type numeric\n"
            "DETAIL:  argument rows, line 1, column 6");
}

TEST(Fingerprint, ReadsInTheOrderOfTheWriter) {
  Request request{.verb = Verb::update, .rows = "{", .key = {"[", true}, .expected = "1", .options = "{"};
  EXPECT_NE(refused(request).find("in options"), std::string::npos);
  request.options = "{}";
  EXPECT_NE(refused(request).find("in key"), std::string::npos);
  request.key = {"1", true};
  EXPECT_NE(refused(request).find("in changes"), std::string::npos);
}

TEST(Sha256, OfPiecesIsThatOfTheWhole) {
  const std::string text(10000, 'a');
  for (const std::size_t size : {1U, 7U, 4095U, 4096U, 4097U, 5000U, 10000U}) {
    Sha256 hash;
    for (std::size_t i = 0; i < text.size(); i += size) hash.add(std::string_view(text).substr(i, size));
    hash.add("");
    EXPECT_EQ(hash.base64url(), sha256_base64url(text)) << size;
  }
  EXPECT_EQ(Sha256().base64url(), sha256_base64url(""));
}

// --- Long texts, which are read by parts -------------------------------------------------------

std::string canonical(std::string_view text) {
  Arena arena;
  json::Refused refused;
  return std::string(json::canonical(text, json::Form::rfc8785, depth, arena, refused));
}

std::string row(int i) {
  return fmt::format(R"({{ "name":"\u00e9 {0}", "id":{0}.0, "tags":[ {{"b":1,"a":[{0}]}} ] }})", i);
}

std::string rows(int count) {
  std::string out = "[";
  for (int i = 0; i < count; ++i) out += (i == 0 ? "" : " , ") + row(i);
  return out + "]";
}

std::string many_members(int count) {
  std::string out = "{";
  for (int i = count; i > 0; --i) out += fmt::format("{}\"m{}\":{}", i == count ? "" : ",", i, i);
  return out + "}";
}

TEST(LongText, HasTheFingerprintOfItsCanonicalText) {
  const std::string list = rows(5000), blank(100000, ' '), text = "\"" + std::string(70000, 'x') + "\"";
  std::string nested = list;
  for (int i = 0; i < 12; ++i)
    nested = i % 2 == 0 ? "[1, " + nested + " ,2]" : R"({"b":0,"a":)" + nested + "}";
  for (const std::string& json :
       {list, "[" + blank + "]", "{" + blank + "}", blank + "7" + blank, text, "[" + text + "]",
        "[" + text + "," + text + ",1," + list + "]", "[1,2," + text + "]", R"({"z":)" + list + R"(,"a":1})",
        R"({"\u0062":)" + text + R"(,"a\n":[)" + list + R"(,{"c":1}],"\ue000":1,"\ud800\udc00":2})", nested,
        many_members(999), many_members(20000), R"({"x":)" + many_members(20000) + "}",
        R"([{"upsert":["t",)" + list + R"(,{"each":true}]},{"check_version":["t",1,2]}])"}) {
    ASSERT_NE(canonical(json), "");
    EXPECT_EQ(fingerprint_of_claim(json, depth),
              sha256_base64url(R"({"function":"sure_claim","request":)" + canonical(json) + "}"))
        << shown(json);
  }
}

std::string claim_refused(const std::string& request) {
  return refusal([&] { fingerprint_of_claim(request, depth); });
}

TEST(LongText, IsRefusedWithThePlace) {
  const std::string list = rows(3000).substr(1);
  EXPECT_EQ(claim_refused("[\n" + list.substr(0, list.size() - 1) + ",\n{\"a\":{\"x\":1,\"x\":2}}]"),
            "22032: duplicate member \"x\" in request\n"
            "DETAIL:  argument request, line 3, column 13\n"
            "HINT:  Give each member of an object once.");
  EXPECT_EQ(claim_refused("{\"a\":[" + list + ",\n\"\\u0061\":1}"),
            "22032: duplicate member \"\\u0061\" in request\n"
            "DETAIL:  argument request, line 2, column 1\n"
            "HINT:  Give each member of an object once.");
  EXPECT_EQ(
      claim_refused("{\"a\":[" + list + ",\n \"\\ud800\":1}"),
      "22P02: invalid input syntax for type json\n"
      "DETAIL:  argument request, line 2, column 2. Unicode low surrogate must follow a high surrogate, "
      "in \"\\ud800\".");
  EXPECT_EQ(claim_refused("[\"\\u0000\"," + list),
            "22P05: unsupported Unicode escape sequence\n"
            "DETAIL:  argument request, line 1, column 2. \\u0000 cannot be converted to text, in "
            "\"\\u0000\".");
  EXPECT_EQ(claim_refused("[\n1e9999999999," + list),
            "22003: value \"1e9999999999\" is out of range for type numeric\n"
            "DETAIL:  argument request, line 2, column 1");
  EXPECT_EQ(claim_refused("[\"\\u0000\"," + list + "\n}"),
            "22032: invalid JSON in request: expected nothing after the value\n"
            "DETAIL:  Line 2, column 1: found \"}\".");
  EXPECT_EQ(claim_refused("[" + std::string(depth, '[') + list + std::string(depth, ']')).substr(0, 5),
            "54001");
}

TEST(SameJson, GoesByValue) {
  EXPECT_TRUE(same_json("1", "1.0", depth));
  EXPECT_TRUE(same_json(R"({"a":1,"b":[]})", R"( { "b" : [ ], "a" : 1e0 } )", depth));
  EXPECT_TRUE(same_json(R"("\u0041")", R"("A")", depth));
  EXPECT_TRUE(same_json(R"({"a":1,"a":1})", R"({"a":1,"a":1})", depth));
  EXPECT_FALSE(same_json(R"({"a":1,"a":1})", R"({"a":1,"a": 1})", depth));
  EXPECT_FALSE(same_json("1", "\"1\"", depth));
  EXPECT_FALSE(same_json("[1,2]", "[2,1]", depth));
  EXPECT_FALSE(same_json("{}", "[]", depth));
  EXPECT_FALSE(same_json("{}", "{", depth));
  EXPECT_FALSE(same_json("9007199254740993", "9007199254740992", depth));
}

}  // namespace
}  // namespace surerow
