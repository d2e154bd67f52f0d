#include "shared/core/text.h"
#include "shared/json/read.h"
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
  co_return Sender{
      .user_agent = std::string(
          cut_code_points(request.header_or("user-agent", {}), kUserAgentMax)),
      .speaks_a_language = request.header("accept-language").has_value(),
      .anonymous_id = co_await anonymous_id(context)};
}

}  // namespace

Task<Response> record_interactions(Context& context) {
  co_await check_type(context.request);
  std::string body = co_await context.host.body(kBodyBytesMax);
  const Sender sender = co_await sender_of(context);
  const std::string& organization = context.caller.organization_id;
  Recorded recorded;
  if (trim(body).starts_with('[')) {
    // Deeper than an event may be: the event is refused for that, not the whole array.
    auto events = co_await json::read<List<RawJson, 1, kEventsMax>>(
        std::move(body), {.depth = 64, .values = kBodyBytesMax});
    recorded =
        co_await record_events(context, organization, std::move(events.value), sender);
  } else {
    recorded = co_await record_event(context, organization, std::move(body), sender);
  }
  co_return json_response(json::write(recorded), 202);
}

Task<RecordForService::Output> record_for_service(Context& context, RecordForService::Input input) {
  co_return co_await record_events(context, input.organizationId, std::move(input.events.value),
                                   Sender{});
}

}  // namespace crow::interactions
