// Cuts the text of a date, time or interval into fields by their look alone. Punctuation that no field
// needs only separates; case is folded; what a field means is left to the decoders.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace surerow::datetime {

enum class FieldKind : unsigned char {
  number,       // digits, perhaps with one point: 1999, 040506.7, .5
  date,         // digits and one kind of separator, or a word with punctuation: 1999-01-08, america/new_york
  time,         // digits with colons: 04:05:06.789
  offset,       // a sign and digits: +05:30
  word,         // letters
  signed_word,  // a sign and letters: -infinity
};

struct Field {
  FieldKind kind = FieldKind::number;
  std::string_view text;  // lower case
  std::size_t at = 0;     // where it begins in the text that was cut
};

/// At most 25 fields and, with one byte for the end of each, `capacity` bytes: PostgreSQL's limits.
class Fields {
 public:
  static constexpr std::size_t date_capacity = 129;  // and time
  static constexpr std::size_t timestamp_capacity = 153;
  static constexpr std::size_t interval_capacity = 256;
  static constexpr std::size_t max_fields = 25;

  explicit Fields(int server_version) : server_version_(server_version) {}

  /// False: a character that belongs in no field, a sign that signs nothing, or a limit was met.
  bool cut(std::string_view text, std::size_t capacity);

  /// After a refusal: where in the text it was met.
  std::size_t stopped() const { return stopped_; }

  std::size_t size() const { return count_; }
  Field operator[](std::size_t i) const {
    const Place& place = places_[i];
    return {place.kind, {buffer_.data() + place.begin, place.size}, place.at};
  }

 private:
  struct Place {  // of a field in the buffer; left as it is until there is one
    FieldKind kind;
    std::uint16_t begin;
    std::uint16_t size;
    std::size_t at;
  };

  int server_version_;
  std::size_t count_ = 0;
  std::size_t stopped_ = 0;
  std::array<Place, max_fields> places_;
  std::array<char, 384> buffer_;
};

}  // namespace surerow::datetime
