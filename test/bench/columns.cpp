// Values as applications have them: small and large numbers, dates of these decades with and without a
// fraction, addresses, short documents.
#include "test/bench/columns.h"

#include <fmt/format.h>

#include <functional>
#include <map>

#include "common/types/type.h"
#include "common/verdict.h"
#include "test/oracle/generate.h"

namespace bench {
namespace {

using surerow::oracle::Rng;

std::string integer(Rng& rng, std::int64_t most) {
  const std::int64_t bound = most >> rng.below(40) % 31;
  return fmt::format("{}", rng.between(-bound / 8, bound));
}

std::string decimal(Rng& rng) { return fmt::format("{}.{:02}", rng.below(100'000), rng.below(100)); }

std::string real(Rng& rng) {
  if (rng.chance(20)) return fmt::format("{}e{}", rng.below(1000), rng.between(-20, 20));
  return fmt::format("{}.{}", rng.between(-1000, 1000), rng.digits(1 + rng.below(12)));
}

std::string date(Rng& rng) {
  return fmt::format("{}-{:02}-{:02}", rng.between(1990, 2030), rng.between(1, 12), rng.between(1, 28));
}

std::string clock(Rng& rng) {
  std::string out = fmt::format("{:02}:{:02}:{:02}", rng.below(24), rng.below(60), rng.below(60));
  return rng.chance(50) ? out + "." + rng.digits(rng.chance(50) ? 3 : 6) : out;
}

std::string timestamp(Rng& rng) { return date(rng) + std::string(rng.pick({" ", "T"})) + clock(rng); }

std::string offset(Rng& rng) { return std::string(rng.pick({"+00", "Z", "+02:00", "-05", "+05:30"})); }

std::string interval(Rng& rng) {
  switch (rng.below(4)) {
    case 0: return fmt::format("{} days {}", rng.below(100), clock(rng));
    case 1: return fmt::format("{} hours {} minutes", rng.below(24), rng.below(60));
    case 2: return fmt::format("P{}Y{}M{}DT{}H", rng.below(9), rng.below(12), rng.below(30), rng.below(24));
    default: return fmt::format("{} year {} mons", rng.below(9), rng.below(12));
  }
}

std::string hex(Rng& rng, std::size_t digits) { return rng.digits(digits, "0123456789abcdef"); }

std::string uuid(Rng& rng) {
  return fmt::format("{}-{}-{}-{}-{}", hex(rng, 8), hex(rng, 4), hex(rng, 4), hex(rng, 4), hex(rng, 12));
}

std::string octets(Rng& rng, int count, std::string_view between) {
  std::string out = hex(rng, 2);
  while (--count > 0) out.append(between).append(hex(rng, 2));
  return out;
}

std::string inet(Rng& rng) {
  if (rng.chance(25)) return fmt::format("2001:db8:{}::{}", hex(rng, 4), hex(rng, 3));
  return fmt::format("{}.{}.{}.{}", rng.below(224), rng.below(256), rng.below(256), rng.below(256));
}

std::string cidr(Rng& rng) { return fmt::format("10.{}.{}.0/24", rng.below(256), rng.below(256)); }

std::string words(Rng& rng, std::size_t most) {
  std::string out;
  while (out.size() < most / 2 || rng.chance(50))
    out.append(rng.pick({"alpha", "Straße", "of", "the", "42", "Zürich", "data", "report"})).append(" ");
  out.pop_back();
  while (out.size() > most) out.erase(out.find_last_of(' ') == out.npos ? 3 : out.find_last_of(' '));
  return out;
}

std::string number_range(Rng& rng) { return fmt::format("[{},1{:05}.00)", decimal(rng), rng.below(100'000)); }

std::string document(Rng& rng) {
  return fmt::format(R"({{"id": {}, "name": "{}", "price": {}, "tags": ["{}", "{}"], "at": "{}", "ok": {}}})",
                     rng.below(1'000'000), words(rng, 24), decimal(rng), words(rng, 8), words(rng, 8),
                     timestamp(rng), rng.pick({"true", "false", "null"}));
}

std::string bits(Rng& rng, std::size_t count) { return rng.digits(count, "01"); }

const std::map<std::string, std::function<std::string(Rng&)>>& writers() {
  static const std::map<std::string, std::function<std::string(Rng&)>> all = {
      {"boolean",
       [](Rng& r) {
         return std::string(r.pick({"true", "false", "t", "f", "1", "0", "yes"}));
       }},
      {"smallint", [](Rng& r) { return integer(r, 32767); }},
      {"integer", [](Rng& r) { return integer(r, 2147483647); }},
      {"bigint", [](Rng& r) { return integer(r, 9'000'000'000'000'000'000); }},
      {"oid", [](Rng& r) { return fmt::format("{}", r.below(4'000'000'000)); }},
      {"numeric", decimal},
      {"numeric(12,2)", decimal},
      {"real", real},
      {"double precision", real},
      {"money", [](Rng& r) { return (r.chance(50) ? "$" : "") + decimal(r); }},
      {"text", [](Rng& r) { return words(r, 60); }},
      {"character varying", [](Rng& r) { return words(r, 60); }},
      {"character varying(40)", [](Rng& r) { return words(r, 30); }},
      {"character(20)", [](Rng& r) { return words(r, 16); }},
      {"bpchar", [](Rng& r) { return words(r, 40); }},
      {"name", [](Rng& r) { return words(r, 30); }},
      {"\"char\"", [](Rng& r) { return r.digits(1, "abcxyz"); }},
      {"bytea", [](Rng& r) { return "\\x" + hex(r, 2 * r.below(40)); }},
      {"bit(16)", [](Rng& r) { return bits(r, 16); }},
      {"bit varying", [](Rng& r) { return bits(r, 1 + r.below(40)); }},
      {"uuid", uuid},
      {"date", date},
      {"time without time zone", clock},
      {"time with time zone", [](Rng& r) { return clock(r) + offset(r); }},
      {"timestamp without time zone", timestamp},
      {"timestamp with time zone", [](Rng& r) { return timestamp(r) + offset(r); }},
      {"interval", interval},
      {"inet", inet},
      {"cidr", cidr},
      {"macaddr", [](Rng& r) { return octets(r, 6, ":"); }},
      {"macaddr8", [](Rng& r) { return octets(r, 8, ":"); }},
      {"json", document},
      {"jsonb", document},
      {"text[]",
       [](Rng& r) { return fmt::format(R"({{{},"{}",{},NULL}})", r.below(10), words(r, 20), "x"); }},
      {"integer[]",
       [](Rng& r) { return fmt::format("{{{},{},{}}}", r.below(10), r.below(1000), r.below(99)); }},
      {"numrange", number_range},
      {"nummultirange",
       [](Rng& r) { return fmt::format("{{{},[200000.00,{}]}}", number_range(r), 200'001 + r.below(999)); }},
      {"int4range", [](Rng& r) { return fmt::format("[{},{})", r.below(1000), 1000 + r.below(1000)); }},
  };
  return all;
}

std::string from_grammar(Rng& rng, const std::string& type) {
  const std::string base = type.substr(0, type.find('('));
  for (const auto* grammar : surerow::oracle::grammars()) {
    for (const std::string& name : grammar->types) {
      const auto found = surerow::find_type(name, nullptr);
      if (found && found->name().substr(0, found->name().find('(')) == base) return grammar->text(rng);
    }
  }
  return {};
}

}  // namespace

std::vector<std::string> measured_types() {
  std::vector<std::string> out;
  for (const auto* family : surerow::families()) {
    out.emplace_back(family->display);
    for (const char* more : {"numeric(12,2)", "character varying(40)"})
      if (std::string_view(more).starts_with(std::string(family->display) + "(")) out.emplace_back(more);
    if (out.back() == "character") out.back() = "character(20)";
    if (out.back() == "bit") out.back() = "bit(16)";
  }
  for (const char* array : {"text[]", "integer[]"})
    if (surerow::find_type(array, nullptr)) out.emplace_back(array);
  return out;
}

std::vector<std::string> column_of(const std::string& type, std::size_t count) {
  if (!surerow::find_type(type, nullptr)) return {};
  const surerow::TypeUse use(type);
  surerow::Settings settings;
  settings.server_version = 15;  // what it accepts, every version does
  const auto writer = writers().find(type);
  Rng rng(1);
  std::vector<std::string> out;
  for (std::size_t tries = 0; out.size() < count && tries < 50 * count; ++tries) {
    std::string text = writer == writers().end() ? from_grammar(rng, type) : writer->second(rng);
    if (text.size() < 200 && use.valid(text, settings)) out.push_back(std::move(text));
  }
  if (out.size() < count) out.clear();
  return out;
}

}  // namespace bench
