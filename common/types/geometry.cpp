// point, lseg, box, path, polygon and circle (manual chapter 8.8): coordinates are float8 texts, parentheses
// mostly optional. A box comes out with its upper right corner first; a path in brackets is open.
#include "common/types/geometry.h"

#include <cmath>
#include <cstring>
#include <utility>

#include "common/types/families.h"
#include "common/types/float_text.h"
#include "common/types/geometry_type.h"

namespace surerow {
namespace {

using geometry::PathHead;
using geometry::Scanner;
using geometry::Wrong;
using Spot = geometry::Point;

template <class Shape>
Value kept(Arena& arena, const Shape& shape) {
  auto* room = static_cast<char*>(arena.allocate(sizeof(Shape), alignof(double)));
  std::memcpy(room, &shape, sizeof(Shape));
  return Value::blob({room, sizeof(Shape)});
}

struct Point {
  static constexpr const char* name = "point";
  static constexpr const char* accepts = "A point of two numbers, as in (1.5,2).";

  static bool read(Scanner& in, Arena& arena, Value& out) {
    Spot spot;
    if (!in.pair(spot) || !in.finish()) return false;
    out = kept(arena, spot);
    return true;
  }
  static void print(std::string_view value, std::string& out) { geometry::append_point(value, 0, out); }
};

struct Segment {
  static constexpr const char* name = "lseg";
  static constexpr const char* accepts = "A line segment of two points, as in [(0,0),(1,2)].";

  static bool read(Scanner& in, Arena& arena, Value& out) {
    Spot ends[2];
    bool open = false;
    if (!in.points(ends, 2, &open) || !in.finish()) return false;
    out = kept(arena, ends);
    return true;
  }
  static void print(std::string_view value, std::string& out) {
    out += '[';
    geometry::append_points(value, 0, out);
    out += ']';
  }
};

struct Box {
  static constexpr const char* name = "box";
  static constexpr const char* accepts = "A box of two opposite corners, as in (2,2),(0,0).";

  static bool read(Scanner& in, Arena& arena, Value& out) {
    Spot corners[2];
    if (!in.points(corners, 2, nullptr) || !in.finish()) return false;
    order(corners[0].x, corners[1].x);
    order(corners[0].y, corners[1].y);
    out = kept(arena, corners);
    return true;
  }
  static void print(std::string_view value, std::string& out) { geometry::append_points(value, 0, out); }

 private:
  // PostgreSQL sorts NaN above every number.
  static void order(double& high, double& low) {
    if (high < low || (std::isnan(low) && !std::isnan(high))) std::swap(high, low);
  }
};

struct Path {
  static constexpr const char* name = "path";
  static constexpr const char* accepts =
      "A path of points: closed in parentheses, as in ((0,0),(1,2)), open in brackets, as in [(0,0),(1,2)].";

  static bool read(Scanner& in, Arena& arena, Value& out) {
    const std::size_t count = in.announced();
    if (count == 0) return in.fail(Wrong::syntax);
    char* const room = geometry::make_room(arena, sizeof(PathHead), count);
    if (room == nullptr) return in.fail(Wrong::too_many);
    in.blanks();
    const bool enclosed = in.at_last('(') && in.take('(');
    bool open = false;
    if (!in.points(reinterpret_cast<Spot*>(room + sizeof(PathHead)), count, &open)) return false;
    if (enclosed && !in.expect(')')) return false;
    if (enclosed) in.blanks();
    if (!in.finish()) return false;
    const PathHead head{open ? 0 : 1, 0};
    std::memcpy(room, &head, sizeof(head));
    out = Value::blob({room, sizeof(head) + count * sizeof(Spot)});
    return true;
  }
  static void print(std::string_view value, std::string& out) {
    PathHead head;
    std::memcpy(&head, value.data(), sizeof(head));
    out += head.closed != 0 ? '(' : '[';
    geometry::append_points(value, sizeof(head), out);
    out += head.closed != 0 ? ')' : ']';
  }
};

struct Polygon {
  static constexpr const char* name = "polygon";
  static constexpr const char* accepts = "A polygon of points, as in ((0,0),(1,2),(2,0)).";

  static bool read(Scanner& in, Arena& arena, Value& out) {
    const std::size_t count = in.announced();
    if (count == 0) return in.fail(Wrong::syntax);
    char* const room = geometry::make_room(arena, 0, count);
    if (room == nullptr) return in.fail(Wrong::too_many);
    if (!in.points(reinterpret_cast<Spot*>(room), count, nullptr) || !in.finish()) return false;
    out = Value::blob({room, count * sizeof(Spot)});
    return true;
  }
  static void print(std::string_view value, std::string& out) {
    out += '(';
    geometry::append_points(value, 0, out);
    out += ')';
  }
};

struct Circle {
  static constexpr const char* name = "circle";
  static constexpr const char* accepts = "A circle of a centre and a radius of at least 0, as in <(0,0),5>.";

  static bool read(Scanner& in, Arena& arena, Value& out) {
    struct {
      Spot centre;
      double radius = 0;
    } circle;
    in.blanks();
    const bool enclosed = in.take('<') || in.take_outer();
    if (!in.pair(circle.centre)) return false;
    in.take(',');
    if (!in.number(circle.radius)) return false;
    if (circle.radius < 0) return in.fail(Wrong::syntax);
    if (enclosed && !in.take('>') && !in.expect(')')) return false;
    if (enclosed) in.blanks();
    if (!in.finish()) return false;
    out = kept(arena, circle);
    return true;
  }
  static void print(std::string_view value, std::string& out) {
    out += '<';
    geometry::append_point(value, 0, out);
    out += ',';
    append_double(geometry::coordinate(value, 2), out);
    out += '>';
  }
};

}  // namespace

const Family point_family{"point", "point", 0, geometry::make<Point>};
const Family lseg_family{"lseg", "lseg", 0, geometry::make<Segment>};
const Family box_family{"box", "box", 0, geometry::make<Box>};
const Family path_family{"path", "path", 0, geometry::make<Path>};
const Family polygon_family{"polygon", "polygon", 0, geometry::make<Polygon>};
const Family circle_family{"circle", "circle", 0, geometry::make<Circle>};

}  // namespace surerow
