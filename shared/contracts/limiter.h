// limiter: what counts requests for all instances of the gateway. Its operation is answered by a
// Durable Object, one for each organization and each address (workers/limiter).
#pragma once

#include <optional>

#include "shared/service/operation.h"

namespace crow::limiter {

// The most that a limit may be.
inline constexpr std::int64_t kLimitMax = 1'000'000'000;

// What of one window was given, and what is left for whoever asks.
struct WindowShare {
  Timestamp starts = {};
  std::int64_t granted = 0, left = 0;
  static constexpr auto fields =
      describe(field<&WindowShare::starts>("starts", "When the window began."),
               field<&WindowShare::granted>("granted", "How many tokens are the caller's."),
               field<&WindowShare::left>("left", "How many are nobody's yet."));
};

// A GET, though it changes something: without a body to wait for, an object does all of it in one
// go, and nothing comes between.
struct LeaseTokens {
  static constexpr Operation operation{
      .name = "lease_tokens",
      .path = "/internal/limiter/lease",
      .summary = "Gives a block of tokens of this minute and of this day.",
      .access = Access::service};
  struct Input {
    Text<1, 128> id;
    Integer<1, kLimitMax> perMinute;
    std::optional<Integer<1, kLimitMax>> perDay;
    Integer<1, kLimitMax> want;
    Integer<0, kLimitMax> surplus;
    std::optional<Timestamp> surplusDay;

    static constexpr auto fields =
        describe(field<&Input::id>("id", "What is counted."),
                 field<&Input::perMinute>("perMinute", "The limit of a UTC minute."),
                 field<&Input::perDay>("perDay", "That of a UTC day, if it has one."),
                 field<&Input::want>("want", "How many tokens would be welcome."),
                 field<&Input::surplus>("surplus",
                                        "Tokens of the day that the caller holds beyond "
                                        "those of the minute."),
                 field<&Input::surplusDay>("surplusDay", "When the day of these began."));
  };
  struct Output {
    Timestamp now = {};
    WindowShare minute = {};
    std::optional<WindowShare> day = {};
    static constexpr auto fields =
        describe(field<&Output::now>("now", "The counter's clock."),
                 field<&Output::minute>("minute", "Of the minute."),
                 field<&Output::day>("day", "Of the day, when it has a limit."));
  };
};

using All = Operations<LeaseTokens>;

}  // namespace crow::limiter
