#include "workers/interactions/handlers.h"
#include "workers/interactions/tell-meaning.h"

namespace crow::interactions {
namespace {

// First out of the text index, which reads the words it takes out from the interaction itself. What
// is not in the index yet must not be taken out of it.
constexpr sql::Statement<sql::None, std::string_view, std::string_view> kEraseWords{
    "interactions.erase_words", R"sql(
  DELETE FROM interaction_text
   WHERE rowid IN (SELECT number FROM interaction
                    WHERE organization_id = ?1 AND visitor_id = ?2
                      AND number <= (SELECT number FROM text_progress WHERE id = 1))
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view> kErase{
    "interactions.erase_visitor", R"sql(
  DELETE FROM interaction WHERE organization_id = ?1 AND visitor_id = ?2
)sql"};

}  // namespace

Task<EraseVisitor::Output> erase_visitor(Context& context, EraseVisitor::Input input) {
  const std::string& organization = context.caller.organization_id;
  co_await context.database.batch(sql::bind(kEraseWords, organization, input.visitorId),
                                  sql::bind(kErase, organization, input.visitorId),
                                  tell_meaning_soon(context));
  co_return Nothing{};
}

}  // namespace crow::interactions
