// The decoders: of date, timestamp and timestamptz, and of time and timetz. They go through the fields from
// left to right, give each its meaning from its look, the words before it and what is there already, and
// settle the time zone last, when the date is known. One text, one decoder.
#pragma once

#include <cstdint>
#include <string_view>

#include "common/types/datetime_parts.h"
#include "common/types/datetime_token.h"
#include "common/types/datetime_word.h"
#include "common/types/zone.h"

namespace surerow::datetime {

/// Outcome::bad_format, noted to be at `offset` of the text.
Outcome stopped_at(std::size_t offset, Request& request);

class Decoder {
 public:
  Decoder(const Fields& fields, Request& request)
      : fields_(fields), request_(request), settings_(request.settings), parts_(request.settings) {}

  Outcome run(Moment& out);

 protected:
  // datetime_decode.cpp: fields that begin with a digit or a sign
  Outcome field(const Field& field);
  Outcome date_field(std::string_view text);
  Outcome time_with_offset(std::string_view text, Mask have);
  Outcome julian_with_offset(std::string_view text);
  Outcome time_field(std::string_view text);
  Outcome number_field(std::string_view text);
  Outcome labelled_number(std::string_view text);
  Outcome julian_number(const Leading& lead);
  Outcome unit_number(Unit unit, const Leading& lead);
  void finish(Moment& out) const;
  Outcome settle(Moment& out);
  Outcome settle_meridian();
  /// `outcome`, noted to be at this field.
  Outcome refused_at(std::size_t field, Outcome outcome);

  // datetime_decode_word.cpp: words and time zones
  Outcome word_field(std::string_view text);
  Meaning meaning_of(std::string_view text);
  Outcome apply(std::string_view text, const Meaning& meaning);
  Outcome special(Special which);
  Outcome month_word(std::int32_t month);
  Outcome unit_word(Unit unit);
  Outcome iso_time_word();
  Outcome named_zone(std::string_view text, Outcome otherwise);
  Outcome settle_zone();
  std::int64_t local_now();
  const ZonePtr& session();

  const Fields& fields_;
  Request& request_;
  const Settings& settings_;
  Parts parts_;
  std::size_t at_ = 0;
  std::size_t day_at_ = 0;  // the field that the day of the month came from
  Mask have_ = 0;           // the parts of the fields before
  Mask got_ = 0;            // the parts of this field
  Unit unit_ = unit_none;   // the word before said what the next number is
  Meridian meridian_ = twenty_four_hours;
  bool text_month_ = false;
  bool julian_ = false;
  bool before_christ_ = false;
  Moment::Kind kind_ = Moment::Kind::finite;
  std::int32_t offset_ = 0;
  ZonePtr session_;  // see session()
  bool session_found_ = false;
  ZonePtr zone_;                   // a region, or the region of an abbreviation
  std::string_view abbreviation_;  // whose offset depends on the date
};

/// A text of time or timetz: a clock is all it needs. A date is taken in few places and only says which
/// offset its zone has.
class ClockDecoder : private Decoder {
 public:
  using Decoder::Decoder;

  Outcome run(Moment& out);

 private:
  Outcome field(std::size_t at);
  Outcome date_field(std::size_t at);
  Outcome time_field(std::string_view text);
  Outcome number_field(std::size_t at);
  Outcome word_field(std::string_view text);
  Outcome special(Special which);
  Outcome settle(Moment& out);
  Outcome settle_offset();
  bool date_leads(std::size_t at, bool or_time_follows) const;
};

}  // namespace surerow::datetime
