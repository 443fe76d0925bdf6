// What the readers of array texts share: the tokens between the braces, the bounds before them, the words of
// a refusal. array_read.cpp reads as PostgreSQL 17 and later, array_read_16.cpp as 16 and earlier.
#pragma once

#include <cstdint>

#include "common/types/array.h"

namespace surerow::arrays {

constexpr std::int64_t most_elements = 134'217'727;  // MaxArraySize

/// One text on its way into a value.
struct Source {
  const ArrayType& type;
  std::string_view text;
  const Reading& cx;
  Fault* why;

  /// Both say why, when that is wanted, and are false. `at` is where in the text it stops making sense.
  bool refuse(Code code, std::string message, const char* at = nullptr) const;
  bool malformed(const char* detail, const char* at) const { return malformed(text, detail, at); }
  bool malformed(std::string_view shown_text, const char* detail, const char* at) const;
  bool too_large(std::int64_t limit) const;

  const char* begin() const { return text.data(); }
  const char* end() const { return text.data() + text.size(); }
};

struct Token {
  enum class Kind : unsigned char { open, close, delimiter, element, null, wrong };
  Kind kind = Kind::wrong;
  std::string_view text;         // of an element, without quotes and escapes
  const char* detail = nullptr;  // of what is wrong
};

/// Takes the next token from `at` on, as 17 divides texts; every text that 16 accepts is divided the same.
Token next_token(const Source& source, const char*& at);

/// Reads one element. A refusal's offset counts from the start of the whole text.
bool read_element(const Source& source, std::string_view text, Value& out);

/// strtol: blanks are not skipped, what is too large saturates. `at` stays where no digit follows.
std::int64_t read_long(const char*& at, const char* end);

/// [u] or [l:u] from the opening bracket at `at` on. `bound` reads one number at `at`, or says why it cannot.
template <class Bound>
bool read_bounds(const Source& source, const char*& at, const Bound& bound, std::int32_t& lower,
                 std::int32_t& upper) {
  const auto next_is = [&](char c) { return at < source.end() && *at == c; };
  const char* const from = ++at;
  if (!bound(upper, "\"[\" must introduce explicitly-specified array dimensions.")) return false;
  if (next_is(':')) {
    ++at;
    lower = upper;
    if (!bound(upper, "Missing array dimension value.")) return false;
  }
  if (!next_is(']')) return source.malformed("Missing \"]\" after array dimensions.", at);
  ++at;
  return upper >= lower ||
         source.refuse(Code::array_subscript_error, "upper bound cannot be less than lower bound", from);
}

bool read_17(const Source& source, Value& out);
bool read_16(const Source& source, Value& out);

/// Writes the shape into the room that `packer` keeps for it.
Value finish(Packer& packer, const ArrayShape& shape);
Packer packer_for(const Source& source);

/// The shape of no elements, whatever dimensions were written.
Value empty(Arena& arena);

const char* unexpected(char c);

}  // namespace surerow::arrays
