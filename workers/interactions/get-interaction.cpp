#include "workers/interactions/handlers.h"
#include "workers/interactions/pieces.h"

namespace crow::interactions {
namespace {

constexpr sql::Statement<Interaction, std::string_view, std::string_view> kSelect{
    "interactions.get", sql::text<"SELECT ", kColumns,
                                  " FROM interaction AS i"
                                  " WHERE i.organization_id = ?1 AND i.id = ?2">};

}  // namespace

Task<GetInteraction::Output> get_interaction(Context& context, GetInteraction::Input input) {
  auto found = co_await context.database.find(kSelect, context.caller.organization_id, input.id);
  co_await require(found.has_value(), ErrorCode::not_found, "There is no such interaction.");
  co_return std::move(*found);
}

}  // namespace crow::interactions
