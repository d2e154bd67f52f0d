// Whether a sentence that somebody wrote, a model above all, is supported by the facts that it
// cites. Numbers are checked to the last digit that is written; what a sentence claims in words
// alone ("popular", "most") is not.
//
// A sentence is dropped that
//   - cites nothing, or a fact that nobody knows;
//   - states a number, percentage, amount or day that is none of its facts' (after rounding to the
//     digits written), or one of another kind: "12" is not "12 %", and "EUR 12" is neither;
//   - says that something rose or fell without a fact that says so;
//   - says "no" or "none" without a fact that is 0;
//   - cannot be read for certain: numbers in words, digits of other scripts, "2nd", "3/4";
//   - holds an address, markup or control characters, or is longer than kSentenceMax.
//
// Names that facts carry may be quoted, between “ and ” or straight marks: they are the data's
// words, not the sentence's. Without marks, or with marks inside of the name, they are its own.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/evidence/fact.h"

namespace crow::evidence {

inline constexpr std::size_t kSentenceMax = 400;  // Code points.

// Whether the sentence stands on the facts whose ids it cites. Of `implied` facts (the time that is
// looked at) those are added to the citations which it states without citing them.
bool is_supported(std::string_view sentence, std::vector<std::string>& cited,
                  std::span<const Fact> facts, std::span<const std::string_view> implied = {});

}  // namespace crow::evidence
