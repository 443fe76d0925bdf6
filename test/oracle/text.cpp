// Hexadecimal and C escapes; corpus files.
#include "test/oracle/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "common/types/scan.h"
#include "common/utf8.h"
#include "test/oracle/pairs.h"

namespace surerow::oracle {
namespace {

void append_code_point(std::string& out, unsigned c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xc0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else {
    out += static_cast<char>(0xe0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  }
}

unsigned hex_number(std::string_view digits) {
  unsigned value = 0;
  for (const char c : digits) value = value * 16 + static_cast<unsigned>(std::max(scan::hex_digit(c), 0));
  return value;
}

}  // namespace

std::string to_hex(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    out += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
    out += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

std::string from_hex(std::string_view hex) {
  std::string out;
  out.reserve(hex.size() / 2);
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) out += static_cast<char>(hex_number(hex.substr(i, 2)));
  return out;
}

std::string escaped(std::string_view text) {
  constexpr std::size_t most = 300;
  std::string out;
  std::size_t i = 0;
  while (i < text.size() && i < most) {
    const std::size_t length = utf8_length(text.substr(i));
    const auto c = static_cast<unsigned char>(text[i]);
    if (length == 0 || c < 0x20 || c == 0x7f) {
      out += c == '\n' ? "\\n" : c == '\t' ? "\\t" : fmt::format("\\x{:02x}", c);
      ++i;
    } else {
      if (c == '\\') out += '\\';
      out += text.substr(i, length);
      i += length;
    }
  }
  return i < text.size() ? out + fmt::format("... ({} bytes)", text.size()) : out;
}

std::string unescaped(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '\\' || i + 1 == line.size()) {
      out += line[i];
      continue;
    }
    const char c = line[++i];
    constexpr std::string_view letters = "ntrvf";
    if (const std::size_t at = letters.find(c); at != letters.npos) {
      out += "\n\t\r\v\f"[at];
    } else if (c == 'x' || c == 'u') {
      const std::size_t digits = c == 'x' ? 2 : 4;
      const unsigned code = hex_number(line.substr(i + 1, digits));
      if (c == 'x')
        out += static_cast<char>(code);
      else
        append_code_point(out, code);
      i += digits;
    } else {
      out += c;
    }
  }
  return out;
}

std::vector<CorpusLine> read_corpus(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<CorpusLine> out;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    for (std::string line; std::getline(in, line);)
      if (!line.empty() && line[0] != '#') out.push_back({file.stem(), unescaped(line)});
  }
  out.push_back({"", ""});
  return out;
}

std::vector<std::string> split_types(std::string_view list) {
  std::vector<std::string> out;
  std::string name;
  int depth = 0;
  for (const char c : list) {
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (c != ',' || depth > 0) {
      name += c;
    } else if (!name.empty()) {
      out.push_back(std::move(name));
      name.clear();
    }
  }
  if (!name.empty()) out.push_back(std::move(name));
  return out;
}

}  // namespace surerow::oracle
