// The compiled part of {fmt}, once for all of the core: quicker to build than its header-only form, and
// nothing to be installed where the module is loaded.
#include <fmt/format-inl.h>

FMT_BEGIN_NAMESPACE
namespace detail {

template FMT_API auto thousands_sep_impl(locale_ref) -> thousands_sep_result<char>;
template FMT_API auto decimal_point_impl(locale_ref) -> char;
#if FMT_VERSION >= 100000
template FMT_API void buffer<char>::append(const char*, const char*);
#endif
#if FMT_VERSION >= 100000 && FMT_VERSION < 110000  // in others it is no template, or instantiated by itself
template FMT_API void vformat_to(buffer<char>&, string_view, typename vformat_args<>::type, locale_ref);
#endif

}  // namespace detail
FMT_END_NAMESPACE
