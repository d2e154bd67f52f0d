#include "workers/products/store.h"

#include <algorithm>
#include <map>

#include "shared/core/id.h"
#include "shared/core/text.h"
#include "shared/json/read.h"
#include "shared/json/write.h"
#include "workers/products/merge.h"
#include "workers/products/send-images.h"
#include "workers/products/text-index.h"

namespace crow::products {
namespace {

constexpr std::size_t kParameterBytesMax = 1'500'000;

constexpr sql::Statement<sql::None, std::string_view> kEnsureCatalog{"products.ensure_catalog",
                                                                     R"sql(
  INSERT INTO catalog (organization_id, change, synonyms, synonyms_change, languages)
  VALUES (?1, 0, '[]', 0, '{}') ON CONFLICT (organization_id) DO NOTHING
)sql"};
constexpr sql::Statement<Catalog, std::string_view> kSelectCatalog{"products.catalog", R"sql(
  SELECT number, change, languages FROM catalog WHERE organization_id = ?1
)sql"};
constexpr sql::Statement<Stored, std::string_view, std::vector<std::string>> kSelectByIdentity{
    "products.by_identity", sql::text<"SELECT ", kStoredColumns,
                                      " FROM product AS p WHERE p.organization_id = ?1"
                                      " AND p.identity IN (SELECT value FROM json_each(?2))">};
constexpr sql::Statement<Stored, std::string_view, std::string_view> kSelectById{
    "products.by_id", sql::text<"SELECT ", kStoredColumns,
                                " FROM product AS p WHERE p.id = ?2 AND p.organization_id = ?1"
                                " AND p.deleted_at IS NULL">};

// Fails by the column's NOT NULL when the catalog has changed since it was read.
constexpr sql::Statement<sql::None, std::string_view, std::int64_t, RawJson> kFence{
    "products.fence", R"sql(
  UPDATE catalog SET change = iif(change = CAST(?2 AS INTEGER), change + 1, NULL), languages = ?3
   WHERE organization_id = ?1
)sql"};
constexpr std::string_view kOvertaken = "catalog.change";
constexpr std::string_view kSameIdentity = "product.identity";

constexpr sql::Statement<sql::None, std::string_view, std::vector<Stored>> kWrite{"products.write",
                                                                                  R"sql(
  INSERT INTO product (id, organization_id, identity, name, description, brand, sku, gtin, url,
                       price, amount, currency, availability, categories, source_images, rating,
                       provenance, edited, name_key, lengths, language, change, created_at,
                       updated_at, seen_at, deleted_at, vector_model)
  SELECT e.value ->> 'id', ?1, e.value ->> 'identity', e.value ->> 'name',
         e.value ->> 'description', e.value ->> 'brand', e.value ->> 'sku', e.value ->> 'gtin',
         e.value ->> 'url', e.value ->> 'price', e.value ->> 'amount', e.value ->> 'currency',
         e.value ->> 'availability', e.value ->> 'categories', e.value ->> 'sourceImages',
         e.value ->> 'rating', e.value ->> 'provenance', e.value ->> 'edited',
         e.value ->> 'nameKey', e.value ->> 'lengths', e.value ->> 'language', c.change,
         e.value ->> 'createdAt', e.value ->> 'updatedAt', e.value ->> 'seenAt',
         e.value ->> 'deletedAt', e.value ->> 'vectorModel'
    FROM json_each(?2) AS e, catalog AS c
   WHERE c.organization_id = ?1
      ON CONFLICT (id) DO UPDATE
     SET identity = excluded.identity, name = excluded.name, description = excluded.description,
         brand = excluded.brand, sku = excluded.sku, gtin = excluded.gtin, url = excluded.url,
         price = excluded.price, amount = excluded.amount, currency = excluded.currency,
         availability = excluded.availability, categories = excluded.categories,
         source_images = excluded.source_images, rating = excluded.rating,
         provenance = excluded.provenance, edited = excluded.edited, name_key = excluded.name_key,
         lengths = excluded.lengths, language = excluded.language, change = excluded.change,
         created_at = excluded.created_at, updated_at = excluded.updated_at,
         seen_at = excluded.seen_at, deleted_at = excluded.deleted_at,
         vector_model = excluded.vector_model
)sql"};

struct HistoryRow {
  std::string id;
  Timestamp seenAt;
  std::optional<std::string> price, currency;
  Availability availability = Availability::Unknown;
  static constexpr auto fields =
      describe(field<&HistoryRow::id>("id", ""), field<&HistoryRow::seenAt>("seenAt", ""),
               field<&HistoryRow::price>("price", ""), field<&HistoryRow::currency>("currency", ""),
               field<&HistoryRow::availability>("availability", ""));
};
constexpr sql::Statement<sql::None, std::vector<HistoryRow>> kWriteHistory{"products.write_history",
                                                                           R"sql(
  INSERT OR REPLACE INTO price_history (product_id, seen_at, price, currency, availability)
  SELECT e.value ->> 'id', e.value ->> 'seenAt', e.value ->> 'price', e.value ->> 'currency',
         e.value ->> 'availability'
    FROM json_each(?1) AS e
)sql"};

using Languages = Map<std::int64_t>;

Languages languages_of(const Catalog& catalog) {
  return json::read<Languages>(catalog.languages.text).value_or(Languages{});
}

// The language of most products, for those that do not say theirs.
lexical::Language most_spoken(const Languages& languages) {
  lexical::Language best = lexical::Language::en;
  std::int64_t most = 0;
  for (const auto& [name, count] : languages.entries)
    if (const auto language = from_name<lexical::Language>(name); language && count > most) {
      best = *language;
      most = count;
    }
  return best;
}

void count(Languages& languages, lexical::Language language, int number) {
  const auto place = std::ranges::find(languages.entries, name_of(language),
                                       [](const auto& e) { return e.first; });
  if (place == languages.entries.end())
    languages.entries.emplace_back(std::string(name_of(language)), number);
  else
    place->second += number;
}

std::size_t bytes_of(const Stored& stored) {
  const Row& row = stored.row;
  return 1'000 +
         2 * (row.name.size() + row.description.size() + row.categories.text.size() +
              row.sourceImages.text.size() + row.provenance.text.size()) +
         2 * stored.identity.size();
}

}  // namespace

Task<Known> read_by_identity(const Database& database, std::string_view organization_id,
                             const std::vector<std::string>& identities) {
  auto [ensured, catalogs, products] = co_await database.batch(
      sql::bind(kEnsureCatalog, organization_id), sql::bind(kSelectCatalog, organization_id),
      sql::bind(kSelectByIdentity, organization_id, identities));
  co_return Known{std::move(catalogs.rows.at(0)), std::move(products.rows)};
}

Task<Known> read_by_id(const Database& database, std::string_view organization_id,
                       std::string_view id) {
  auto [catalogs, products] = co_await database.batch(sql::bind(kSelectCatalog, organization_id),
                                                      sql::bind(kSelectById, organization_id, id));
  Known known;
  if (!catalogs.rows.empty()) known.catalog = std::move(catalogs.rows[0]);
  known.products = std::move(products.rows);
  co_return known;
}

Writes write_products(const Catalog& catalog, std::string_view organization_id,
                      std::vector<Written> products) {
  Languages languages = languages_of(catalog);
  // A batch that is the first of a catalog speaks for itself.
  TextIndex guess(catalog.number, lexical::Language::en);
  if (languages.entries.empty())
    for (Written& one : products) guess.add(one.after);
  for (const auto& [language, number] : guess.languages()) count(languages, language, number);
  const bool is_counted = !languages.entries.empty() && !guess.languages().empty();

  TextIndex index(catalog.number, most_spoken(languages));
  std::vector<sql::BoundStatement> forgotten;
  std::vector<HistoryRow> history;
  std::vector<std::vector<Stored>> parts(1);
  std::size_t bytes = 0;
  for (auto& [before, after] : products) {
    if (!before || !has_same_text(*before, after)) {
      if (after.deletedAt) {
        forgotten.push_back(forget_text(after.row.number));
      } else {
        after.vectorModel = std::nullopt;
        index.add(after);
      }
    }
    const bool is_known = after.row.price || after.row.availability != Availability::Unknown;
    if (before ? !has_same_offer(*before, after) : is_known)
      history.push_back({after.row.id, after.seenAt, after.row.price, after.row.currency,
                         after.row.availability});
    bytes += bytes_of(after);
    if (bytes > kParameterBytesMax && !parts.back().empty()) {
      parts.emplace_back();
      bytes = bytes_of(after);
    }
    parts.back().push_back(std::move(after));
  }
  if (!is_counted)
    for (const auto& [language, number] : index.languages()) count(languages, language, number);

  Writes writes;
  writes.push_back(
      sql::bind(kFence, organization_id, catalog.change, RawJson{json::write(languages)}));
  for (const auto& part : parts) writes.push_back(sql::bind(kWrite, organization_id, part));
  std::ranges::move(index.statements(), std::back_inserter(writes));
  std::ranges::move(forgotten, std::back_inserter(writes));
  if (!history.empty()) writes.push_back(sql::bind(kWriteHistory, history));
  return writes;
}

bool is_overtaken(const Error& error) {
  return error.code == ErrorCode::conflict && (error.cause.find(kOvertaken) != error.cause.npos ||
                                               error.cause.find(kSameIdentity) != error.cause.npos);
}

Task<Plan> plan_upsert(Context& context, const Database& database, std::string organization_id,
                       std::vector<SeenProduct> products) {
  const Timestamp now = context.now();
  std::vector<std::string> identities;
  for (SeenProduct& seen : products) {
    const auto text = [](const auto& value) {
      return value && !value->value.empty() ? std::optional(value->value) : std::nullopt;
    };
    identities.push_back(
        identity_of(text(seen.url), text(seen.sku), text(seen.gtin), seen.name.value));
  }
  Known known = co_await read_by_identity(database, organization_id, identities);
  std::map<std::string, Written> all;
  for (Stored& stored : known.products) {
    std::string identity = stored.identity;
    Stored copy = stored;
    all.emplace(std::move(identity), Written{std::move(stored), std::move(copy)});
  }

  Plan plan;
  std::map<std::string, bool> touched;
  for (std::size_t i = 0; i < products.size(); ++i) {
    const std::string& identity = identities[i];
    const auto place = all.find(identity);
    if (place == all.end()) {
      const std::string id = make_id("prod", now, random_bytes(10));
      Stored made = from_seen(std::move(products[i]), organization_id, id, now);
      plan.output.ids.push_back(id);
      ++plan.output.created;
      touched[identity] = true;
      all.emplace(identity, Written{std::nullopt, std::move(made)});
      continue;
    }
    Stored& after = place->second.after;
    plan.output.ids.push_back(after.row.id);
    const bool is_updated = merge_seen(after, std::move(products[i]), now) == Outcome::updated;
    ++(is_updated ? plan.output.updated : plan.output.unchanged);
    if (is_updated) touched[identity] = true;
  }

  std::vector<Written> written;
  for (auto& [identity, one] : all)
    if (touched.contains(identity)) written.push_back(std::move(one));
  if (!written.empty()) {
    std::vector<std::string> with_images = with_new_images(written);
    plan.writes = write_products(known.catalog, organization_id, std::move(written));
    want_images(context, plan.writes, organization_id, std::move(with_images));
  }
  co_return plan;
}

}  // namespace crow::products
