// Whatever comes as a filter is refused with a number and a sentence, or it is conditions that can
// be asked of every kind of value; and what $eq lets pass $ne does not.
#include "shared/fuzz/target.h"
#include "shared/vector-index/filter.h"

namespace crow::vector_index {
namespace {

void check(std::string_view text) {
  const auto filter = parse_filter(text);
  if (!filter) {
    fuzz::insist(filter.error().name == "40024" && !filter.error().message.empty());
    return;
  }
  fuzz::insist(!filter->empty());
  const Scalar values[] = {{},
                           {Scalar::Kind::boolean, 1, {}},
                           {Scalar::Kind::number, -1.5, {}},
                           {Scalar::Kind::text, 0, "a"}};
  for (const Condition& condition : *filter) {
    fuzz::insist(!condition.property.empty());
    Condition opposite = condition;
    if (condition.comparison == Comparison::eq) opposite.comparison = Comparison::ne;
    if (condition.comparison == Comparison::in) opposite.comparison = Comparison::nin;
    for (const Scalar& value : values) {
      const bool holds = condition.holds(value);
      if (opposite.comparison != condition.comparison) fuzz::insist(opposite.holds(value) != holds);
    }
  }
}

}  // namespace
}  // namespace crow::vector_index

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  crow::vector_index::check(crow::fuzz::text_of(data, size));
  return 0;
}
