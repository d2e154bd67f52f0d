#include "shared/core/text.h"
#include "shared/json/split.h"
#include "shared/json/write.h"
#include "workers/interactions/handlers.h"
#include "workers/interactions/store.h"
#include "workers/interactions/visitor.h"

namespace crow::interactions {
namespace {

constexpr std::size_t kUserAgentMax = 400;

Task<> check_type(const Request& request) {
  // A page's sendBeacon says text/plain; every other type would need the browser's preflight.
  const std::string type = media_type(request.header_or("content-type", {}));
  co_await require(type == "application/json" || type == "text/plain" || type.empty(),
                   ErrorCode::unsupported_media_type,
                   "Content-Type must be application/json or text/plain.");
}

// With a write key the request is the visitor's own, and its headers tell of them.
Task<Sender> sender_of(const Context& context) {
  if (!context.caller.user_id.empty()) co_return Sender{};
  const Request& request = context.request;
  Sender sender{.user_agent = std::string(
                    cut_code_points(request.header_or("user-agent", {}), kUserAgentMax)),
                .speaks_a_language = request.header("accept-language").has_value()};
  sender.score = score_of(sender.user_agent, sender.speaks_a_language);
  sender.anonymous_id = co_await anonymous_id(context);
  co_return sender;
}

// The events of an array, as they stand: the faults of one are its own.
Result<std::vector<std::string_view>> split(std::string_view body) {
  using Events = List<RawJson, 1, kEventsMax>;
  auto events = json::split_array(body);
  if (!events) return fail({{{}, Rule::syntax, "JSON", std::nullopt, "string", &kTypeOf<Events>}});
  if (events->empty() || events->size() > kEventsMax)
    return fail({{{},
                  Rule::count,
                  expectation_of(kTypeOf<Events>),
                  concat(events->size(), " elements"),
                  "array",
                  &kTypeOf<Events>}});
  return std::move(*events);
}

}  // namespace

Task<Response> record_interactions(Context& context) {
  co_await check_type(context.request);
  std::string body = co_await context.host.body(kBodyBytesMax);
  const Sender sender = co_await sender_of(context);
  const std::string& organization = context.caller.organization_id;
  Recorded recorded;
  if (json::is_array(body))
    recorded = co_await record_events(context, organization, co_await split(body), sender);
  else
    recorded = co_await record_event(context, organization, std::move(body), sender);
  co_return json_response(json::write(recorded), 202);
}

Task<RecordForService::Output> record_for_service(Context& context, RecordForService::Input input) {
  std::vector<std::string_view> events;
  for (const RawJson& event : input.events.value) events.push_back(event.text);
  co_return co_await record_events(context, input.organizationId, events, Sender{},
                                   input.batchId ? input.batchId->value : std::string_view{});
}

}  // namespace crow::interactions
