// IPv4 addresses: octets in decimal with any number of leading zeros, a mask after '/', for cidr also a
// hexadecimal form and the mask of the address's class.
#include "common/types/network_parts.h"
#include "common/types/scan.h"

namespace surerow::network {
namespace {

constexpr std::size_t octets = 4;
constexpr int host = 32;

// What was read of an address before its mask.
struct Octets {
  Address address;
  std::size_t count = 0;
  bool add(int octet) {
    if (count == octets) return false;
    address.bytes[count++] = static_cast<std::uint8_t>(octet);
    return true;
  }
};

// One octet off `text`; -1 when there is none, or it is above 255.
int take_octet(std::string_view& text) {
  if (text.empty() || !scan::is_digit(text[0])) return -1;
  int value = 0;
  while (!text.empty() && scan::is_digit(text[0])) {
    value = 10 * value + (text[0] - '0');
    if (value > 255) return -1;
    text.remove_prefix(1);
  }
  return value;
}

// The octets before '/' or the end. A point may end the text: "1.2.3.4." is an address for inet.
bool take_octets(std::string_view& text, bool point_may_end, Octets& out) {
  for (;;) {
    const int octet = take_octet(text);
    if (octet < 0 || !out.add(octet)) return false;
    if (!text.starts_with('.')) return text.empty() || text[0] == '/';
    text.remove_prefix(1);
    if (point_may_end && (text.empty() || !scan::is_digit(text[0]))) return true;
  }
}

bool take_hex(std::string_view& text, Octets& out) {
  text.remove_prefix(2);
  int value = 0;
  bool half = false;
  while (!text.empty() && scan::hex_digit(text[0]) >= 0) {
    value = value << 4 | scan::hex_digit(text[0]);
    if (half && !out.add(value & 0xff)) return false;
    half = !half;
    text.remove_prefix(1);
  }
  return !half || out.add(value << 4 & 0xff);
}

bool starts_hex(std::string_view text) {
  return text.size() > 2 && text[0] == '0' && scan::lower(text[1]) == 'x' && scan::hex_digit(text[2]) >= 0;
}

// The mask that `text`, empty or "/bits", gives; -1: none given; nullopt: not a mask.
std::optional<int> mask_in(std::string_view text) {
  if (text.empty()) return -1;
  text.remove_prefix(1);
  const int bits = take_octet(text);
  if (bits < 0 || bits > host || !text.empty()) return std::nullopt;
  return bits;
}

int class_mask(int first, int given) {
  const int own = first >= 240 ? 32 : first >= 224 ? 8 : first >= 192 ? 24 : first >= 128 ? 16 : 8;
  if (own < 8 * given) return 8 * given;
  return own == 8 && first == 224 ? 4 : own;
}

}  // namespace

std::optional<Address> read_inet_v4(std::string_view text) {
  Octets read;
  if (!take_octets(text, true, read)) return std::nullopt;
  if (!text.empty() && text[0] != '/') return std::nullopt;
  const auto mask = mask_in(text);
  if (!mask || (*mask < 0 && read.count < octets)) return std::nullopt;
  if (*mask / 8 > static_cast<int>(read.count))
    return std::nullopt;  // whole octets of the mask must be given
  read.address.mask = *mask < 0 ? host : *mask;
  return read.address;
}

std::optional<Address> read_cidr_v4(std::string_view text) {
  Octets read;
  if (!(starts_hex(text) ? take_hex(text, read) : take_octets(text, false, read))) return std::nullopt;
  if (!text.empty() && text[0] != '/') return std::nullopt;
  const auto mask = mask_in(text);
  if (!mask) return std::nullopt;
  read.address.mask = *mask >= 0 ? *mask : class_mask(read.address.bytes[0], static_cast<int>(read.count));
  return read.address;
}

}  // namespace surerow::network
