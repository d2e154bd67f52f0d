#include "workers/search/erase-organization.h"

#include <algorithm>

#include "shared/catalog/vectors.h"
#include "shared/embedding/vectors.h"

namespace crow::search {
namespace {

// A product has a vector by the model that is noted. By that of searches it may have another one,
// when it changed while it was made.
struct Doomed {
  std::int64_t number = 0;
  std::optional<std::string> model, searched;
  static constexpr auto fields =
      describe(field<&Doomed::number>("number", ""), field<&Doomed::model>("model", ""),
               field<&Doomed::searched>("searched", ""));
};
// Fifty may have two vectors each, and an index deletes a hundred at a time.
constexpr sql::Statement<Doomed, std::string_view> kSelect{"search.products_to_erase", R"sql(
  SELECT p.number, p.vector_model AS model, c.model AS searched
    FROM product AS p
    LEFT JOIN catalog AS c ON c.organization_id = p.organization_id
   WHERE p.organization_id = ?1
   LIMIT 50
)sql"};

// What is there besides products.
struct Rest {
  std::int64_t isThere = 0;
  static constexpr auto fields = describe(field<&Rest::isThere>("isThere", ""));
};
constexpr sql::Statement<Rest, std::string_view> kSelectRest{"search.rest_to_erase", R"sql(
  SELECT 1 AS is_there
   WHERE EXISTS (SELECT 1 FROM catalog WHERE organization_id = ?1)
      OR EXISTS (SELECT 1 FROM taken_batch WHERE organization_id = ?1)
)sql"};

// Those that wait: whoever makes vectors of them finds its job gone, and writes nothing.
constexpr sql::Statement<sql::None, std::string_view> kEraseJobs{"search.erase_jobs", R"sql(
  DELETE FROM jobs WHERE run_at >= 0 AND organization_id = ?1
)sql"};
constexpr sql::Statement<sql::None, std::vector<std::int64_t>> kEraseTexts{"search.erase_texts",
                                                                           R"sql(
  DELETE FROM product_text WHERE rowid IN (SELECT value FROM json_each(?1))
)sql"};
// Prices and media go with them.
constexpr sql::Statement<sql::None, std::vector<std::int64_t>> kEraseProducts{
    "search.erase_products", R"sql(
  DELETE FROM product WHERE number IN (SELECT value FROM json_each(?1))
)sql"};

constexpr sql::Statement<sql::None, std::string_view> kEraseTerms{"search.erase_terms", R"sql(
  DELETE FROM term
   WHERE (catalog, term) IN (SELECT t.catalog, t.term
                               FROM catalog AS c
                               JOIN term AS t ON t.catalog = c.number
                              WHERE c.organization_id = ?1
                              LIMIT 2000)
)sql"};
constexpr sql::Statement<sql::None, std::string_view> kEraseStems{"search.erase_stems", R"sql(
  DELETE FROM stem
   WHERE (catalog, stem, term) IN (SELECT s.catalog, s.stem, s.term
                                     FROM catalog AS c
                                     JOIN stem AS s ON s.catalog = c.number
                                    WHERE c.organization_id = ?1
                                    LIMIT 2000)
)sql"};
constexpr sql::Statement<sql::None, std::string_view> kEraseTrigrams{"search.erase_trigrams",
                                                                     R"sql(
  DELETE FROM trigram
   WHERE (catalog, gram, term) IN (SELECT g.catalog, g.gram, g.term
                                     FROM catalog AS c
                                     JOIN trigram AS g ON g.catalog = c.number
                                    WHERE c.organization_id = ?1
                                    LIMIT 5000)
)sql"};
constexpr sql::Statement<sql::None, std::string_view> kEraseBatches{"search.erase_batches", R"sql(
  DELETE FROM taken_batch
   WHERE organization_id = ?1
     AND id IN (SELECT id FROM taken_batch WHERE organization_id = ?1 LIMIT 500)
)sql"};
constexpr sql::Statement<sql::None, std::string_view> kEraseCatalog{"search.erase_catalog", R"sql(
  DELETE FROM catalog
   WHERE organization_id = ?1
     AND NOT EXISTS (SELECT 1 FROM trigram WHERE trigram.catalog = catalog.number)
     AND NOT EXISTS (SELECT 1 FROM term WHERE term.catalog = catalog.number)
     AND NOT EXISTS (SELECT 1 FROM stem WHERE stem.catalog = catalog.number)
)sql"};

Task<> delete_vectors(Context& context, const std::vector<Doomed>& products) {
  std::vector<std::string> ids;
  for (const Doomed& one : products) {
    const std::string id = products::text_id(one.number);
    if (one.model) ids.push_back(embedding::vector_id(id, *one.model));
    if (one.searched && one.searched != one.model)
      ids.push_back(embedding::vector_id(id, *one.searched));
  }
  if (!ids.empty())
    co_await Vectors(context.host, embedding::kVectors).delete_by_ids(std::move(ids));
}

}  // namespace

Task<EraseOrganization::Output> erase_organization(Context& context,
                                                   EraseOrganization::Input input) {
  const std::string& organization = input.organizationId;
  const auto products = co_await context.database.all(kSelect, organization);
  std::vector<sql::BoundStatement> writes;
  if (products.empty()) {
    if ((co_await context.database.all(kSelectRest, organization)).empty())
      co_return Erasure{.isDone = true};
    for (const auto* statement :
         {&kEraseTerms, &kEraseStems, &kEraseTrigrams, &kEraseBatches, &kEraseCatalog})
      writes.push_back(sql::bind(*statement, organization));
  } else {
    // A vector without a product would be there for ever, so it goes first.
    if (embedding::has_meaning()) co_await delete_vectors(context, products);
    std::vector<std::int64_t> numbers;
    for (const Doomed& one : products) numbers.push_back(one.number);
    writes.push_back(sql::bind(kEraseJobs, organization));
    writes.push_back(sql::bind(kEraseTexts, numbers));
    writes.push_back(sql::bind(kEraseProducts, numbers));
  }
  const auto erased = std::max<std::int64_t>(std::ssize(products), 1);
  co_await context.database.run_all(std::move(writes));
  co_return Erasure{.erased = erased};
}

}  // namespace crow::search
