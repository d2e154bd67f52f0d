#include "workers/interactions/store.h"

#include "shared/core/text.h"
#include "shared/json/read.h"
#include "shared/service/service.h"
#include "shared/sql/text.h"
#include "workers/interactions/index-text.h"

namespace crow::interactions {
namespace {

constexpr std::size_t kParameterBytesMax = 1'900'000;

// A row comes back for each event that was not there before.
struct Stored {
  std::int64_t stored = 0;
  static constexpr auto fields = describe(field<&Stored::stored>("stored", ""));
};

constexpr sql::Piece kInsertEvents{R"sql(
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
      ON CONFLICT (organization_id, id) DO NOTHING)sql"};

constexpr sql::Statement<Stored, std::string_view, std::vector<StoredEvent>, Timestamp,
                         std::optional<std::string>, bool>
    kInsert{"interactions.insert", sql::text<kInsertEvents, " RETURNING 1 AS stored">};
// For a batch, where changes() says how many were new.
constexpr sql::Statement<sql::None, std::string_view, std::vector<StoredEvent>, Timestamp,
                         std::optional<std::string>, bool>
    kInsertUnseen{"interactions.insert_unseen", sql::text<kInsertEvents>};

struct OnlyId {
  std::optional<RawJson> id;
  static constexpr auto fields = describe(field<&OnlyId::id>("id", ""));
};

// Whether a refusal is of something that is no JSON, and not of one of its fields.
bool is_of_syntax(const Error& error) {
  return !error.violations.empty() && error.violations.front().rule == Rule::syntax &&
         error.violations.front().field.empty();
}

// What the events take as one parameter, at most: in texts, quotes and backslashes become two
// characters.
std::size_t bytes_of(std::span<const StoredEvent> events) {
  constexpr std::size_t kOfAnEvent = 400;  // The names of its members, commas, numbers.
  std::size_t bytes = 0;
  for (const auto& [event, score, reasons] : events) {
    bytes += kOfAnEvent + reasons.text.size() * 2;
    if (event.summary) bytes += event.summary->value.size() * 2;
    for (const auto& text : {event.visitorId, event.sessionId, event.productId})
      if (text) bytes += text->value.size() * 2;
    if (event.url) bytes += event.url->value.size() * 2;
    if (event.properties) bytes += event.properties->text.size();
  }
  return bytes;
}

Task<> store(Context& context, std::string_view organization_id, std::vector<StoredEvent> events,
             const Sender& sender, Recorded& recorded) {
  // The database takes no value of more than 2 MB.
  if (events.size() > 1 && bytes_of(events) > kParameterBytesMax) {
    const auto middle = events.begin() + std::ssize(events) / 2;
    std::vector<StoredEvent> rest(std::make_move_iterator(middle),
                                  std::make_move_iterator(events.end()));
    events.erase(middle, events.end());
    co_await store(context, organization_id, std::move(events), sender, recorded);
    co_return co_await store(context, organization_id, std::move(rest), sender, recorded);
  }
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
  recorded.accepted += static_cast<std::int64_t>(stored);
  recorded.duplicates += static_cast<std::int64_t>(events.size() - stored);
}

}  // namespace

std::optional<std::string> id_of(std::string_view event) {
  OnlyId found;
  // Whatever is wrong behind the id says nothing about it.
  (void)json::read(std::string(event), kTypeOf<OnlyId>, &found,
                   {.depth = event.size(), .unknown = json::Unknown::ignored});
  if (!found.id) return std::nullopt;
  const auto text = json::read<Text<0, 64>>(found.id->text);
  return text ? std::optional(text->value) : std::nullopt;
}

std::vector<sql::BoundStatement> store_statements(Context& context,
                                                  std::string_view organization_id,
                                                  const std::vector<StoredEvent>& events) {
  return {sql::bind(kInsertUnseen, organization_id, events, context.now(), std::nullopt, false),
          index_soon(context)};
}

Task<Recorded> record_events(Context& context, std::string_view organization_id,
                             std::span<const std::string_view> events, const Sender& sender) {
  Recorded recorded;
  std::vector<StoredEvent> sound;
  sound.reserve(events.size());
  const Timestamp now = context.now();
  for (std::size_t i = 0; i < events.size(); ++i) {
    auto event = read_event(std::string(events[i]), sender, now);
    if (event) {
      sound.push_back(std::move(*event));
      continue;
    }
    if (is_of_syntax(event.error())) {
      event.error().violations.front().field = concat('[', i, ']');
      co_await fail(std::move(event.error().violations));
    }
    Rejected rejected{.index = static_cast<std::int64_t>(i), .id = id_of(events[i]), .error = {}};
    rejected.error.text = error_object(event.error());
    recorded.rejected.push_back(std::move(rejected));
  }
  if (!sound.empty()) co_await store(context, organization_id, std::move(sound), sender, recorded);
  co_return recorded;
}

Task<Recorded> record_event(Context& context, std::string_view organization_id, std::string event,
                            const Sender& sender) {
  Recorded recorded;
  std::vector<StoredEvent> events{co_await read_event(std::move(event), sender, context.now())};
  co_await store(context, organization_id, std::move(events), sender, recorded);
  co_return recorded;
}

}  // namespace crow::interactions
