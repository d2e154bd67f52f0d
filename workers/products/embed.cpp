#include "workers/products/embed.h"

#include "shared/catalog/stored.h"
#include "shared/catalog/vectors.h"
#include "shared/core/text.h"
#include "shared/json/write.h"
#include "workers/products/handlers.h"

namespace crow::products {
namespace {

using embedding::MadeText;
using embedding::SourceState;
using embedding::SourceText;

constexpr std::size_t kDescriptionMax = 1'500;

constexpr sql::Statement<SourceState, std::string_view> kState{"embed.state", R"sql(
  SELECT c.model, c.trained,
         (SELECT count(*) FROM product AS p
           WHERE p.organization_id = ?1 AND p.deleted_at IS NULL) AS count
    FROM catalog AS c WHERE c.organization_id = ?1
)sql"};

struct Texted {
  std::int64_t number = 0, change = 0;
  std::string name;
  std::optional<std::string> brand;
  RawJson categories;
  std::string description;
  std::optional<std::string> vectorModel;
  static constexpr auto fields = describe(
      field<&Texted::number>("number", ""), field<&Texted::change>("change", ""),
      field<&Texted::name>("name", ""), field<&Texted::brand>("brand", ""),
      field<&Texted::categories>("categories", ""), field<&Texted::description>("description", ""),
      field<&Texted::vectorModel>("vectorModel", ""));
};
constexpr sql::Piece kTexted{
    "SELECT number, change, name, brand, categories, substr(description, 1, 3000) AS description,"
    " vector_model FROM product"};
constexpr sql::Statement<Texted, std::string_view, std::int64_t, std::int64_t> kAfter{
    "embed.after", sql::text<kTexted,
                             " WHERE organization_id = ?1 AND deleted_at IS NULL AND number > ?2"
                             " ORDER BY number LIMIT ?3">};
// Of three ranges of the index: without a vector, and of the models that are named before and
// behind.
constexpr sql::Statement<Texted, std::string_view, std::string_view, std::int64_t> kToMake{
    "embed.to_make",
    sql::text<kTexted,
              " WHERE number IN ("
              "SELECT number FROM (SELECT number FROM product WHERE organization_id = ?1"
              " AND deleted_at IS NULL AND vector_model IS NULL LIMIT ?3)"
              " UNION ALL SELECT number FROM (SELECT number FROM product WHERE organization_id = ?1"
              " AND deleted_at IS NULL AND vector_model < ?2 LIMIT ?3)"
              " UNION ALL SELECT number FROM (SELECT number FROM product WHERE organization_id = ?1"
              " AND deleted_at IS NULL AND vector_model > ?2 LIMIT ?3)"
              ") LIMIT ?3">};

constexpr sql::Statement<sql::None, std::string_view, std::vector<MadeText>> kNoteMade{
    "embed.note_made",
    R"sql(
  UPDATE product SET vector_model = ?1
    FROM json_each(?2) AS e
   WHERE product.number = e.value ->> 'number' AND product.change = e.value ->> 'change'
)sql"};
constexpr sql::Statement<sql::None, std::string_view, std::string_view> kSetModel{"embed.set_model",
                                                                                  R"sql(
  UPDATE catalog SET model = ?2 WHERE organization_id = ?1
)sql"};
constexpr sql::Statement<sql::None, std::string_view, std::int64_t> kSetTrained{"embed.set_trained",
                                                                                R"sql(
  UPDATE catalog SET trained = ?2 WHERE organization_id = ?1
)sql"};

struct Gone {
  std::int64_t number = 0;
  std::string vectorModel;
  static constexpr auto fields =
      describe(field<&Gone::number>("number", ""), field<&Gone::vectorModel>("vectorModel", ""));
};
constexpr sql::Statement<Gone, std::string_view> kGone{"embed.gone", R"sql(
  SELECT number, vector_model FROM product
   WHERE organization_id = ?1 AND deleted_at IS NOT NULL AND vector_model IS NOT NULL
   ORDER BY number LIMIT 100
)sql"};
constexpr sql::Statement<sql::None, std::vector<std::int64_t>> kForget{"embed.forget", R"sql(
  UPDATE product SET vector_model = NULL WHERE number IN (SELECT value FROM json_each(?1))
)sql"};

std::string text_of(const Texted& one) {
  std::string text = one.name;
  if (one.brand) text += concat("\n", *one.brand);
  for (const std::string& category : texts_of(one.categories)) text += concat("\n", category);
  if (!one.description.empty())
    text += concat("\n", cut_code_points(one.description, kDescriptionMax));
  return std::string(cut_code_points(text, kAiTextCharactersMax));
}

std::vector<SourceText> to_texts(const std::vector<Texted>& rows) {
  std::vector<SourceText> texts;
  for (const Texted& row : rows) {
    SourceText& text = texts.emplace_back();
    text.number = row.number;
    text.change = row.change;
    text.id = text_id(row.number);
    text.text = text_of(row);
    text.labels.text = concat("{\"brand\":", json::write(row.brand.value_or("")), "}");
    text.model = row.vectorModel;
  }
  return texts;
}

// The products of one organization.
class Products final : public embedding::Source {
 public:
  explicit Products(const JobContext& job)
      : database_(job.database), organization_(job.job.organization_id) {}

  std::string learner() const override { return organization_; }
  std::string_view noun() const override { return "products"; }

  Task<std::optional<SourceState>> state() override {
    return database_.find(kState, organization_);
  }

  Task<bool> forget(const Vectors& vectors) override {
    const auto rows = co_await database_.all(kGone, organization_);
    if (rows.empty()) co_return false;
    std::vector<std::string> ids;
    std::vector<std::int64_t> numbers;
    for (const Gone& one : rows) {
      ids.push_back(embedding::vector_id(text_id(one.number), one.vectorModel));
      numbers.push_back(one.number);
    }
    co_await vectors.delete_by_ids(std::move(ids));
    co_await database_.run(kForget, numbers);
    co_return true;
  }

  Task<std::vector<SourceText>> after(std::int64_t number, std::int64_t most) override {
    co_return to_texts(co_await database_.all(kAfter, organization_, number, most));
  }
  Task<std::vector<SourceText>> to_make(std::string_view model) override {
    co_return to_texts(co_await database_.all(kToMake, organization_, model,
                                              static_cast<std::int64_t>(embedding::kAtOnce)));
  }

  sql::BoundStatement note_made(std::string_view model,
                                const std::vector<MadeText>& made) const override {
    return sql::bind(kNoteMade, model, made);
  }
  sql::BoundStatement set_model(std::string_view model) const override {
    return sql::bind(kSetModel, organization_, model);
  }
  sql::BoundStatement set_trained(std::int64_t count) const override {
    return sql::bind(kSetTrained, organization_, count);
  }

 private:
  const Database& database_;
  const std::string& organization_;
};

std::string job_id(std::string_view organization) { return concat("embed_", organization); }

}  // namespace

void want_vectors(Context& context, Writes& writes, std::string_view organization_id) {
  if (!embedding::has_meaning()) return;
  const std::string organization(organization_id.empty() ? context.caller.organization_id
                                                         : organization_id);
  writes.push_back(enqueue<EmbedJob>(context, {},
                                     {.id = job_id(organization),
                                      .organization_id = organization,
                                      .delay_ms = embedding::kDelayMs}));
}

Task<JobOutcome> embed_step(JobContext& job, EmbedJob::Payload payload) {
  Products products(job);
  co_return co_await embedding::embed(job, products, std::move(payload));
}

Task<RenewVectors::Output> renew_vectors(Context& context, RenewVectors::Input input) {
  Writes writes;
  want_vectors(context, writes, input.organizationId.value);
  if (!writes.empty()) co_await context.database.run_all(std::move(writes));
  co_return Nothing{};
}

Task<EmbedProducts::Output> embed_products(Context& context, EmbedProducts::Input) {
  co_await require(embedding::has_meaning(), ErrorCode::not_implemented,
                   "This deployment does not search by meaning.");
  const std::string& organization = context.caller.organization_id;
  static constexpr sql::Statement<sql::None, std::string_view> kAnew{"embed.anew", R"sql(
    UPDATE product SET vector_model = NULL WHERE organization_id = ?1 AND deleted_at IS NULL
  )sql"};
  const std::string id = job_id(organization);
  co_await context.database.batch(sql::bind(kAnew, organization),
                                  enqueue<EmbedJob>(context, {}, {.id = id}));
  co_return co_await get_job(context.database, id, organization);
}

}  // namespace crow::products
