#include "shared/host/ai-failure.h"

#include <algorithm>

namespace crow {
namespace {

constexpr std::string_view kReason = "reason";

std::string_view sentence_of(AiReason reason) {
  switch (reason) {
    case AiReason::timed_out:
      return "The AI took too long; try again.";
    case AiReason::rate_limited:
      return "The AI has too much to do; try again later.";
    case AiReason::unreachable:
    case AiReason::cut:
      return "The AI did not answer; try again.";
    case AiReason::malformed:
    case AiReason::wrong_dimensions:
      return "The AI gave an unexpected answer.";
    case AiReason::unknown_model:
      return "There is no such model any more.";
    case AiReason::refused:
    case AiReason::misconfigured:
      break;
  }
  return "The AI of this deployment is not set up.";
}

}  // namespace

std::unexpected<Error> ai_failure(AiReason reason, std::string cause, std::uint32_t retry_after_s) {
  auto failure = fail(ErrorCode::unavailable, std::string(sentence_of(reason)), std::move(cause));
  failure.error().retry_after_s = retry_after_s;
  failure.error().notes.emplace_back(kReason, name_of(reason));
  return failure;
}

bool may_pass(const Error& error) {
  for (const auto& [name, value] : error.notes) {
    if (name != kReason) continue;
    const auto reason = from_name<AiReason>(value);
    return reason && *reason <= AiReason::malformed;
  }
  // A part of the platform that did not answer.
  return error.code == ErrorCode::unavailable;
}

}  // namespace crow
