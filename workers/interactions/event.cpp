#include "workers/interactions/event.h"

#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/json/check.h"
#include "shared/json/read.h"
#include "shared/json/write.h"

namespace crow::interactions {
namespace {

constexpr Timestamp kEarliest{946'684'800'000};  // 2000-01-01T00:00:00Z
constexpr std::int64_t kAheadMax = kDay;

Violation broken(std::string_view field, Rule rule, std::string expected, std::string received) {
  return {std::string(field),  rule,     std::move(expected),
          std::move(received), "string", find_field(kTypeOf<Event>, field)->type};
}

// The rules that no type can hold.
Result<> check(const Event& event, Timestamp now) {
  std::vector<Violation> violations;
  if (event.timestamp < kEarliest || event.timestamp.ms > now.ms + kAheadMax)
    violations.push_back(broken(
        "timestamp", Rule::range,
        concat("a time from ", to_rfc3339(kEarliest), " to 24 hours ahead, now ", to_rfc3339(now)),
        to_rfc3339(event.timestamp)));
  if (event.properties && event.properties->text.size() > kPropertiesBytesMax)
    violations.push_back(broken("properties", Rule::length,
                                concat("an object of at most ", kPropertiesBytesMax, " bytes"),
                                concat(event.properties->text.size(), " bytes")));
  if (!violations.empty()) return fail(std::move(violations));
  return {};
}

}  // namespace

Result<StoredEvent> read_event(std::string json, const Sender& sender, Timestamp now) {
  // The event itself is one level.
  auto read = json::read<Event>(std::move(json), {.depth = kPropertiesDepthMax + 1});
  if (!read) {
    for (Violation& violation : read.error().violations)
      if (violation.rule == Rule::depth)
        violation.expected = concat("an object at most ", kPropertiesDepthMax, " levels deep");
    return fail(std::move(read.error().violations));
  }
  Event event = std::move(*read);
  TRY(check(event, now));
  if (!event.visitorId && event.sourceType == SourceType::web && !sender.anonymous_id.empty())
    event.visitorId = Reference{sender.anonymous_id};
  const BotScore score = score_of(event, sender.score);
  return StoredEvent{std::move(event), score.value, {json::write(score.reasons)}};
}

}  // namespace crow::interactions
