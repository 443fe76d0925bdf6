// What both engines' benchmark programs share: the rows, the clock, and how a result is printed.
// A result is one line: case, variant, the time in microseconds per row (or another figure), by tabs.
#pragma once

#include <fmt/format.h>
#include <time.h>

#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

struct Row {
  int id;
  std::string name, price, at;
  bool ok;
};

/// `count` rows from id `first`; another `salt` gives other values for every column but the key.
inline std::vector<Row> make_rows(int first, int count, int salt) {
  std::vector<Row> rows;
  rows.reserve(static_cast<std::size_t>(count));
  for (int i = first; i < first + count; ++i) {
    const int x = (i * 7919 + salt * 104729) & 0x7fffffff;
    rows.push_back({i, fmt::format("item number {} of {}", i, salt),
                    fmt::format("{}.{:02}", x % 100000, x % 100),
                    fmt::format("2026-{:02}-{:02} {:02}:{:02}:{:02}+00:00", x % 12 + 1, x % 28 + 1, x % 24,
                                x % 60, (x / 60) % 60),
                    (i + salt) % 2 == 0});
  }
  return rows;
}

/// Nanoseconds of processor time that this program has used.
inline double processor_time() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

inline std::string as_json(const Row& r) {
  return fmt::format(R"({{"id":{},"name":"{}","price":{},"at":"{}","ok":{}}})", r.id, r.name, r.price, r.at,
                     r.ok);
}

inline std::string as_json(const std::vector<Row>& rows) {
  std::string out = "[";
  for (const Row& r : rows) out.append(out.size() > 1 ? "," : "").append(as_json(r));
  return out + "]";
}

/// Microseconds that `run` takes.
inline double microseconds(const std::function<void()>& run) {
  const auto start = std::chrono::steady_clock::now();
  run();
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
}

inline void print(std::string_view which, std::string_view variant, double figure) {
  fmt::print("{}\t{}\t{:.3f}\n", which, variant, figure);
  std::fflush(stdout);
}

}  // namespace bench
