#include "common/types/datetime.h"
namespace surerow::datetime {
Outcome read_moment(std::string_view text, Request&, Moment& out) {
  if (text == "infinity")
    out.kind = Moment::Kind::late;
  else if (text == "-infinity")
    out.kind = Moment::Kind::early;
  else
    return Outcome::bad_format;
  return Outcome::ok;
}
}  // namespace surerow::datetime
