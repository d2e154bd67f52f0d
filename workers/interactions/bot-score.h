// How likely a machine caused an event: a number from 0 to 100, and why.
//
// Each reason has a weight, and weights add up to at most 100. The reasons look at one event and
// its sender alone, so that the score can be made again from what is stored, at any time, with the
// same result. Nothing is thrown away for its score: whoever counts decides.
//
//   declared_crawler   60  the user agent says so, as search engines do ("Googlebot")
//   ai_agent           60  the same, of a language model's reader ("GPTBot", "ClaudeBot")
//   http_library       90  a program's library ("curl/8", "python-requests")
//   headless           80  a browser without a window, or one that a test tool drives
//   no_user_agent      60  a page's request without one
//   no_language        25  a page's request without Accept-Language, which browsers always send
//   no_viewport        30  a window of no size
//   datacentre         50  the address is one of a hosting company, where machines live
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/contracts/interactions.h"

namespace crow::interactions {

struct BotScore {
  std::int64_t value = 0;
  std::vector<std::string> reasons = {};

  // Adds a reason when it holds.
  bool add(bool holds, std::int64_t weight, std::string_view reason);
};

// What a page's request tells by its headers, the same for all of its events. A server's request
// has no user agent to look at.
BotScore score_of(const std::optional<std::string>& user_agent, bool speaks_a_language);

// Of the properties count `automated` (true, as crow.js finds it) and `viewport` ("0x0"); and where
// a server sends for its visitors, their `userAgent` and the `asOrganization` of their address.
BotScore score_of(const Event& event, const BotScore& sender);

}  // namespace crow::interactions
