// Near misses: small random changes to a text, with the characters that readers are likely to treat
// specially.
#include <algorithm>
#include <array>

#include "test/oracle/generate.h"

namespace surerow::oracle {
namespace {

constexpr std::array<std::string_view, 62> pieces = {
    " ", "  ", "\t",   "\n",       "\v",      "\f",   "\r",     "_",      "__",     "+",     "-",  ".",  ",",
    ":", ";",  "/",    "\\",       "'",       "\"",   "(",      ")",      "[",      "]",     "{",  "}",  "0",
    "1", "5",  "9",    "00",       "e",       "E",    "e5",     "e-5",    "x",      "0x",    "0b", "0o", "T",
    "Z", "n",  "null", "infinity", "nan",     "true", "\u00a0", "\u2003", "\ufeff", "é",     "ß",  "İ",  "１",
    "٣", "😀",  "\x7f", "\x01",     "e\u0301", "\x1f", "%",      "#",      "@",      "\u0085"};

void change_once(Rng& rng, std::string& text) {
  const std::size_t at = rng.below(text.size() + 1);
  const std::size_t count = std::min<std::size_t>(text.size() - at, 1 + rng.below(3));
  switch (rng.below(9)) {
    case 0: text.insert(at, pieces[rng.below(pieces.size())]); break;
    case 1: text.erase(at, count); break;
    case 2: text.replace(at, count, pieces[rng.below(pieces.size())]); break;
    case 3: text.insert(at, text.substr(at, count)); break;
    case 4:
      if (at + 1 < text.size()) std::swap(text[at], text[at + 1]);
      break;
    case 5:
      if (at < text.size() && (text[at] | 0x20) >= 'a' && (text[at] | 0x20) <= 'z') text[at] ^= 0x20;
      break;
    case 6: text.insert(0, pieces[rng.below(pieces.size())]); break;
    case 7: text += pieces[rng.below(pieces.size())]; break;
    default:
      if (at < text.size() && text[at] >= '0' && text[at] <= '9') text[at] = rng.pick_char("0123456789");
  }
}

void append_utf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
    return;
  }
  const int tail = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  constexpr unsigned lead[] = {0, 0xc0, 0xe0, 0xf0};
  out += static_cast<char>(lead[tail] | (c >> (6 * tail)));
  for (int i = tail - 1; i >= 0; --i) out += static_cast<char>(0x80 | ((c >> (6 * i)) & 0x3f));
}

}  // namespace

std::string mutate(Rng& rng, std::string text) {
  for (std::size_t changes = 1 + rng.below(3); changes > 0; --changes) change_once(rng, text);
  return text;
}

std::string random_unicode(Rng& rng) {
  constexpr std::uint32_t planes[] = {0x80, 0x100, 0x800, 0x3000, 0xd800, 0x10000, 0x110000};
  std::string out;
  for (std::size_t left = 1 + rng.below(12); left > 0; --left)
    append_utf8(out, static_cast<std::uint32_t>(rng.below(planes[rng.below(std::size(planes))])));
  if (rng.chance(20)) out.insert(rng.below(out.size() + 1), 1, static_cast<char>(rng.below(256)));
  return out;
}

}  // namespace surerow::oracle
