// Reads TZif files (RFC 8536) of the system's zone database. Everything in a file is checked before it is
// used; a damaged file is no zone. Names are matched without case and never leave the directory.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "common/types/scan.h"
#include "common/types/zone.h"

namespace surerow {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t header_size = 44;
constexpr std::uintmax_t largest_file = 1 << 20;

/// The path of a name below `directory`, each part found without case; empty when there is none.
fs::path find_path(std::string_view name, const std::string& directory) {
  fs::path path = directory;
  while (true) {
    const std::size_t slash = name.find('/');
    const std::string_view part = name.substr(0, slash);
    fs::path found;
    std::error_code error;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
      const std::string file = entry->path().filename().string();
      if (file.front() != '.' && scan::same_word(file, part)) {
        found = entry->path();
        break;
      }
    }
    if (found.empty() || slash == name.npos) return found;
    path = std::move(found);
    name.remove_prefix(slash + 1);
  }
}

std::string contents(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error) || fs::file_size(path, error) > largest_file || error) return {};
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::int64_t big_endian(std::string_view bytes) {
  std::uint64_t value = static_cast<signed char>(bytes[0]) < 0 ? ~std::uint64_t{0} : 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return static_cast<std::int64_t>(value);
}

struct Header {
  std::size_t utc_flags, standard_flags, leaps, transitions, periods, letters;

  std::size_t body(std::size_t time_size) const {
    return transitions * (time_size + 1) + periods * 6 + letters + leaps * (time_size + 4) + standard_flags +
           utc_flags;
  }
};

bool read_header(std::string_view data, Header& header) {
  if (data.size() < header_size || !data.starts_with("TZif")) return false;
  std::size_t* const counts[] = {&header.utc_flags,   &header.standard_flags, &header.leaps,
                                 &header.transitions, &header.periods,        &header.letters};
  for (std::size_t i = 0; i < 6; ++i) {
    const std::int64_t count = big_endian(data.substr(20 + i * 4, 4));
    if (count < 0 || count > std::int64_t{largest_file}) return false;
    *counts[i] = static_cast<std::size_t>(count);
  }
  return header.periods > 0 && header.periods <= 256;
}

bool read_periods(std::string_view data, std::string_view letters, std::vector<Zone::Period>& periods) {
  for (; !data.empty(); data.remove_prefix(6)) {
    const auto letter = static_cast<unsigned char>(data[5]);
    if (letter >= letters.size()) return false;
    const std::string_view rest = letters.substr(letter);
    periods.push_back({static_cast<std::int32_t>(big_endian(data.substr(0, 4))), data[4] != 0,
                       std::string(rest.substr(0, rest.find('\0')))});
  }
  return true;
}

ZonePtr parse(std::string_view data) {
  Header header;
  if (!read_header(data, header)) return nullptr;
  std::size_t time_size = 4;
  if (data[4] >= '2') {  // a second body with 64-bit times follows
    const std::size_t first = header_size + header.body(4);
    if (first > data.size() || !read_header(data.substr(first), header)) return nullptr;
    data.remove_prefix(first);
    time_size = 8;
  }
  data.remove_prefix(header_size);
  if (header.body(time_size) > data.size()) return nullptr;
  const std::size_t times = header.transitions * time_size;
  const std::string_view indices = data.substr(times, header.transitions);
  const std::string_view periods_data = data.substr(times + header.transitions, header.periods * 6);
  const std::string_view letters =
      data.substr(times + header.transitions + periods_data.size(), header.letters);

  std::vector<Zone::Period> periods;
  std::vector<Zone::Transition> transitions;
  if (!read_periods(periods_data, letters, periods)) return nullptr;
  for (std::size_t i = 0; i < header.transitions; ++i) {
    const std::int64_t at = big_endian(data.substr(i * time_size, time_size));
    const auto period = static_cast<std::uint8_t>(indices[i]);
    if (period >= periods.size() || (!transitions.empty() && at <= transitions.back().at)) return nullptr;
    transitions.push_back({at, period});
  }
  bool cyclic = false;
  std::string_view footer = data.substr(header.body(time_size));
  if (time_size == 8 && footer.size() > 2 && footer.front() == '\n' && footer.back() == '\n')
    cyclic = extend_by_footer(footer.substr(1, footer.size() - 2), periods, transitions);
  return std::make_shared<Zone>(std::move(periods), std::move(transitions), cyclic, false);
}

}  // namespace

ZonePtr read_zone_file(std::string_view name, const std::string& directory) {
  const fs::path path = find_path(name, directory);
  return path.empty() ? nullptr : parse(contents(path));
}

}  // namespace surerow
