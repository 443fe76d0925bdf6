// The short ways that readers take for usual texts, against the long ways they stand for, over many texts.
#include <gtest/gtest.h>

#include <charconv>
#include <cstring>
#include <random>

#include "common/types/float_scan.h"
#include "common/types/limbs.h"
#include "common/verdict.h"

namespace surerow {
namespace {

std::string digits(std::mt19937& random, std::size_t count) {
  std::string out;
  while (out.size() < count) out += static_cast<char>('0' + random() % 10);
  return out;
}

template <class Float>
void compare_with_from_chars(const std::string& text) {
  const char* const end = text.data() + text.size();
  Float expected = 0;
  const auto [behind, error] = std::from_chars(text.data(), end, expected);
  ASSERT_EQ(error, std::errc()) << text;
  const auto number = scan_float<Float>(text.data(), end);
  ASSERT_EQ(number.end, behind) << text;
  ASSERT_EQ(number.value, expected) << text;
  ASSERT_TRUE(number.in_range) << text;
}

TEST(FastPaths, PlainFloatsAreRoundedOnce) {
  std::mt19937 random(1);
  constexpr const char* tails[] = {"", " ", ")", ".", "e3", ".5", "x", "e", "E-2", ",1"};
  for (int i = 0; i < 300'000; ++i) {
    std::string text = digits(random, 1 + random() % 12);
    if (random() % 4 != 0) text += "." + digits(random, random() % 13);
    text += tails[random() % std::size(tails)];
    compare_with_from_chars<double>(text);
    compare_with_from_chars<float>(text);
  }
}

TEST(FastPaths, FloatsAtTheEdgeOfExactness) {
  for (const char* text :
       {"9007199254740992", "9007199254740993", "9007199254740991.0", "16777216", "16777217", "1677721.7",
        "0.16777217", "0.0000000001", "0.00000000001", "99999999999999999", "0", "0.0", "1.", "1.."})
    compare_with_from_chars<double>(text), compare_with_from_chars<float>(text);
}

TEST(FastPaths, HexadecimalFloatsAreNotTakenForDecimal) {
  const std::string text = "0x10";
  EXPECT_EQ(scan_float<double>(text.data(), text.data() + text.size()).value, 16);
}

// The powers of two by doubling digits, and the same by limbs.
TEST(FastPaths, LimbsOfPowersOfTwo) {
  std::string expected = "1";
  for (int bit = 0; bit < 6000; ++bit) {
    std::vector<std::uint64_t> chunks(static_cast<std::size_t>(bit / 60) + 1);
    chunks[0] = std::uint64_t{1} << bit % 60;
    std::string decimal;
    limbs::append(limbs::from_binary(chunks), decimal);
    ASSERT_EQ(decimal, expected) << bit;
    int carry = 0;
    for (auto digit = expected.rbegin(); digit != expected.rend(); ++digit) {
      const int twice = 2 * (*digit - '0') + carry;
      *digit = static_cast<char>('0' + twice % 10);
      carry = twice / 10;
    }
    if (carry != 0) expected.insert(0, 1, '1');
  }
}

// (2^60 - 1) in every chunk: 2^(60 n) - 1, so that 1 more ends in the digits of a power of two.
TEST(FastPaths, LimbsOfLongNumbers) {
  for (const std::size_t count : {15, 16, 17, 31, 32, 33, 63, 64, 65, 66, 512, 513, 1027, 3000}) {
    const std::vector<std::uint64_t> ones(count, (std::uint64_t{1} << 60) - 1);
    std::vector<std::uint64_t> power(count + 1);
    power[0] = 1;
    const limbs::Number largest = limbs::from_binary(ones);
    EXPECT_EQ(limbs::multiply_add(largest, {1}, {1}), limbs::from_binary(power)) << count;
  }
}

std::size_t first_bad(const std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\0' || text[i] == '\xff') return i;
  return text.npos;
}

TEST(FastPaths, Utf8IsCheckedToTheLastByte) {
  for (std::size_t size = 0; size < 120; ++size) {
    const std::string good(size, 'a');
    EXPECT_EQ(find_bad_utf8(good), good.npos);
    for (std::size_t at = 0; at < size; ++at) {
      for (const char wrong : {'\0', '\xff'}) {
        std::string text = good;
        text[at] = wrong;
        ASSERT_EQ(find_bad_utf8(text), first_bad(text)) << size << ' ' << at;
        if (at > 1) text.replace(at / 2, 1, "\xc3\xa9");
        ASSERT_EQ(find_bad_utf8(text), first_bad(text)) << size << ' ' << at;
      }
    }
    const std::string cut = good + "\xc3";
    ASSERT_EQ(find_bad_utf8(cut), size);
  }
}

}  // namespace
}  // namespace surerow
