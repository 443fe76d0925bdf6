// Multiplication by Karatsuba's method above a few limbs, by columns below. A binary number is cut into
// blocks that are brought into decimal one by one and then joined two by two, with a power of two that is
// squared from one round to the next.
#include "common/types/limbs.h"

#include <algorithm>
#include <charconv>

namespace surerow::limbs {
namespace {

using Limb = std::uint64_t;
__extension__ using Wide = unsigned __int128;

constexpr int digits_of_limb = 18;
constexpr Limb base = 1'000'000'000'000'000'000;
constexpr int bits_of_chunk = 60;
constexpr std::size_t block = 16;     // chunks brought into decimal one after the other
constexpr std::size_t shortest = 32;  // limbs from which on halving pays; 340 products fit a Wide

/// The lowest limb of `sum`, which becomes what is above it.
Limb take_limb(Wide& sum) {
  const Wide above = sum / base;
  const auto limb = static_cast<Limb>(sum - above * base);
  sum = above;
  return limb;
}

/// a += b; the carry.
Limb add(Limb* a, const Limb* b, std::size_t count) {
  Limb carry = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Limb sum = a[i] + b[i] + carry;
    carry = sum >= base ? 1 : 0;
    a[i] = sum - (carry != 0 ? base : 0);
  }
  return carry;
}

/// a -= b; the borrow.
Limb subtract(Limb* a, const Limb* b, std::size_t count) {
  Limb borrow = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Limb taken = b[i] + borrow;
    borrow = a[i] < taken ? 1 : 0;
    a[i] = a[i] - taken + (borrow != 0 ? base : 0);
  }
  return borrow;
}

/// out = |a - b|; true when a is the smaller.
bool difference(const Limb* a, const Limb* b, std::size_t count, Limb* out) {
  std::size_t at = count;
  while (at > 0 && a[at - 1] == b[at - 1]) --at;
  const bool smaller = at > 0 && a[at - 1] < b[at - 1];
  std::copy_n(smaller ? b : a, count, out);
  subtract(out, smaller ? a : b, count);
  return smaller;
}

void multiply_columns(const Limb* a, const Limb* b, std::size_t count, Limb* out) {
  Wide sum = 0;
  for (std::size_t column = 0; column + 1 < 2 * count; ++column) {
    const std::size_t last = std::min(column, count - 1);
    for (std::size_t i = column - std::min(column, count - 1); i <= last; ++i)
      sum += static_cast<Wide>(a[i]) * b[column - i];
    out[column] = take_limb(sum);
  }
  out[2 * count - 1] = static_cast<Limb>(sum);
}

/// out = a * b, both of `count` limbs, which halves evenly down to `shortest`. `scratch` holds 4 * count.
void multiply(const Limb* a, const Limb* b, std::size_t count, Limb* out, Limb* scratch) {
  if (count <= shortest) return multiply_columns(a, b, count, out);
  const std::size_t half = count / 2;
  multiply(a, b, half, out, scratch);
  multiply(a + half, b + half, half, out + count, scratch);
  Limb* const middle = scratch;
  Limb* const product = scratch + count;
  const bool a_smaller = difference(a, a + half, half, middle);
  const bool b_smaller = difference(b, b + half, half, middle + half);
  multiply(middle, middle + half, half, product, scratch + 2 * count);
  std::copy_n(out, count, middle);
  Limb carry = add(middle, out + count, count);
  if (a_smaller == b_smaller)
    carry -= subtract(middle, product, count);
  else
    carry += add(middle, product, count);
  carry += add(out + half, middle, count);
  for (std::size_t i = half + count; carry != 0; ++i) {
    const Limb sum = out[i] + carry;
    carry = sum >= base ? 1 : 0;
    out[i] = sum - (carry != 0 ? base : 0);
  }
}

void trim(Number& number) {
  while (!number.empty() && number.back() == 0) number.pop_back();
}

/// number = number * 2^60 + addend.
void shift_in(Number& number, Limb addend) {
  Wide carry = addend;
  for (Limb& limb : number) {
    carry += static_cast<Wide>(limb) << bits_of_chunk;
    limb = take_limb(carry);
  }
  while (carry != 0) number.push_back(take_limb(carry));
}

}  // namespace

Number multiply_add(const Number& a, const Number& b, const Number& addend) {
  std::size_t count = std::max({a.size(), b.size(), std::size_t{1}});
  std::size_t halvings = 0;
  while (((count - 1) >> halvings) >= shortest) ++halvings;
  count = (((count - 1) >> halvings) + 1) << halvings;
  Number room(8 * count);
  Limb* const left = room.data();
  Limb* const right = left + count;
  std::copy(a.begin(), a.end(), left);
  std::copy(b.begin(), b.end(), right);
  Number out(std::max(2 * count, addend.size()) + 1);
  multiply(left, right, count, out.data(), right + count);
  Limb carry = add(out.data(), addend.data(), addend.size());
  for (std::size_t i = addend.size(); carry != 0; ++i) {
    carry = ++out[i] == base ? 1 : 0;
    if (carry != 0) out[i] = 0;
  }
  trim(out);
  return out;
}

Number from_binary(std::span<const std::uint64_t> chunks) {
  std::vector<Number> numbers;  // least significant first
  while (!chunks.empty()) {
    Number& number = numbers.emplace_back();
    const auto last = chunks.last(std::min(block, chunks.size()));
    for (const Limb chunk : last) shift_in(number, chunk);
    chunks = chunks.first(chunks.size() - last.size());
  }
  Number power{1};  // of two: what one number stands above the one before
  for (std::size_t i = 0; i < block && numbers.size() > 1; ++i) shift_in(power, 0);
  while (numbers.size() > 1) {
    for (std::size_t i = 0; 2 * i < numbers.size(); ++i) {
      const bool pair = 2 * i + 1 < numbers.size();
      numbers[i] = pair ? multiply_add(numbers[2 * i + 1], power, numbers[2 * i]) : numbers[2 * i];
    }
    numbers.resize((numbers.size() + 1) / 2);
    if (numbers.size() > 1) power = multiply_add(power, power, {});
  }
  return numbers.empty() ? Number() : numbers.front();
}

void append(const Number& number, std::string& out) {
  for (auto limb = number.rbegin(); limb != number.rend(); ++limb) {
    char digits[digits_of_limb + 2];
    const auto length = static_cast<std::size_t>(std::to_chars(digits, std::end(digits), *limb).ptr - digits);
    if (limb != number.rbegin()) out.append(digits_of_limb - length, '0');
    out.append(digits, length);
  }
}

}  // namespace surerow::limbs
