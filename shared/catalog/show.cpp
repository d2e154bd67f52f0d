#include "shared/catalog/show.h"

#include <algorithm>

namespace crow::products {
namespace {

constexpr sql::Statement<Shown, std::string_view, std::vector<std::int64_t>> kSelectNumbers{
    "products.show", sql::text<"SELECT ", kShownColumns, kFromShown,
                               " WHERE p.number IN (SELECT value FROM json_each(?2))"
                               " AND +p.organization_id = ?1 AND p.deleted_at IS NULL">};
constexpr sql::Statement<Shown, std::string_view, std::string_view> kSelect{
    "products.get", sql::text<"SELECT ", kShownColumns, kFromShown,
                              " WHERE p.id = ?2 AND p.organization_id = ?1"
                              " AND p.deleted_at IS NULL">};

}  // namespace

Task<std::vector<Shown>> read_shown(const Database& database, std::string_view organization_id,
                                    const std::vector<std::int64_t>& numbers) {
  std::vector<Shown> rows;
  if (numbers.empty()) co_return rows;
  rows = co_await database.all(kSelectNumbers, organization_id, numbers);
  const auto place = [&](const Shown& one) { return std::ranges::find(numbers, one.row.number); };
  std::ranges::sort(rows, {}, place);
  co_return rows;
}

Task<Product> read_product(const Database& database, std::string_view organization_id,
                           std::string_view id) {
  auto found = co_await database.find(kSelect, organization_id, id);
  co_await require(found.has_value(), ErrorCode::not_found, "There is no such product.");
  co_return product_of(std::move(*found));
}

}  // namespace crow::products
