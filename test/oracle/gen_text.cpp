// Text-like types: truth words and their prefixes, texts around a length limit in code points, both forms of
// bytea, every layout of uuid.
#include "test/oracle/generate.h"

namespace surerow::oracle {
namespace {

std::string any_case(Rng& rng, std::string word) {
  for (char& c : word)
    if (rng.chance(30) && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return word;
}

std::string blanks(Rng& rng) {
  std::string out;
  while (rng.chance(25)) out += rng.pick_char(" \t\n\v\f\r");
  return out;
}

std::string truth(Rng& rng) {
  std::string word(rng.pick({"true", "false", "yes", "no", "on", "off", "1", "0", "01", "t", "f"}));
  if (rng.chance(40)) word.resize(1 + rng.below(word.size()));
  if (rng.chance(5)) word += rng.pick_char("esn1 ");
  return blanks(rng) + any_case(rng, word) + blanks(rng);
}

std::string short_text(Rng& rng) {
  std::string out;
  for (std::size_t i = rng.below(7); i > 0; --i)
    out += rng.pick({"a", "b", " ", "\t", "ä", "€", "😀", "'", "\\", "\"", "\xc2\xa0", "e\xcc\x81"});
  while (rng.chance(40)) out += ' ';
  return out;
}

std::string bytes_hex(Rng& rng) {
  std::string out(rng.pick({"\\x", "\\x", "\\x", "\\X", " \\x", "\\x "}));
  for (std::size_t i = rng.below(9); i > 0; --i) {
    out += rng.digits(2, "0123456789abcdefABCDEF");
    if (rng.chance(15)) out += rng.pick_char(" \t\n\r\v\f");
  }
  if (rng.chance(10)) out += rng.pick({"1", "g", "ä", "€a", "\\", " "});
  return out;
}

std::string bytes_escaped(Rng& rng) {
  std::string out;
  for (std::size_t i = rng.below(8); i > 0; --i)
    out += rng.pick(
        {"a", "\\\\", "\\000", "\\377", "\\123", "\\400", "\\12", "\\1234", "\\089", "ä", " ", "\\", "'"});
  return out;
}

std::string bytes(Rng& rng) { return rng.chance(50) ? bytes_hex(rng) : bytes_escaped(rng); }

std::string uuid(Rng& rng) {
  const unsigned dashes = rng.chance(50) ? 0U : static_cast<unsigned>(rng.below(101));
  std::string out;
  for (std::size_t i = 1; i <= 16; ++i) {
    out += rng.digits(2, "0123456789abcdefABCDEF");
    const bool canonical = dashes == 0 && i >= 4 && i <= 10 && i % 2 == 0;
    if (canonical || (dashes > 0 && i % 2 == 0 && i < 16 && rng.chance(dashes))) out += '-';
  }
  if (rng.chance(10)) out += rng.pick({"-", "0", "}", " "});
  if (rng.chance(15)) out = "{" + out + std::string(rng.pick({"}", "}", "}", "", "}}", "} "}));
  if (rng.chance(3)) out = "urn:uuid:" + out;
  return out;
}

const Grammar booleans{{"boolean"}, truth};
const Grammar texts{
    {"text", "varchar", "varchar(1)", "varchar(3)", "varchar(20)", "char", "char(3)", "char(20)", "bpchar"},
    short_text};
const Grammar byteas{{"bytea"}, bytes};
const Grammar uuids{{"uuid"}, uuid};

}  // namespace
}  // namespace surerow::oracle
