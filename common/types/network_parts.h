// The readers of the two address families, behind read_inet and read_cidr.
#pragma once

#include "common/types/network.h"

namespace surerow::network {

std::optional<Address> read_inet_v4(std::string_view text);
std::optional<Address> read_cidr_v4(std::string_view text);

/// IPv6, the same for inet and cidr: groups of at most four digits, "::" once, a dotted quad at the end.
std::optional<Address> read_v6(std::string_view text);

}  // namespace surerow::network
