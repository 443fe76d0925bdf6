// The tokenizer of all date and time types: one pass, no allocation, bounded by the buffer of Fields.
#include "common/types/datetime_token.h"

#include <algorithm>

#include "common/types/datetime_word.h"
#include "common/types/scan.h"

namespace surerow::datetime {
namespace {

/// What a byte is, looked up at once: every byte of every text is asked.
enum Class : std::uint8_t { other = 0, digit = 1, letter = 2, space = 4, punctuation = 8 };

constexpr auto classes = [] {
  std::array<std::uint8_t, 256> table{};
  for (int c = 0; c < 256; ++c) {
    const char byte = static_cast<char>(c);
    table[static_cast<std::size_t>(c)] = scan::is_digit(byte)    ? digit
                                         : scan::is_letter(byte) ? letter
                                         : scan::is_space(byte)  ? space
                                         : c > ' ' && c < 0x7f   ? punctuation
                                                                 : other;
  }
  return table;
}();

bool is(char c, unsigned any_of) { return (classes[static_cast<unsigned char>(c)] & any_of) != 0; }
bool is_digit(char c) { return is(c, digit); }
bool is_letter(char c) { return is(c, letter); }
bool is_alphanumeric(char c) { return is(c, digit | letter); }

/// Copies a text into fields, folding case, and notices when the room is used up.
class Cutter {
 public:
  Cutter(std::string_view text, char* buffer, std::size_t capacity)
      : text_(text), to_(buffer), end_(buffer + capacity) {}

  std::size_t at() const { return at_; }
  bool done() const { return at_ == text_.size(); }
  char peek() const { return done() ? '\0' : text_[at_]; }
  void skip() { ++at_; }
  void skip_spaces() {
    while (is(peek(), space)) skip();
  }
  void begin() { start_ = to_; }
  void copy() { copy_up_to(at_ + 1); }
  template <class Allowed>
  void copy_while(Allowed allowed) {
    std::size_t end = at_;
    while (end < text_.size() && allowed(text_[end])) ++end;
    copy_up_to(end);
  }
  std::string_view so_far() const { return {start_, static_cast<std::size_t>(to_ - start_)}; }
  /// Ends the field; the byte after it counts too. False when there was no room.
  bool end_field() {
    if (to_ == end_) full_ = true;
    if (!full_) ++to_;
    return !full_;
  }

 private:
  void copy_up_to(std::size_t end) {
    const char* const from = text_.data() + at_;
    char* const to = to_;  // a byte written could be any member's, were it not for this
    const std::size_t size = std::min(end - at_, static_cast<std::size_t>(end_ - to));
    for (std::size_t i = 0; i < size; ++i) to[i] = scan::lower(from[i]);
    full_ |= size < end - at_;
    to_ = to + size;
    at_ = end;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  char* to_;
  char* end_;
  char* start_ = nullptr;
  bool full_ = false;
};

FieldKind cut_number(Cutter& in) {
  in.copy_while(is_digit);
  if (in.peek() == ':') {
    in.copy_while([](char c) { return is_digit(c) || c == ':' || c == '.'; });
    return FieldKind::time;
  }
  const char separator = in.peek();
  if (separator != '-' && separator != '/' && separator != '.') return FieldKind::number;
  in.copy();
  if (!is_digit(in.peek())) {
    in.copy_while([separator](char c) { return is_alphanumeric(c) || c == separator; });
    return FieldKind::date;
  }
  in.copy_while(is_digit);
  if (in.peek() == separator) {
    in.copy_while([separator](char c) { return is_digit(c) || c == separator; });
    return FieldKind::date;
  }
  return separator == '.' ? FieldKind::number : FieldKind::date;
}

FieldKind cut_word(Cutter& in, int server_version) {
  in.copy_while(is_letter);
  const char next = in.peek();
  bool compound = next == '-' || next == '/' || next == '.';
  // Before a digit or a '+' a known word stands alone (jan8), an unknown one goes on (est5edt).
  if (!compound && (next == '+' || is_digit(next)))
    compound = datetime_word(in.so_far(), server_version).kind == WordKind::unknown;
  if (!compound) return FieldKind::word;
  in.copy_while([](char c) {
    return is_alphanumeric(c) || c == '+' || c == '-' || c == '/' || c == '_' || c == '.' || c == ':';
  });
  return FieldKind::date;
}

/// False when nothing that can be signed follows the sign.
bool cut_signed(Cutter& in, FieldKind& kind) {
  in.copy();
  in.skip_spaces();
  if (is_digit(in.peek())) {
    in.copy_while([](char c) { return is_digit(c) || c == ':' || c == '.' || c == '-'; });
    kind = FieldKind::offset;
    return true;
  }
  in.copy_while(is_letter);
  kind = FieldKind::signed_word;
  return in.so_far().size() > 1;
}

}  // namespace

bool Fields::cut(std::string_view text, std::size_t capacity) {
  Cutter in(text, buffer_.data(), capacity);
  for (count_ = 0; in.skip_spaces(), !in.done();) {
    const char c = in.peek();
    FieldKind kind = FieldKind::number;
    stopped_ = in.at();
    in.begin();
    if (is_digit(c)) {
      kind = cut_number(in);
    } else if (c == '.') {
      in.copy();
      in.copy_while(is_digit);
    } else if (is_letter(c)) {
      kind = cut_word(in, server_version_);
    } else if (c == '+' || c == '-') {
      if (!cut_signed(in, kind)) return false;
    } else if (is(c, punctuation)) {
      in.skip();
      continue;
    } else {
      return false;
    }
    const std::string_view field = in.so_far();
    if (!in.end_field() || count_ == max_fields) return false;
    places_[count_++] = {kind, static_cast<std::uint16_t>(field.data() - buffer_.data()),
                         static_cast<std::uint16_t>(field.size()), stopped_};
  }
  return true;
}

}  // namespace surerow::datetime
