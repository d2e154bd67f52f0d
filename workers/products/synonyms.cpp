#include "shared/catalog/stored.h"
#include "shared/json/read.h"
#include "shared/json/write.h"
#include "workers/products/handlers.h"

namespace crow::products {
namespace {

struct Kept {
  RawJson synonyms;
  static constexpr auto fields = describe(field<&Kept::synonyms>("synonyms", ""));
};

constexpr sql::Statement<Kept, std::string_view> kSelect{"synonyms.get", R"sql(
  SELECT synonyms FROM catalog WHERE organization_id = ?1
)sql"};

// Whoever holds synonyms knows by the number that there are others.
constexpr sql::Statement<sql::None, std::string_view, RawJson> kWrite{"synonyms.put", R"sql(
  INSERT INTO catalog (organization_id, change, synonyms, synonyms_change, languages)
  VALUES (?1, 0, ?2, 1, '{}')
      ON CONFLICT (organization_id) DO UPDATE
     SET synonyms = excluded.synonyms, synonyms_change = synonyms_change + 1
)sql"};

}  // namespace

Task<GetSynonyms::Output> get_synonyms(Context& context, GetSynonyms::Input) {
  auto kept = co_await context.database.find(kSelect, context.caller.organization_id);
  Synonyms synonyms;
  if (kept)
    synonyms.groups.value = co_await json::read_stored<std::vector<SynonymGroup>>(
        std::move(kept->synonyms.text), "synonyms");
  co_return synonyms;
}

Task<PutSynonyms::Output> put_synonyms(Context& context, PutSynonyms::Input input) {
  co_await context.database.run(kWrite, context.caller.organization_id,
                                RawJson{json::write(input.groups.value)});
  co_return input;
}

}  // namespace crow::products
