// The session's settings that values are printed by, set to their defaults for a while, so that a row gives
// the same token in every session.
#pragma once

namespace surerow::pg {

/// Sets them; what to give to end_canonical(). After an error the abort of the transaction restores them.
int begin_canonical();
void end_canonical(int nest_level);

}  // namespace surerow::pg
