// IPv6 addresses: up to eight groups, "::" for a run of zeros, a dotted quad in place of the last two groups.
// A quad may lack octets: '::1.2.3' is ::1.2.3.0 to PostgreSQL, and '::.2./96' is ::0.2.0.0/96.
#include <algorithm>

#include "common/types/network_parts.h"
#include "common/types/scan.h"

namespace surerow::network {
namespace {

constexpr std::size_t size = 16;  // bytes
constexpr int host = 128;
constexpr std::size_t no_gap = size + 1;

// A decimal number without needless zeros, at most `most`, off `text`; -1 otherwise.
int take_decimal(std::string_view& text, int most) {
  if (text.empty() || !scan::is_digit(text[0])) return -1;
  int value = 0;
  for (std::size_t digits = 0; !text.empty() && scan::is_digit(text[0]); ++digits) {
    if (digits > 0 && value == 0) return -1;
    value = 10 * value + (text[0] - '0');
    if (value > most) return -1;
    text.remove_prefix(1);
  }
  return value;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {
    address_.size = static_cast<int>(size);
    address_.mask = host;
  }

  std::optional<Address> read() {
    if (!groups()) return std::nullopt;
    if (at_ < size && gap_ == no_gap) return std::nullopt;
    if (gap_ != no_gap) {
      if (at_ == size) return std::nullopt;
      auto* const bytes = address_.bytes.data();
      std::rotate(bytes + gap_, bytes + at_, bytes + size);
    }
    return address_;
  }

 private:
  bool groups() {
    if (rest_.starts_with(':')) {
      rest_.remove_prefix(1);
      if (!rest_.starts_with(':')) return false;
    }
    for (;;) {
      const std::string_view start = rest_;
      const std::size_t digits = group_digits();
      if (digits > 4) return false;
      if (rest_.empty()) return digits == 0 || add_group(start.substr(0, digits));
      const char next = rest_[0];
      if (next == '.' && at_ + 4 <= size) return quad(start);
      rest_.remove_prefix(1);
      if (next == '/') return mask() && (digits == 0 || add_group(start.substr(0, digits)));
      if (next != ':' || !colon(start.substr(0, digits))) return false;
    }
  }

  std::size_t group_digits() {
    std::size_t count = 0;
    for (; !rest_.empty() && scan::hex_digit(rest_[0]) >= 0; ++count) rest_.remove_prefix(1);
    return count;
  }

  // A ':' was taken; `group` stands before it. An empty group makes the gap; a group wants something after.
  bool colon(std::string_view group) {
    if (!group.empty()) return !rest_.empty() && add_group(group);
    if (gap_ != no_gap) return false;
    gap_ = at_;
    return true;
  }

  bool add_group(std::string_view digits) {
    if (at_ + 2 > size) return false;
    unsigned value = 0;
    for (const char digit : digits) value = value << 4 | static_cast<unsigned>(scan::hex_digit(digit));
    address_.bytes[at_++] = static_cast<std::uint8_t>(value >> 8);
    address_.bytes[at_++] = static_cast<std::uint8_t>(value);
    return true;
  }

  bool quad(std::string_view text) {
    for (std::size_t octet = 0; octet < 4; ++octet) {
      const bool absent = text.starts_with('.') || text.starts_with('/');
      const int value = absent ? 0 : take_decimal(text, 255);
      if (value < 0) return false;
      address_.bytes[at_ + octet] = static_cast<std::uint8_t>(value);
      if (text.empty() || text[0] == '/') break;
      if (text[0] != '.') return false;
      text.remove_prefix(1);
      if (octet == 3) return false;
    }
    at_ += 4;
    if (text.empty()) return true;
    rest_ = text.substr(1);
    return mask();
  }

  bool mask() {
    address_.mask = take_decimal(rest_, host);
    return address_.mask >= 0 && rest_.empty();
  }

  std::string_view rest_;
  Address address_;
  std::size_t at_ = 0;        // bytes read
  std::size_t gap_ = no_gap;  // where "::" stands, in bytes
};

}  // namespace

std::optional<Address> read_v6(std::string_view text) { return Reader(text).read(); }

}  // namespace surerow::network
