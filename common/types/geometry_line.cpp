// line: {A,B,C} for Ax + By + C = 0, or two points it runs through, from which PostgreSQL computes A, B and
// C. The arithmetic is its own: coordinates nearer than 0.000001 count as equal, infinities that come from
// finite numbers are refused.
#include <cmath>
#include <cstring>

#include "common/types/families.h"
#include "common/types/float_text.h"
#include "common/types/geometry_type.h"

namespace surerow {
namespace {

using geometry::Scanner;
using geometry::Wrong;
using Spot = geometry::Point;

constexpr double epsilon = 1e-6;

bool zero(double x) { return std::fabs(x) <= epsilon; }

bool equal(double a, double b) { return a == b || std::fabs(a - b) <= epsilon; }

// What float8's own operators refuse, found while A, B and C are computed.
class Arithmetic {
 public:
  double minus(double a, double b) { return checked(a - b, std::isfinite(a) && std::isfinite(b), false); }
  double times(double a, double b) {
    return checked(a * b, std::isfinite(a) && std::isfinite(b), a != 0 && b != 0);
  }
  double divided(double a, double b) { return checked(a / b, !std::isinf(a), a != 0 && !std::isinf(b)); }
  Wrong wrong() const { return wrong_; }

 private:
  double checked(double result, bool finite, bool nonzero) {
    if (wrong_ != Wrong::none) return result;
    if (std::isinf(result) && finite) wrong_ = Wrong::overflow;
    if (result == 0 && nonzero) wrong_ = Wrong::underflow;
    return result;
  }

  Wrong wrong_ = Wrong::none;
};

struct Coefficients {
  double a = 0;
  double b = 0;
  double c = 0;
};

bool same_spot(const Spot& p, const Spot& q) {
  if (std::isnan(p.x) || std::isnan(p.y) || std::isnan(q.x) || std::isnan(q.y)) {
    const auto identical = [](double u, double v) { return u == v || (std::isnan(u) && std::isnan(v)); };
    return identical(p.x, q.x) && identical(p.y, q.y);
  }
  return equal(p.x, q.x) && equal(p.y, q.y);
}

Coefficients through(const Spot& p, const Spot& q, Arithmetic& math) {
  if (equal(p.x, q.x)) return {-1, 0, p.x};
  if (equal(p.y, q.y)) return {0, -1, p.y};
  const double slope = math.divided(math.minus(p.y, q.y), math.minus(p.x, q.x));
  if (std::isinf(slope)) return {-1, 0, p.x};
  if (slope == 0) return {0, -1, p.y};
  return {slope, -1, math.minus(p.y, math.times(slope, p.x)) + 0.0};
}

struct Line {
  static constexpr const char* name = "line";
  static constexpr const char* accepts =
      "A line as {A,B,C}, A and B not both zero, or as two points on it, as in [(0,0),(1,2)].";

  static bool read(Scanner& in, Arena& arena, Value& out) {
    Coefficients line;
    in.blanks();
    if (!(in.take('{') ? read_equation(in, line) : read_points(in, line))) return false;
    auto* room = static_cast<char*>(arena.allocate(sizeof(line), alignof(double)));
    std::memcpy(room, &line, sizeof(line));
    out = Value::blob({room, sizeof(line)});
    return true;
  }
  static void print(std::string_view value, std::string& out) {
    for (std::size_t i = 0; i < 3; ++i) {
      out += i == 0 ? '{' : ',';
      append_double(geometry::coordinate(value, i), out);
    }
    out += '}';
  }

 private:
  static bool read_equation(Scanner& in, Coefficients& line) {
    const bool good = in.number(line.a) && in.expect(',') && in.number(line.b) && in.expect(',') &&
                      in.number(line.c) && in.expect('}');
    if (!good) return false;
    in.blanks();
    if (!in.finish()) return false;
    return !(zero(line.a) && zero(line.b)) || in.fail(Wrong::no_line);
  }

  static bool read_points(Scanner& in, Coefficients& line) {
    Spot spots[2];
    bool open = false;
    if (!in.points(spots, 2, &open) || !in.finish()) return false;
    if (same_spot(spots[0], spots[1])) return in.fail(Wrong::no_points);
    Arithmetic math;
    line = through(spots[0], spots[1], math);
    return math.wrong() == Wrong::none || in.fail(math.wrong());
  }
};

}  // namespace

const Family line_family{"line", "line", 0, geometry::make<Line>};

}  // namespace surerow
