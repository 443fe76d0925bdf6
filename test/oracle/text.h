// Texts as the files of the oracle hold them: hexadecimal between programs, C escapes for people.
#pragma once

#include <string>
#include <string_view>

namespace surerow::oracle {

std::string to_hex(std::string_view bytes);
std::string from_hex(std::string_view hex);

/// Printable ASCII and valid UTF-8 as it is, the rest as \n, \t, \\ or \xHH; long texts are cut.
std::string escaped(std::string_view text);

/// The inverse of escaped(): \n \t \r \v \f \\ \xHH and \uHHHH.
std::string unescaped(std::string_view line);

}  // namespace surerow::oracle
