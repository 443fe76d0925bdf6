// What must hold of the canonical text (RFC 8785) of any document, tried on random ones: neither the order of
// members nor the spelling of values changes it, it is its own canonical text, and no value is lost.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

#include "common/json/canonical.h"

namespace surerow {
namespace {

std::string canonical(std::string_view text, json::Form form = json::Form::rfc8785) {
  Arena arena;
  json::Refused refused;
  const std::string_view out = json::canonical(text, form, 100, arena, refused);
  EXPECT_EQ(refused.why, json::Refused::Why::none) << text;
  return std::string(out);
}

// A document, printed twice: with its members in another order and other spellings of the same values.
class Document {
 public:
  explicit Document(std::uint32_t seed) : random_(seed) { value(3); }
  const std::string& plain() const { return plain_; }
  const std::string& other() const { return other_; }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }

  void both(std::string_view one, std::string_view two) {
    plain_ += one;
    other_ += two;
  }

  void number() {
    static constexpr std::pair<const char*, const char*> pairs[] = {
        {"0", "-0.00"},           {"1", "10e-1"},
        {"-1.5", "-150E-2"},      {"1e-7", "0.00000010"},
        {"12", "1.2e1"},          {"1e+21", "10.00e20"},
        {"1234.5", "0.12345e+4"}, {"9007199254740993", "9007199254740993.0"},
    };
    const auto& [one, two] = pairs[below(std::size(pairs))];
    both(one, two);
  }

  void string() {
    static constexpr std::pair<const char*, const char*> pairs[] = {
        {"\"\"", "\"\""},
        {"\"a/b\"", R"("\u0061\/b")"},
        {"\"\U0001f600\"", R"("\uD83D\ude00")"},
        {R"("\n\u0001")", R"("\u000a\u0001")"},
    };
    const auto& [one, two] = pairs[below(std::size(pairs))];
    both(one, two);
  }

  void value(int levels) {
    const std::size_t kind = below(levels == 0 ? 3 : 5);
    if (kind == 0) return number();
    if (kind == 1) return string();
    if (kind == 2) return both("true", "true");
    both(kind == 3 ? "[" : "{", kind == 3 ? " [ " : "\t{\n");
    kind == 3 ? elements(levels) : members(levels);
    both(kind == 3 ? "]" : "}", kind == 3 ? " ] " : "\r}");
  }

  void elements(int levels) {
    for (std::size_t i = below(5); i > 0; --i) {
      value(levels - 1);
      if (i > 1) both(",", " , ");
    }
  }

  // Members of the other text: a permutation of those of the plain one.
  void members(int levels) {
    static constexpr std::pair<const char*, const char*> names[] = {
        {"\"\"", "\"\""},
        {"\"a\"", R"("\u0061")"},
        {"\"aa\"", "\"aa\""},
        {"\"\ue000\"", R"("\ue000")"},
        {"\"\U00010000\"", "\"\U00010000\""},
        {"\"b\\\"\"", R"("b\u0022")"},
    };
    std::vector<std::pair<std::string, std::string>> list;
    const std::string plain = std::move(plain_), other = std::move(other_);
    for (const auto& [one, two] : names) {
      if (below(2) == 0) continue;
      plain_ = std::string(one) + ":";
      other_ = std::string(two) + " : ";
      value(levels - 1);
      list.emplace_back(plain_, other_);
    }
    const auto joined = [&](auto part) {
      std::string out;
      for (const auto& member : list) out += (out.empty() ? "" : ",") + member.*part;
      return out;
    };
    plain_ = plain + joined(&std::pair<std::string, std::string>::first);
    std::shuffle(list.begin(), list.end(), random_);
    other_ = other + joined(&std::pair<std::string, std::string>::second);
  }

  std::mt19937 random_;
  std::string plain_, other_;
};

TEST(Rfc8785OfAnyText, OneDocumentHasOneText) {
  for (std::uint32_t seed = 0; seed < 20000; ++seed) {
    const Document document(seed);
    const std::string text = canonical(document.plain());
    ASSERT_EQ(canonical(document.other()), text) << document.plain();
    ASSERT_EQ(canonical(text), text);
    ASSERT_EQ(canonical(canonical(document.other(), json::Form::jsonb)), text) << document.plain();
  }
}

TEST(Rfc8785OfAnyText, EqualNumbersAndOnlyTheseAreEqual) {
  std::mt19937 random(7);
  for (int i = 0; i < 20000; ++i) {
    const auto digits = std::to_string(random() % 100000 + 1);
    const int exponent = static_cast<int>(random() % 60) - 30;
    const std::string number = digits + "e" + std::to_string(exponent);
    const std::string spelt = digits + "000e" + std::to_string(exponent - 3);
    const std::string next = std::to_string(std::stoul(digits) + 1) + "e" + std::to_string(exponent);
    ASSERT_EQ(canonical(number), canonical(spelt)) << number;
    ASSERT_EQ(canonical(canonical(number)), canonical(number)) << number;
    ASSERT_NE(canonical(number), canonical(next)) << number;
    ASSERT_EQ(std::stod(canonical(number)), std::stod(number)) << number;
  }
}

}  // namespace
}  // namespace surerow
