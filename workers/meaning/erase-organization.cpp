#include "workers/meaning/erase-organization.h"

#include "shared/service/erasure.h"
#include "workers/meaning/embed-job.h"

namespace crow::meaning {
namespace {

struct Space {
  std::string collection;
  bool hasTexts = false;
  static constexpr auto fields = describe(field<&Space::collection>("collection", ""),
                                          field<&Space::hasTexts>("hasTexts", ""));
};

constexpr sql::Statement<Space, std::string_view> kSelectSpaces{"meaning.spaces_to_erase", R"sql(
  SELECT collection, EXISTS (SELECT 1 FROM text WHERE space = space.number) AS has_texts
    FROM space
   WHERE organization_id = ?1
)sql"};

// The words go at once; the row stays until the job has taken its vector out of the index.
constexpr sql::Statement<sql::None, std::string_view> kForget{"meaning.forget_of_organization",
                                                              R"sql(
  UPDATE text SET text = '', labels = '{}', change = change + 1, is_forgotten = 1
   WHERE number IN (SELECT t.number
                      FROM space AS s
                      JOIN text AS t ON t.space = s.number
                     WHERE s.organization_id = ?1 AND t.is_forgotten = 0
                     LIMIT 500)
)sql"};

constexpr sql::Statement<sql::None, std::string_view> kEraseSpaces{"meaning.erase_spaces", R"sql(
  DELETE FROM space
   WHERE organization_id = ?1 AND NOT EXISTS (SELECT 1 FROM text WHERE space = space.number)
)sql"};

}  // namespace

Task<EraseOrganization::Output> erase_organization(Context& context,
                                                   EraseOrganization::Input input) {
  const std::string& organization = input.organizationId;
  const auto spaces = co_await context.database.all(kSelectSpaces, organization);
  if (spaces.empty()) co_return Erasure{.isDone = true};
  std::vector<sql::BoundStatement> writes{sql::bind(kForget, organization)};
  for (const Space& space : spaces)
    if (space.hasTexts) writes.push_back(embed_soon(context, organization, space.collection));
  writes.push_back(sql::bind(kEraseSpaces, organization));
  co_await context.database.run_all(std::move(writes));
  co_return Erasure{};
}

}  // namespace crow::meaning
