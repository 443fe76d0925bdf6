// Network addresses as inet and cidr know them: reading and printing, by the forms PostgreSQL takes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "common/value.h"

namespace surerow::network {

struct Address {
  std::array<std::uint8_t, 16> bytes{};  // the first 4 of an IPv4 address
  int size = 4;                          // bytes: 4 or 16
  int mask = 32;                         // bits

  int bits() const { return 8 * size; }
};

/// Reads an IPv4 or IPv6 address. Of IPv4, inet wants four octets unless a mask is given, and cidr imputes a
/// mask from the address's class.
std::optional<Address> read_inet(std::string_view text);
std::optional<Address> read_cidr(std::string_view text);

/// True when no bit is set to the right of the mask.
bool is_network(const Address& address);

/// The address as text kept in `arena`; the mask too, where it is not the host's own or `always_mask`.
std::string_view print(const Address& address, bool always_mask, Arena& arena);

}  // namespace surerow::network
