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

void print_v4(const std::uint8_t* bytes, std::string& out) {
  fmt::format_to(std::back_inserter(out), "{}.{}.{}.{}", bytes[0], bytes[1], bytes[2], bytes[3]);
}

void print_v6(const Address& address, std::string& out) {
  const Run zeros = longest_zeros(address);
  const bool mapped =
      zeros.start == 0 && (zeros.length == 6 || (zeros.length == 5 && group(address, 5) == 0xffff));
  for (int at = 0; at < groups; ++at) {
    if (at == zeros.start) {
      out += "::";
      at += zeros.length - 1;
      continue;
    }
    if (at > 0 && at != zeros.start + zeros.length) out += ':';
    if (at == 6 && mapped) return print_v4(&address.bytes[12], out);
    fmt::format_to(std::back_inserter(out), "{:x}", group(address, at));
  }
}

}  // namespace

std::optional<Address> read_inet(std::string_view text) {
  return text.find(':') == text.npos ? read_inet_v4(text) : read_v6(text);
}

std::optional<Address> read_cidr(std::string_view text) {
  return text.find(':') == text.npos ? read_cidr_v4(text) : read_v6(text);
}

bool is_network(const Address& address) {
  for (int bit = address.mask; bit < address.bits(); ++bit)
    if ((address.bytes[static_cast<std::size_t>(bit / 8)] & 0x80 >> bit % 8) != 0) return false;
  return true;
}

void print(const Address& address, bool always_mask, std::string& out) {
  if (address.size == 4)
    print_v4(address.bytes.data(), out);
  else
    print_v6(address, out);
  if (always_mask || address.mask != address.bits())
    fmt::format_to(std::back_inserter(out), "/{}", address.mask);
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
    std::string canonical;
    network::print(*address, cidr_, canonical);
    out = Value::text(keep(cx.arena, canonical));
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
