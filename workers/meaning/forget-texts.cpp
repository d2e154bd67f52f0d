#include "workers/meaning/embed-job.h"
#include "workers/meaning/handlers.h"

namespace crow::meaning {
namespace {

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::vector<Key>> kForget{
    "meaning.forget", R"sql(
  UPDATE text SET text = '', labels = '{}', change = change + 1, is_forgotten = 1
   WHERE space = (SELECT number FROM space WHERE organization_id = ?1 AND collection = ?2)
     AND key IN (SELECT value FROM json_each(?3))
     AND is_forgotten = 0
)sql"};

}  // namespace

Task<ForgetTexts::Output> forget_texts(Context& context, ForgetTexts::Input input) {
  const std::string& organization = input.organizationId;
  const std::string& collection = input.collection;
  co_await context.database.batch(
      sql::bind(kForget, organization, collection, std::move(input.keys.value)),
      embed_soon(context, organization, collection));
  co_return Nothing{};
}

}  // namespace crow::meaning
