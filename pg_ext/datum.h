// The core's Values as Datums. Everything here may raise a server error: call it inside backend(), or from a
// callback of the server.
#pragma once

#include <cstdint>

#include "common/value.h"
#include "pg_ext/column_form.h"

namespace surerow::pg {

/// Whether Values of the core's type with this Oid can be made Datums here.
bool has_datum_form(std::uint32_t type);

/// A Value that is not null, read by the core's type of `type` or converted by convert.cpp, as a Datum. What
/// it points to lives in the current memory context, or where the Value's own memory lives.
std::uintptr_t datum_of(const Value& value, std::uint32_t type);

/// Whether a stored Datum (not null) is the image of `value` (not null), bit for bit.
bool same_datum(const Value& value, std::uintptr_t stored, const ColumnForm& form);

}  // namespace surerow::pg
