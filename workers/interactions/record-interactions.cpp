#include "shared/core/text.h"
#include "shared/json/elements.h"
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

Result<std::vector<std::string_view>> events_of(std::string_view body) {
  auto events = json::elements(body, kEventsMax);
  if (!events) return fail({{"", Rule::syntax, "JSON", std::nullopt, "string", nullptr}});
  if (events->empty() || events->size() > kEventsMax)
    return fail({{"", Rule::count, concat("an array of 1 to ", kEventsMax, " events"),
                  events->empty() ? "none" : "more", "array", nullptr}});
  return std::move(*events);
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

}  // namespace

Task<Response> record_interactions(Context& context) {
  co_await check_type(context.request);
  std::string body = co_await context.host.body(kBodyBytesMax);
  const Sender sender = co_await sender_of(context);
  const std::string& organization = context.caller.organization_id;
  Recorded recorded;
  if (trim(body).starts_with('[')) {
    recorded = co_await record_events(context, organization, co_await events_of(body), sender);
  } else {
    recorded = co_await record_event(context, organization, std::move(body), sender);
  }
  co_return json_response(json::write(recorded), 202);
}

Task<RecordForService::Output> record_for_service(Context& context, RecordForService::Input input) {
  std::vector<std::string_view> events;
  for (const RawJson& event : input.events.value) events.push_back(event.text);
  co_return co_await record_events(context, input.organizationId, std::move(events), Sender{});
}

}  // namespace crow::interactions
