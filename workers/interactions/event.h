// One event on its way from the sender's JSON to a row.
#pragma once

#include <string>
#include <string_view>

#include "shared/contracts/interactions.h"
#include "shared/core/error.h"

namespace crow::interactions {

// Who sends, as far as it shows on the events.
struct Sender {
  // Of the visitor's browser, which is what sends; absent when a server does. Empty when the
  // browser names none.
  std::optional<std::string> user_agent = {};
  bool speaks_a_language = false;  // It had an Accept-Language.
  std::string anonymous_id = {};   // For events that name no visitor; empty when nobody knows.
};

// A row of `interaction`, less what all events of a request share. It is bound as JSON.
struct StoredEvent {
  Event event;
  std::int64_t botScore = 0;
  RawJson botReasons;

  static constexpr auto fields = describe(
      embed<&StoredEvent::event>(), field<&StoredEvent::botScore>("botScore", "From 0 to 100."),
      field<&StoredEvent::botReasons>("botReasons", "A list of names."));
};

// Reads and checks one event, and scores it.
//
// Errors: invalid_argument with every violation found.
Result<StoredEvent> read_event(std::string json, const Sender& sender, Timestamp now);

}  // namespace crow::interactions
