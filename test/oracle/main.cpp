// The core's half of the differential test; the script `run` beside it is the other half and the manual.
//   oracle generate --count N --seed S [--types a,b] [--corpus FOLDER]
//     writes lines: number TAB type TAB hex
//   oracle compare --version V [--order mdy] [--style iso] [--interval postgres] [--zone UTC]
//   [--now MICROSECONDS] [--zoneinfo FOLDER] [--known FILE] [--words] [--show N]
//     reads lines: type TAB hex TAB answer
// An answer is "+hex of canonical text", "-SQLSTATE hex(message) hex(detail)", or "?why": no such type there.
#include <fmt/format.h>

#include <charconv>
#include <iostream>
#include <set>
#include <stdexcept>

#include "test/oracle/judge.h"
#include "test/oracle/pairs.h"
#include "test/oracle/text.h"

namespace surerow::oracle {
namespace {

struct Options {
  Request request;
  Settings settings;
  std::string known;
  bool words = false;
  std::size_t show = 20;
};

template <class Number>
Number number(const std::string& text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size())
    throw std::runtime_error("not a number: " + text);
  return value;
}

Settings::DateOrder date_order(const std::string& text) {
  using enum Settings::DateOrder;
  if (text == "mdy") return mdy;
  if (text == "dmy") return dmy;
  if (text == "ymd") return ymd;
  throw std::runtime_error("not mdy, dmy or ymd: " + text);
}

Settings::DateStyle date_style(const std::string& text) {
  using enum Settings::DateStyle;
  if (text == "iso") return iso;
  if (text == "postgres") return postgres;
  if (text == "sql") return sql;
  if (text == "german") return german;
  throw std::runtime_error("not iso, postgres, sql or german: " + text);
}

Settings::IntervalStyle interval_style(const std::string& text) {
  using enum Settings::IntervalStyle;
  if (text == "postgres") return postgres;
  if (text == "postgres_verbose") return postgres_verbose;
  if (text == "sql_standard") return sql_standard;
  if (text == "iso_8601") return iso_8601;
  throw std::runtime_error("not an IntervalStyle: " + text);
}

Options read_options(int count, char** words) {
  Options out;
  for (int i = 2; i < count; ++i) {
    const std::string name = words[i];
    if (name == "--words") {
      out.words = true;
      continue;
    }
    if (++i == count) throw std::runtime_error(name + " needs a value");
    const std::string value = words[i];
    if (name == "--count")
      out.request.count = number<std::size_t>(value);
    else if (name == "--seed")
      out.request.seed = number<std::uint64_t>(value);
    else if (name == "--types")
      out.request.types = split_types(value);
    else if (name == "--corpus")
      out.request.corpus = read_corpus(value);
    else if (name == "--version")
      out.settings.server_version = number<int>(value);
    else if (name == "--zoneinfo")
      out.settings.zoneinfo = value;
    else if (name == "--known")
      out.known = value;
    else if (name == "--order")
      out.settings.date_order = date_order(value);
    else if (name == "--style")
      out.settings.date_style = date_style(value);
    else if (name == "--now")
      out.settings.now = number<std::int64_t>(value);
    else if (name == "--interval")
      out.settings.interval_style = interval_style(value);
    else if (name == "--zone")
      out.settings.time_zone = value;
    else if (name == "--show")
      out.show = number<std::size_t>(value);
    else
      throw std::runtime_error("unknown option " + name);
  }
  return out;
}

int generate_pairs(const Options& options) {
  std::size_t n = 0;
  std::string lines;
  generate(options.request, [&](std::string_view type, std::string_view text) {
    lines += fmt::format("{}\t{}\t{}\n", n++, type, to_hex(text));
    if (lines.size() < 1 << 20) return;
    std::cout << lines;
    lines.clear();
  });
  std::cout << lines << std::flush;
  return 0;
}

Answer read_answer(std::string_view field) {
  Answer answer;
  answer.accepted = field[0] == '+';
  if (answer.accepted) {
    answer.text = from_hex(field.substr(1));
    return answer;
  }
  const std::size_t message = field.find(' ') + 1;
  const std::size_t detail = field.find(' ', message) + 1;
  answer.state = field.substr(1, message - 2);
  answer.message = from_hex(field.substr(message, detail - 1 - message));
  answer.detail = from_hex(field.substr(detail));
  return answer;
}

int compare_answers(const Options& options) {
  Judge judge(options.settings, options.known.empty() ? std::vector<Known>{} : read_known(options.known),
              options.words, options.show);
  std::set<std::string> unknown;
  for (std::string line; std::getline(std::cin, line);) {
    const std::size_t text = line.find('\t') + 1;
    const std::size_t answer = line.find('\t', text) + 1;
    const std::string type = line.substr(0, text - 1);
    if (line[answer] == '?') {
      if (unknown.insert(type).second)
        fmt::print("skipped: the server has no type {} ({})\n", type, line.substr(answer + 1));
      continue;
    }
    judge.compare(type, from_hex(line.substr(text, answer - 1 - text)), read_answer(line.substr(answer)));
  }
  return judge.report() ? 0 : 1;
}

}  // namespace
}  // namespace surerow::oracle

int main(int count, char** words) {
  try {
    const std::string what = count > 1 ? words[1] : "";
    const auto options = surerow::oracle::read_options(count, words);
    if (what == "generate") return surerow::oracle::generate_pairs(options);
    if (what == "compare") return surerow::oracle::compare_answers(options);
    throw std::runtime_error("usage: oracle generate|compare ...");
  } catch (const std::exception& error) {
    fmt::print(stderr, "oracle: {}\n", error.what());
    return 2;
  }
}
