// What is written about an organization, sentence by sentence, and on which facts it stands. models
// writes it, organizations keeps it.
#pragma once

#include "shared/core/describe.h"
#include "shared/evidence/fact.h"

namespace crow::context {

using evidence::Fact;

inline constexpr std::size_t kFactsMax = 120;
inline constexpr std::size_t kSentencesMax = 60;

// The parts of a context, in their order.
enum class Section : std::uint8_t { overview, channels, activity, catalog };
constexpr auto names(Section) {
  return std::to_array<std::string_view>({"overview", "channels", "activity", "catalog"});
}

struct Sentence {
  static constexpr std::string_view title = "ContextSentence";
  std::string text;
  std::vector<std::string> evidence;
  static constexpr auto fields =
      describe(field<&Sentence::text>("text", "What it says."),
               field<&Sentence::evidence>("evidence", "The ids of what it stands on."));
};

struct Draft {
  Section section{};
  Sentence sentence;
  static constexpr auto fields =
      describe(field<&Draft::section>("section", "Where it belongs."), embed<&Draft::sentence>());
};

}  // namespace crow::context
