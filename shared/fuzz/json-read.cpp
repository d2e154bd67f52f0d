// What is accepted can be written, and reads back as the same; what is refused says why.
#include "shared/core/text.h"
#include "shared/fuzz/target.h"
#include "shared/json/read.h"
#include "shared/json/write.h"

namespace crow {
namespace {

enum class Color : std::uint8_t { red, green };
constexpr auto names(Color) { return std::to_array<std::string_view>({"red", "green"}); }

struct Leaf {
  Text<0, 5> t;
  Integer<-9, 9> i;
  static constexpr auto fields =
      describe(field<&Leaf::t>("t", "").defaulted(), field<&Leaf::i>("i", "").defaulted());
};

struct Everything {
  std::string s;
  bool b = false;
  std::int64_t w = 0;
  std::int32_t h = 0;
  double n = 0;
  Color c{};
  Timestamp at;
  RawJson raw;
  RawObject object;
  std::optional<std::string> maybe;
  List<Leaf, 0, 3> leaves;
  Map<std::vector<std::optional<double>>> map;
  std::optional<Leaf> leaf;
  static constexpr auto fields = describe(
      field<&Everything::s>("s", "").defaulted(), field<&Everything::b>("b", "").defaulted(),
      field<&Everything::w>("w", "").defaulted(), field<&Everything::h>("h", "").defaulted(),
      field<&Everything::n>("n", "").defaulted(), field<&Everything::c>("c", "").defaulted(),
      field<&Everything::at>("at", "").defaulted(), field<&Everything::raw>("raw", "").defaulted(),
      field<&Everything::object>("object", "").defaulted(), field<&Everything::maybe>("maybe", ""),
      field<&Everything::leaves>("leaves", ""), field<&Everything::map>("map", ""),
      field<&Everything::leaf>("leaf", "").secret());
};

template <typename T>
void check(std::string_view text, json::Unknown unknown) {
  const auto value = json::read<T>(std::string(text), {.unknown = unknown});
  if (!value) {
    fuzz::insist(!value.error().violations.empty() && value.error().violations.size() <= 16);
    for (const Violation& violation : value.error().violations) {
      fuzz::insist(is_utf8(sentence(violation)) && !violation.expected.empty());
      if (violation.received) fuzz::insist(count_code_points(*violation.received) <= 64);
    }
    return;
  }
  const std::string written = json::write(*value);
  fuzz::insist(is_utf8(written) && written.find('\0') == written.npos);
  const auto again = json::read<T>(written);
  fuzz::insist(again.has_value() && json::write(*again) == written);
}

}  // namespace
}  // namespace crow

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = crow::fuzz::text_of(data, size);
  crow::check<crow::Everything>(text, crow::json::Unknown::refused);
  crow::check<crow::Everything>(text, crow::json::Unknown::ignored);
  crow::check<crow::RawJson>(text, crow::json::Unknown::refused);
  return 0;
}
