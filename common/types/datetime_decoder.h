// The decoder of date, timestamp and timestamptz: goes through the fields from left to right, gives each its
// meaning from its look, the words before it and what is there already, and settles the time zone last,
// when the date is known. One text, one decoder.
#pragma once

#include <string_view>

#include "common/types/datetime_parts.h"
#include "common/types/datetime_token.h"
#include "common/types/datetime_word.h"
#include "common/types/zone.h"

namespace surerow::datetime {

class Decoder {
 public:
  Decoder(const Fields& fields, Request& request)
      : fields_(fields), request_(request), settings_(request.settings), parts_(request.settings) {}

  Outcome run(Moment& out);

 private:
  // datetime_decode.cpp: fields that begin with a digit or a sign
  Outcome field(const Field& field);
  Outcome date_field(std::string_view text);
  Outcome time_with_offset(std::string_view text);
  Outcome julian_with_offset(std::string_view text);
  Outcome time_field(std::string_view text);
  Outcome number_field(std::string_view text);
  Outcome labelled_number(std::string_view text);
  Outcome julian_number(const Leading& lead);
  Outcome unit_number(Unit unit, const Leading& lead);
  Outcome settle(Moment& out);
  Outcome settle_meridian();

  // datetime_decode_word.cpp: words and time zones
  Outcome word_field(std::string_view text);
  Meaning meaning_of(std::string_view text);
  Outcome apply(const Meaning& meaning);
  Outcome special(Special which);
  Outcome month_word(std::int32_t month);
  Outcome unit_word(const Meaning& meaning);
  Outcome named_zone(std::string_view text, Outcome otherwise);
  Outcome settle_zone();
  std::int64_t local_now() const;
  ZonePtr session_zone() const { return find_zone(settings_.time_zone, settings_.zoneinfo); }

  const Fields& fields_;
  Request& request_;
  const Settings& settings_;
  Parts parts_;
  std::size_t at_ = 0;
  Mask have_ = 0;          // the parts of the fields before
  Mask got_ = 0;           // the parts of this field
  Unit unit_ = unit_none;  // the word before said what the next number is
  Meridian meridian_ = twenty_four_hours;
  bool text_month_ = false;
  bool julian_ = false;
  bool before_christ_ = false;
  Moment::Kind kind_ = Moment::Kind::finite;
  std::int32_t offset_ = 0;
  ZonePtr zone_;                   // a region, or the region of an abbreviation
  std::string_view abbreviation_;  // whose offset depends on the date
};

}  // namespace surerow::datetime
