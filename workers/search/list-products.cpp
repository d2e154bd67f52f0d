#include "shared/catalog/show.h"
#include "workers/search/find.h"
#include "workers/search/handlers.h"
#include "workers/search/order.h"

namespace crow::search {
namespace {

SearchSort sort_of(ListSort sort) {
  switch (sort) {
    case ListSort::newest:
      return SearchSort::newest;
    case ListSort::updated:
      return SearchSort::updated;
    case ListSort::name:
      return SearchSort::name;
    case ListSort::price_asc:
      return SearchSort::price_asc;
    case ListSort::price_desc:
      return SearchSort::price_desc;
  }
}

}  // namespace

Task<ListProducts::Output> list_products(Context& context, ListProducts::Input input) {
  const std::string& organization = context.caller.organization_id;
  const PageRequest request = co_await read_paging(input.paging);
  const auto documents = co_await Documents::of(context.database, organization);
  Selection selection = documents->select(input.filter);
  const SearchSort sort = sort_of(input.sort);
  std::vector<Standing> standings;
  if (input.q) {
    const Found found = co_await find_words(context.database, *documents, *input.q, selection);
    for (const lexical::Match& match : found.matches)
      standings.push_back(standing_of(*documents, match.document, sort));
  } else {
    for (std::uint32_t i = 0; i < documents->size(); ++i)
      if (documents->holds(i, selection)) standings.push_back(standing_of(*documents, i, sort));
  }
  ListProducts::Output output{
      .page = request.page, .limit = request.limit, .total = std::ssize(standings)};
  PageOf page = page_of(std::move(standings), request);
  output.nextCursor = std::move(page.next_cursor);
  std::vector<std::int64_t> numbers;
  for (const Standing& one : page.standings) numbers.push_back((*documents)[one.index].number);
  for (products::Shown& shown :
       co_await products::read_shown(context.database, organization, numbers))
    output.data.push_back(products::product_of(std::move(shown)));
  co_return output;
}

Task<ListOrganizationProducts::Output> list_organization_products(
    Context& context, ListOrganizationProducts::Input input) {
  return list_products(context, std::move(input.list));
}

}  // namespace crow::search
