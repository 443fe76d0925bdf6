// Linear time: every type reads texts of 1 KB to 10 MB of every shape that is made to be long: digits,
// blanks, brackets, words, escapes; most are refused at their end or hold as long as the type lets them. A
// figure is the time of reading and printing, or of refusing with an explanation. A line: type, shape, bytes,
// nanoseconds. Usage: growth_bench [TYPE...]
#include <algorithm>

#include "bench.h"
#include "common/verdict.h"
#include "test/bench/columns.h"

namespace {

struct Shape {
  const char* name;
  const char* head;
  const char* unit;  // again and again
  const char* tail;
};

constexpr Shape shapes[] = {
    {"digits", "", "1", ""},
    {"zeros", "", "0", "1"},
    {"fraction", "0.", "1", ""},
    {"exponent", "1e", "0", "1"},
    {"hexadecimal", "0x", "f", ""},
    {"underscores", "1", "_1", ""},
    {"hex bytes", "\\x", "ab", ""},
    {"octal bytes", "", "\\000", ""},
    {"bits", "B", "01", ""},
    {"blanks before", "", " ", "1"},
    {"blanks after", "1", " ", ""},
    {"letters", "", "a", ""},
    {"accents", "", "\u00e9", ""},
    {"signs", "", "-", "1"},
    {"points", "", "1.", "1"},
    {"colons", "", "1:", "1"},
    {"slashes", "1", "/1", ""},
    {"commas", "1", ",1", ""},
    {"punctuation", "2000-01-01", ";", ""},
    {"ago", "1 day", " ago", ""},
    {"units", "", "1 day ", ""},
    {"at", "2000-01-01", " at", ""},
    {"zone", "2000-01-01 00:00 A", "b/c", ""},
    {"iso interval", "P", "1D", ""},
    {"brackets", "", "[", ""},
    {"braces", "", "{", ""},
    {"parentheses", "", "(", ""},
    {"json array", "[1", ",1", "]"},
    {"json object", "{\"a\":1", ",\"a\":1", "}"},
    {"json string", "\"", "\\u0041", "\""},
    {"array", "{1", ",1", "}"},
    {"array of texts", "{\"a\\\\b\"", ",\"a b\"", "}"},
    {"array of nulls", "{NULL", ",NULL", "}"},
    {"nested rows", "{{1}", ",{1}", "}"},
    {"dimensions", "", "[1:1]", "={1}"},
    {"range", "[1,", "2", ")"},
    {"ranges", "{[1,2)", ",[3,4)", "}"},
    {"ranges backwards", "{[1,2)", ",[1,2)", "}"},
    {"points of a path", "((1,1)", ",(1,1)", ")"},
    {"vector", "1", " 1", ""},
    {"quotes", "", "\"", ""},
    {"backslashes", "", "\\", ""},
};

std::string text_of(const Shape& shape, std::size_t size) {
  std::string out = shape.head;
  const std::size_t tail = std::string_view(shape.tail).size();
  while (out.size() + tail < size) out += shape.unit;
  return out + shape.tail;
}

/// The least of some measurements of one reading.
double time_of(const surerow::TypeUse& use, const std::string& text, const surerow::Settings& settings) {
  double least = 1e18, spent = 0;
  for (int runs = 0; runs < 3 || (spent < 1e5 && runs < 100); ++runs) {
    surerow::Fault why;
    const double start = bench::processor_time();
    use.cast(text, settings, &why);
    const double time = bench::processor_time() - start;
    spent += time;
    least = std::min(least, time);
    if (time > 1e9) break;
  }
  return least;
}

void measure(const std::string& type) {
  const surerow::TypeUse use(type);
  surerow::Settings settings;
  for (const Shape& shape : shapes) {
    for (const std::size_t size : {1'000, 10'000, 100'000, 1'000'000, 10'000'000}) {
      const double time = time_of(use, text_of(shape, size), settings);
      fmt::print("{}\t{}\t{}\t{:.0f}\n", type, shape.name, size, time);
      std::fflush(stdout);
      if (time > 3e9) break;  // bad enough as it is
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> types(argv + 1, argv + argc);
  if (types.empty()) types = bench::measured_types();
  for (const std::string& type : types)
    if (surerow::find_type(type, nullptr)) measure(type);
  return 0;
}
