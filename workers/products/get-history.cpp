#include "shared/catalog/show.h"
#include "shared/service/list.h"
#include "workers/products/handlers.h"

namespace crow::products {
namespace {

constexpr ListQuery<Change, std::string_view> kHistory{
    {"products.history",
     "SELECT h.price, h.currency, h.availability, h.seen_at, h.seen_at AS place_time,"
     " h.product_id AS place_id FROM price_history AS h WHERE h.product_id = ?1"
     " AND h.seen_at < coalesce(?2, 9e15) AND ?3 IS NOT NULL"
     " ORDER BY h.seen_at DESC LIMIT ?4 OFFSET ?5"},
    {"products.count_history",
     "SELECT count(*) AS total FROM price_history WHERE product_id = ?1"}};

}  // namespace

Task<GetHistory::Output> get_history(Context& context, GetHistory::Input input) {
  co_await read_product(context.database, context.caller.organization_id, input.id);
  co_return co_await read_list(context.database, kHistory, input.paging, input.id);
}

}  // namespace crow::products
