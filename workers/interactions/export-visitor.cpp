#include "shared/contracts/page.h"
#include "shared/host/stream.h"
#include "shared/json/write.h"
#include "shared/service/service.h"
#include "workers/interactions/handlers.h"
#include "workers/interactions/pieces.h"

namespace crow::interactions {
namespace {

constexpr std::int64_t kRowsAtOnce = 500;

constexpr sql::Statement<Listed<Interaction>, std::string_view, std::string_view, std::int64_t,
                         std::string_view, std::int64_t>
    kSelect{"interactions.export_visitor",
            sql::text<"SELECT ", kColumns,
                      ", i.occurred_at AS place_time, i.id AS place_id"
                      " FROM interaction AS i INDEXED BY interaction_by_visitor"
                      " WHERE i.organization_id = ?1 AND i.visitor_id = ?2"
                      " AND (i.occurred_at, i.id) > (?3, ?4)"
                      " ORDER BY i.occurred_at, i.id LIMIT ?5">};

}  // namespace

Task<Response> export_visitor(Context& context) {
  ExportVisitor::Input input;
  co_await read_input(context, ExportVisitor::operation, kTypeOf<ExportVisitor::Input>, &input);
  const auto rows_after = [&](const Place& place) {
    return context.database.all(kSelect, context.caller.organization_id, input.visitorId,
                                place.time, place.id, kRowsAtOnce);
  };
  // Read before anything is said: whoever cannot be answered learns it by the status.
  auto rows = co_await rows_after({.time = -1});
  Response head = Response{}.with("content-type", "application/x-ndjson");
  const auto stream = co_await open_stream(context.host, head.with("cache-control", "no-store"));
  for (;;) {
    std::string lines;
    for (const auto& row : rows) lines += json::write(row.item) + '\n';
    if (!lines.empty()) co_await stream.write(lines);
    if (std::ssize(rows) < kRowsAtOnce) break;
    const Place last = rows.back().place;
    rows = co_await rows_after(last);
  }
  co_return Response{.is_streamed = true};
}

}  // namespace crow::interactions
