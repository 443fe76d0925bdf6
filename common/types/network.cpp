// inet and cidr. The value is the canonical text: IPv6 in lower case with its longest run of zeros left out,
// the mask where it is not the host's own; cidr always with its mask, and no bit set to the right of it.
#include "common/types/network.h"

#include <fmt/format.h>

#include "common/types/canonical.h"
#include "common/types/families.h"
#include "common/types/network_parts.h"

namespace surerow {
namespace network {
namespace {

constexpr int groups = 8;
constexpr std::size_t longest = 48;  // bytes of text: eight groups of five, a quad, a mask

struct Run {
  int start = -1;
  int length = 1;  // a single group of zeros is written out
};

int group(const Address& address, int number) {
  const std::size_t at = std::size_t{2} * static_cast<std::size_t>(number);
  return address.bytes[at] << 8 | address.bytes[at + 1];
}

Run longest_zeros(const Address& address) {
  Run best;
  for (int start = 0; start < groups; ++start) {
    int end = start;
    while (end < groups && group(address, end) == 0) ++end;
    if (end - start > best.length) best = {start, end - start};
    if (end > start) start = end;
  }
  return best;
}

// A number below 1000.
char* put(char* at, int number) {
  if (number >= 100) *at++ = static_cast<char>('0' + number / 100);
  if (number >= 10) *at++ = static_cast<char>('0' + number / 10 % 10);
  *at++ = static_cast<char>('0' + number % 10);
  return at;
}

char* put_hex(char* at, int number) {
  for (int shift = number > 0xfff ? 12 : number > 0xff ? 8 : number > 0xf ? 4 : 0; shift >= 0; shift -= 4)
    *at++ = "0123456789abcdef"[number >> shift & 0xf];
  return at;
}

char* put_v4(char* at, const std::uint8_t* bytes) {
  for (int i = 0; i < 4; ++i) {
    if (i > 0) *at++ = '.';
    at = put(at, bytes[i]);
  }
  return at;
}

char* put_v6(char* out, const Address& address) {
  const Run zeros = longest_zeros(address);
  const bool mapped =
      zeros.start == 0 && (zeros.length == 6 || (zeros.length == 5 && group(address, 5) == 0xffff));
  for (int at = 0; at < groups; ++at) {
    if (at == zeros.start) {
      *out++ = ':';
      *out++ = ':';
      at += zeros.length - 1;
      continue;
    }
    if (at > 0 && at != zeros.start + zeros.length) *out++ = ':';
    if (at == 6 && mapped) return put_v4(out, &address.bytes[12]);
    out = put_hex(out, group(address, at));
  }
  return out;
}

}  // namespace

std::optional<Address> read_inet(std::string_view text) {
  return text.find(':') == text.npos ? read_inet_v4(text) : read_v6(text);
}

std::optional<Address> read_cidr(std::string_view text) {
  return text.find(':') == text.npos ? read_cidr_v4(text) : read_v6(text);
}

bool is_network(const Address& address) {
  auto at = static_cast<std::size_t>(address.mask / 8);
  const auto size = static_cast<std::size_t>(address.size);
  int beyond = at < size ? address.bytes[at] & 0xff >> address.mask % 8 : 0;
  for (++at; at < size; ++at) beyond |= address.bytes[at];
  return beyond == 0;
}

std::string_view print(const Address& address, bool always_mask, Arena& arena) {
  char* const text = static_cast<char*>(arena.allocate(longest, 1));
  char* end = address.size == 4 ? put_v4(text, address.bytes.data()) : put_v6(text, address);
  if (always_mask || address.mask != address.bits()) {
    *end++ = '/';
    end = put(end, address.mask);
  }
  return {text, static_cast<std::size_t>(end - text)};
}

}  // namespace network

namespace {

class Network final : public CanonicalText {
 public:
  explicit Network(bool cidr) : CanonicalText(cidr ? "cidr" : "inet"), cidr_(cidr) {}

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    const auto address = cidr_ ? network::read_cidr(text) : network::read_inet(text);
    const bool fits = address && (!cidr_ || network::is_network(*address));
    if (!fits) {
      if (why == nullptr) return false;
      *why = faults::invalid_input(name(), text);
      if (address) {
        why->message = fmt::format("invalid cidr value: {}", shown(text));
        why->detail = "Value has bits set to right of mask.";
      }
      return false;
    }
    out = Value::text(network::print(*address, cidr_, cx.arena));
    return true;
  }

  std::string accepts() const override {
    return cidr_ ? "An IPv4 or IPv6 network, no bit set to the right of its mask, as in 192.168.0.0/24."
                 : "An IPv4 or IPv6 address, with a mask or without, as in 192.168.0.1/24.";
  }

 private:
  bool cidr_;
};

}  // namespace

const Family inet_family{"inet", "inet", 0,
                         [](Modifiers, Fault*) -> TypePtr { return std::make_shared<Network>(false); }};
const Family cidr_family{"cidr", "cidr", 0,
                         [](Modifiers, Fault*) -> TypePtr { return std::make_shared<Network>(true); }};

}  // namespace surerow
