// What a written sentence may stand on: facts with ids, of which each number in it must be one.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/core/describe.h"

namespace crow::evidence {

enum class FactKind : std::uint8_t { text, count, percent, change, money, date };
constexpr auto names(FactKind) {
  return std::to_array<std::string_view>({"text", "count", "percent", "change", "money", "date"});
}

// `value` is a decimal ("1234", "19.99", "-12.5"), a day ("2026-11-22"), or for `text` the text
// itself. A `change` is a percentage with a sign. `name` is what the data call the thing: a
// category, an event type. It comes from outside, and a sentence may quote it.
struct Fact {
  std::string id, label;
  FactKind kind{};
  std::string value;
  std::optional<std::string> currency, name;

  static constexpr auto fields = describe(
      field<&Fact::id>("id", "By which sentences cite it."),
      field<&Fact::label>("label", "What it says."),
      field<&Fact::kind>("kind",
                         "How `value` reads: a text, a whole number, a percentage, a change in "
                         "percent, an amount of money, or a day."),
      field<&Fact::value>("value", "Its value, as a text."),
      field<&Fact::currency>("currency", "The currency of money."),
      field<&Fact::name>("name", "What the data call the thing that it is about."));
};

}  // namespace crow::evidence
