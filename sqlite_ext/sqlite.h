// SQLite's interface, once for both forms of the module: through the table of routines that a loadable module
// is given, or linked directly into a program (-DSQLITE_CORE).
#pragma once

#include <sqlite3ext.h>

SQLITE_EXTENSION_INIT3

// Known to SQLite 3.45 and later; earlier ones ignore the bit.
#ifndef SQLITE_RESULT_SUBTYPE
#define SQLITE_RESULT_SUBTYPE 0x001000000
#endif
