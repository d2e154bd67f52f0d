#include "workers/meaning/embed-job.h"
#include "workers/meaning/handlers.h"

namespace crow::meaning {
namespace {

constexpr sql::Statement<sql::None, std::string_view, std::string_view> kEnsureSpace{
    "meaning.ensure_space", R"sql(
  INSERT INTO space (organization_id, collection, trained) VALUES (?1, ?2, 0)
      ON CONFLICT (organization_id, collection) DO NOTHING
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::vector<KeptText>> kPut{
    "meaning.put", R"sql(
  INSERT INTO text (space, key, text, labels, change, is_forgotten)
  SELECT s.number, e.value ->> 'key', e.value ->> 'text', e.value -> 'labels', 0, 0
    FROM json_each(?3) AS e, space AS s
   WHERE s.organization_id = ?1 AND s.collection = ?2
      ON CONFLICT (space, key) DO UPDATE
     SET text = excluded.text, labels = excluded.labels, change = change + 1, model = NULL,
         is_forgotten = 0
   WHERE is_forgotten = 1 OR text <> excluded.text OR labels <> excluded.labels
)sql"};

}  // namespace

Task<PutTexts::Output> put_texts(Context& context, PutTexts::Input input) {
  const std::string& organization = input.organizationId;
  const std::string& collection = input.collection;
  co_await context.database.batch(
      sql::bind(kEnsureSpace, organization, collection),
      sql::bind(kPut, organization, collection, std::move(input.texts.value)),
      embed_soon(context, organization, collection));
  co_return Nothing{};
}

}  // namespace crow::meaning
