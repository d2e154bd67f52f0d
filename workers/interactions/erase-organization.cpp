#include "workers/interactions/erase-organization.h"

#include "shared/service/erasure.h"
#include "workers/interactions/tell-meaning.h"

namespace crow::interactions {
namespace {

// What sends, first: from here on nothing more comes.
constexpr sql::Statement<sql::None, std::string_view> kEraseKeys{"interactions.erase_write_keys",
                                                                 R"sql(
  DELETE FROM write_key WHERE organization_id = ?1
)sql"};

// First out of the text index, which reads the words it takes out from the interaction itself. What
// is not in the index yet must not be taken out of it.
constexpr sql::Statement<sql::None, std::string_view> kEraseWords{
    "interactions.erase_words_of_organization", R"sql(
  DELETE FROM interaction_text
   WHERE rowid IN (SELECT number FROM (SELECT number FROM interaction
                                        WHERE organization_id = ?1
                                        ORDER BY occurred_at, id LIMIT 500)
                    WHERE number <= (SELECT number FROM text_progress WHERE id = 1))
)sql"};

constexpr sql::Statement<sql::None, std::string_view> kErase{"interactions.erase_of_organization",
                                                             R"sql(
  DELETE FROM interaction
   WHERE number IN (SELECT number FROM interaction
                     WHERE organization_id = ?1
                     ORDER BY occurred_at, id LIMIT 500)
)sql"};

constexpr sql::Statement<sql::None, std::string_view> kEraseBatches{"interactions.erase_batches",
                                                                    R"sql(
  DELETE FROM taken_batch
   WHERE (organization_id, id) IN (SELECT organization_id, id FROM taken_batch
                                    WHERE organization_id = ?1 LIMIT 500)
)sql"};

constexpr sql::Statement<sql::None, std::string_view> kEraseSettings{"interactions.erase_settings",
                                                                     R"sql(
  DELETE FROM settings WHERE organization_id = ?1
)sql"};

}  // namespace

Task<EraseOrganization::Output> erase_organization(Context& context,
                                                   EraseOrganization::Input input) {
  const std::string& organization = input.organizationId;
  const Erasure erasure = co_await erase_rows(
      context.database, sql::bind(kEraseKeys, organization), sql::bind(kEraseWords, organization),
      sql::bind(kErase, organization), sql::bind(kEraseBatches, organization),
      sql::bind(kEraseSettings, organization));
  // Texts that nobody says any more are noted by the table's own trigger.
  if (!erasure.isDone) co_await context.database.batch(tell_meaning_soon(context));
  co_return erasure;
}

}  // namespace crow::interactions
