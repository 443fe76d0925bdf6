// The validators: encoding is judged before the type, a verdict and a cast agree, an explanation is JSON.
#include "common/verdict.h"

#include <gtest/gtest.h>

namespace surerow {
namespace {

constexpr std::size_t well = std::string_view::npos;

TEST(Utf8, AcceptsEveryLengthAtEveryAlignment) {
  for (const char* character : {"a", "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf",
                                "\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"})
    for (std::size_t before = 0; before < 18; ++before)
      EXPECT_EQ(find_bad_utf8(std::string(before, 'x') + character + "yyyyyyyyy"), well) << character;
  EXPECT_EQ(find_bad_utf8(""), well);
}

TEST(Utf8, FindsWhatIsNoCharacter) {
  const std::string_view bad[] = {{"\0", 1},
                                  "\x80",
                                  "\xbf",
                                  "\xc0\x80",
                                  "\xc1\xbf",
                                  "\xc2",
                                  "\xc2x",
                                  "\xe0\x80\x80",
                                  "\xe0\x9f\xbf",
                                  "\xe1\x80",
                                  "\xed\xa0\x80",
                                  "\xed\xbf\xbf",
                                  "\xf0\x80\x80\x80",
                                  "\xf0\x8f\xbf\xbf",
                                  "\xf0\x90\x80",
                                  "\xf4\x90\x80\x80",
                                  "\xf5\x80\x80\x80",
                                  "\xff",
                                  "\xfe"};
  for (const std::string_view bytes : bad)
    for (std::size_t before = 0; before < 18; ++before) {
      EXPECT_EQ(find_bad_utf8(std::string(before, 'x').append(bytes)), before);
      EXPECT_EQ(find_bad_utf8(std::string(before, 'x').append(bytes).append("yyyyyyyyy")), before);
    }
}

TEST(Verdict, AgreesWithCast) {
  const TypeUse type("integer");
  const Settings settings;
  EXPECT_TRUE(type.valid(" 42 ", settings));
  EXPECT_EQ(type.cast(" 42 ", settings, nullptr), "42");
  EXPECT_FALSE(type.valid("x", settings));
  Fault why, same;
  EXPECT_FALSE(type.valid("x", settings, &why));
  EXPECT_EQ(type.cast("x", settings, &same), std::nullopt);
  EXPECT_EQ(one_string(why), "22P02: invalid input syntax for type integer: \"x\"");
  EXPECT_EQ(one_string(same), one_string(why));
}

TEST(Verdict, JudgesTheEncodingFirst) {
  for (const char* name : {"text", "integer", "jsonb", "bytea"}) {
    const TypeUse type(name);
    const Settings settings;
    Fault why;
    EXPECT_FALSE(type.valid({"1\0", 2}, settings, &why)) << name;
    EXPECT_EQ(why.code, Code::character_not_in_repertoire);
    EXPECT_EQ(why.message, "invalid byte sequence for encoding \"UTF8\": 0x00");
    EXPECT_EQ(type.cast("1\xc3(", settings, &why), std::nullopt) << name;
    EXPECT_EQ(why.message, "invalid byte sequence for encoding \"UTF8\": 0xc3 0x28");
  }
}

TEST(Verdict, KnowsTheNameItWasMadeFor) {
  const TypeUse type("numeric(10, 2)");
  EXPECT_TRUE(type.is_for("numeric(10, 2)"));
  EXPECT_FALSE(type.is_for("numeric(10,2)"));
  EXPECT_EQ(type.cast("1.005", Settings(), nullptr), "1.01");
}

TEST(Verdict, RefusesWhatIsNoType) {
  const struct {
    const char* name;
    Code code;
  } names[] = {{"nonsense", Code::undefined_object},
               {"json(1)", Code::syntax_error},
               {"varchar(0)", Code::invalid_parameter_value}};
  for (const auto& [name, code] : names) {
    try {
      TypeUse type{name};
      ADD_FAILURE() << name;
    } catch (const Refusal& refusal) {
      EXPECT_EQ(refusal.fault().code, code) << name;
    }
  }
}

class Digits : public Type {
 public:
  Digits() : Type("digits") {}
  bool read(std::string_view, const Reading&, Value&, Fault*) const override { return false; }
  void print(const Value&, const Settings&, std::string&) const override {}
  std::string accepts() const override { return "Digits."; }
};

TEST(ErrorInfo, IsJsonWithNullForWhatIsAbsent) {
  EXPECT_EQ(error_info({Code::invalid_text_representation, "a \"b\"\n", "", ""}, "x", Digits()),
            R"({"sqlstate":"22P02","message":"a \"b\"\n","detail":null,"hint":null,"position":null,)"
            R"("accepts":"Digits."})");
}

TEST(ErrorInfo, CountsCharactersFromOne) {
  const Fault at_start{Code::numeric_out_of_range, "m", "d", "h", 0};
  EXPECT_EQ(error_info(at_start, "x", Digits()),
            R"({"sqlstate":"22003","message":"m","detail":"d","hint":"h","position":1,"accepts":"Digits."})");
  const Fault behind{Code::numeric_out_of_range, "m", "d", "h", 4};
  EXPECT_NE(error_info(behind, "\u00e4\u00f6x", Digits()).find("\"position\":3,"), std::string::npos);
  EXPECT_NE(error_info(behind, "four", Digits()).find("\"position\":5,"), std::string::npos);
}

}  // namespace
}  // namespace surerow
