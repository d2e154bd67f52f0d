#include "workers/interactions/store.h"

#include "shared/json/read.h"
#include "shared/service/service.h"
#include "workers/interactions/index-text.h"

namespace crow::interactions {
namespace {

// A row comes back for each event that was not there before.
struct Stored {
  std::int64_t stored = 0;
  static constexpr auto fields = describe(field<&Stored::stored>("stored", ""));
};

constexpr sql::Statement<Stored, std::string_view, std::vector<StoredEvent>, Timestamp,
                         std::optional<std::string>, bool>
    kInsert{"interactions.insert", R"sql(
  INSERT INTO interaction (organization_id, id, source_type, type, occurred_at, received_at,
                           summary, visitor_id, session_id, product_id, url, value, currency,
                           properties, user_agent, speaks_a_language, bot_score, bot_reasons)
  SELECT ?1, e.value ->> 'id', e.value ->> 'sourceType', e.value ->> 'type',
         e.value ->> 'timestamp', ?3, e.value ->> 'summary', e.value ->> 'visitorId',
         e.value ->> 'sessionId', e.value ->> 'productId', e.value ->> 'url', e.value ->> 'value',
         e.value ->> 'currency', coalesce(e.value ->> 'properties', '{}'), ?4, ?5,
         e.value ->> 'botScore', e.value ->> 'botReasons'
    FROM json_each(?2) AS e
   WHERE true
      ON CONFLICT (organization_id, id) DO NOTHING
  RETURNING 1 AS stored
)sql"};

struct OnlyId {
  std::optional<RawJson> id;
  static constexpr auto fields = describe(field<&OnlyId::id>("id", ""));
};

// The id of an event that was not sound, as far as it can be told.
std::optional<std::string> id_of(std::string_view event) {
  const auto read = json::read<OnlyId>(std::string(event), {.unknown = json::Unknown::ignored});
  if (!read || !read->id) return std::nullopt;
  const auto text = json::read<Text<0, 64>>(read->id->text);
  return text ? std::optional(text->value) : std::nullopt;
}

Task<> store(Context& context, std::string_view organization_id,
             const std::vector<StoredEvent>& events, const Sender& sender, Recorded& recorded) {
  auto insert = sql::bind(kInsert, organization_id, events, context.now(), sender.user_agent,
                          sender.speaks_a_language);
  std::size_t stored = 0;
  if (needs_index_job(context)) {
    auto [rows, job] = co_await context.database.batch(std::move(insert), index_soon(context));
    note_index_job(context);
    stored = rows.rows.size();
  } else {
    auto [rows] = co_await context.database.batch(std::move(insert));
    stored = rows.rows.size();
  }
  recorded.accepted = static_cast<std::int64_t>(stored);
  recorded.duplicates = static_cast<std::int64_t>(events.size() - stored);
}

}  // namespace

Task<Recorded> record_events(Context& context, std::string_view organization_id,
                             std::vector<std::string_view> events, const Sender& sender) {
  Recorded recorded;
  std::vector<StoredEvent> sound;
  sound.reserve(events.size());
  const Timestamp now = context.now();
  for (std::size_t i = 0; i < events.size(); ++i) {
    auto event = read_event(std::string(events[i]), sender, now);
    if (event) {
      sound.push_back(std::move(*event));
    } else if (event.error().violations.front().rule == Rule::syntax) {
      co_await std::move(event);  // The body as a whole is not JSON.
    } else {
      Rejected rejected{.index = static_cast<std::int64_t>(i), .id = id_of(events[i]), .error = {}};
      rejected.error.text = error_object(event.error());
      recorded.rejected.push_back(std::move(rejected));
    }
  }
  if (!sound.empty()) co_await store(context, organization_id, sound, sender, recorded);
  co_return recorded;
}

Task<Recorded> record_event(Context& context, std::string_view organization_id, std::string event,
                            const Sender& sender) {
  Recorded recorded;
  const std::vector<StoredEvent> events{
      co_await read_event(std::move(event), sender, context.now())};
  co_await store(context, organization_id, events, sender, recorded);
  co_return recorded;
}

}  // namespace crow::interactions
