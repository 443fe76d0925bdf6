// JSON strings in and out: escape_json's escapes, and what a string means as text.
#include <gtest/gtest.h>

#include "common/json/reader.h"

namespace surerow::json {
namespace {

std::string as_json(std::string_view text) {
  std::string out;
  append_string(out, text);
  return out;
}

std::string meaning(std::string_view json) {
  Arena arena;
  Fault why;
  Reader in(json, "test", 1);
  const auto text = unescape(in.value(), arena, &why);
  return text ? std::string(*text) : std::string(entry(why.code).sqlstate);
}

TEST(JsonString, EscapesAsPostgres) {
  EXPECT_EQ(as_json(""), "\"\"");
  EXPECT_EQ(as_json("plain / text \x7f \xc3\xa9"), "\"plain / text \x7f \xc3\xa9\"");
  EXPECT_EQ(as_json("\"\\\b\f\n\r\t"), R"("\"\\\b\f\n\r\t")");
  EXPECT_EQ(as_json("\x01\x0b\x1f"), R"("\u0001\u000b\u001f")");
  for (std::size_t before = 0; before < 20; ++before) {
    const std::string run(before, 'x');
    EXPECT_EQ(as_json(run + "\n" + run), "\"" + run + "\\n" + run + "\"");
  }
}

TEST(JsonString, Means) {
  EXPECT_EQ(meaning("\"plain\""), "plain");
  EXPECT_EQ(meaning(R"("\"\\\/\b\f\n\r\t")"), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(meaning(R"("a\u0041b\u00e9c\u20acd\ud83d\ude00e")"),
            "aAb\xc3\xa9"
            "c\xe2\x82\xac"
            "d\xf0\x9f\x98\x80"
            "e");
  EXPECT_EQ(meaning(R"("\u007f\u0080\u07ff\u0800\uffff\ud800\udc00\udbff\udfff")"),
            "\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf");
}

TEST(JsonString, HasNoText) {
  EXPECT_EQ(meaning(R"("\u0000")"), "22P05");
  EXPECT_EQ(meaning(R"("\\u0000")"), "\\u0000");
  for (const char* text : {R"("\ud83d")", R"("\ude00")", R"("\ud83d \ude00")", R"("\ud83d\ud83d")"})
    EXPECT_EQ(meaning(text), "22P02") << text;
}

TEST(JsonString, UnescapedIsAView) {
  const std::string_view json = "\"plain\"";
  Arena arena;
  Reader in(json, "test", 1);
  EXPECT_EQ(unescape(in.value(), arena, nullptr)->data(), json.data() + 1);
}

TEST(JsonString, EveryCharacterComesBack) {
  Arena arena;
  for (int c = 1; c < 0x80; ++c) {
    const std::string text(9, static_cast<char>(c));
    EXPECT_EQ(meaning(as_json(text)), text) << c;
  }
}

}  // namespace
}  // namespace surerow::json
