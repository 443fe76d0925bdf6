// Natural numbers in limbs of 18 decimal digits, least significant first: what it takes to bring a binary
// number of any length into decimal in less than quadratic time. No division but of two limbs by one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace surerow::limbs {

using Number = std::vector<std::uint64_t>;

/// The number whose digits in base 2^60 are `chunks`, most significant first; no limb for zero.
Number from_binary(std::span<const std::uint64_t> chunks);

/// The product plus `addend`.
Number multiply_add(const Number& a, const Number& b, const Number& addend);

/// Appends the decimal digits, without leading zeros; nothing for zero.
void append(const Number& number, std::string& out);

}  // namespace surerow::limbs
