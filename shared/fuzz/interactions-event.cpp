// An event that is read stays what it is when it is read again; a batch is cut into texts of which
// each is read or refused; and what is refused says why.
#include "shared/core/text.h"
#include "shared/fuzz/target.h"
#include "shared/json/split.h"
#include "shared/json/write.h"
#include "workers/interactions/event.h"

namespace crow::interactions {
namespace {

constexpr Timestamp kNow{1'790'000'000'000};

void check(std::string_view text) {
  const Sender page{.user_agent = "Firefox", .anonymous_id = "anon_1"};
  const auto stored = read_event(std::string(text), page, kNow);
  if (!stored) {
    fuzz::insist(!stored.error().violations.empty());
    for (const Violation& violation : stored.error().violations)
      fuzz::insist(is_utf8(sentence(violation)) && !violation.expected.empty());
    return;
  }
  const Event& event = stored->event;
  fuzz::insist(EventIdFormat::matches(event.id) && EventTypeFormat::matches(event.type));
  fuzz::insist(event.timestamp.ms <= kNow.ms + 86'400'000);
  fuzz::insist(!event.currency || event.value);
  fuzz::insist(!event.properties || event.properties->text.size() <= kPropertiesBytesMax);
  fuzz::insist(stored->botScore >= 0 && stored->botScore <= 100);
  const std::string written = json::write(event);
  fuzz::insist(is_utf8(written) && written.find('\0') == written.npos);
  const auto again = read_event(written, page, kNow);
  fuzz::insist(again.has_value() && json::write(again->event) == written);
  fuzz::insist(again->botScore == stored->botScore);
}

}  // namespace
}  // namespace crow::interactions

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = crow::fuzz::text_of(data, size);
  crow::interactions::check(text);
  const auto events = crow::json::split_array(text);
  if (!events) return 0;
  crow::fuzz::insist(crow::json::is_array(text));
  for (const std::string_view event : *events) {
    crow::fuzz::insist(!event.empty() && event.data() >= text.data() &&
                       event.data() + event.size() <= text.data() + text.size());
    crow::interactions::check(event);
  }
  return 0;
}
