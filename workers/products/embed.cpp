#include "workers/products/embed.h"

#include <algorithm>

#include "shared/catalog/stored.h"
#include "shared/core/id.h"
#include "shared/core/text.h"
#include "shared/host/ai.h"
#include "shared/host/vectors.h"
#include "shared/json/write.h"
#include "workers/products/handlers.h"

namespace crow::products {
namespace {

using Payload = EmbedJob::Payload;

constexpr std::int64_t kDelayMs = 2 * kSecond;  // So that what comes together is made together.
constexpr std::int64_t kLearnMin = 20;          // Fewer products teach nothing.
constexpr std::size_t kDescriptionMax = 1'500;

struct State {
  std::optional<std::string> model;
  std::int64_t trained = 0, count = 0;
  static constexpr auto fields =
      describe(field<&State::model>("model", ""), field<&State::trained>("trained", ""),
               field<&State::count>("count", ""));
};
constexpr sql::Statement<State, std::string_view> kState{"embed.state", R"sql(
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
  static constexpr auto fields = describe(
      field<&Texted::number>("number", ""), field<&Texted::change>("change", ""),
      field<&Texted::name>("name", ""), field<&Texted::brand>("brand", ""),
      field<&Texted::categories>("categories", ""), field<&Texted::description>("description", ""));
};
constexpr sql::Piece kTexted{
    "SELECT number, change, name, brand, categories, substr(description, 1, 3000) AS description"
    " FROM product"};
constexpr sql::Statement<Texted, std::string_view, std::int64_t, std::int64_t> kAfter{
    "embed.after", sql::text<kTexted,
                             " WHERE organization_id = ?1 AND deleted_at IS NULL AND number > ?2"
                             " ORDER BY number LIMIT ?3">};
constexpr sql::Statement<Texted, std::string_view, std::string_view> kToMake{
    "embed.to_make",
    sql::text<kTexted,
              " WHERE number IN ("
              "SELECT number FROM (SELECT number FROM product WHERE organization_id = ?1"
              " AND deleted_at IS NULL AND vector_model IS NULL LIMIT 100)"
              " UNION ALL SELECT number FROM (SELECT number FROM product WHERE organization_id = ?1"
              " AND deleted_at IS NULL AND vector_model < ?2 LIMIT 100)"
              " UNION ALL SELECT number FROM (SELECT number FROM product WHERE organization_id = ?1"
              " AND deleted_at IS NULL AND vector_model > ?2 LIMIT 100)"
              ") LIMIT 100">};

struct Made {
  std::int64_t number = 0, change = 0;
  static constexpr auto fields =
      describe(field<&Made::number>("number", ""), field<&Made::change>("change", ""));
};
// But for what has changed meanwhile.
constexpr sql::Statement<sql::None, std::string_view, std::vector<Made>> kNoteMade{
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

struct Idle {
  std::int64_t number = 0;
  std::optional<std::string> vectorModel;
  static constexpr auto fields =
      describe(field<&Idle::number>("number", ""), field<&Idle::vectorModel>("vectorModel", ""));
};
constexpr sql::Statement<Idle, std::string_view> kIdle{"embed.idle", R"sql(
  SELECT number, vector_model FROM product
   WHERE organization_id = ?1 AND deleted_at IS NOT NULL AND vector_model IS NOT NULL
   ORDER BY number LIMIT 100
)sql"};
constexpr sql::Statement<sql::None, std::vector<std::int64_t>> kForget{"embed.forget", R"sql(
  UPDATE product SET vector_model = NULL WHERE number IN (SELECT value FROM json_each(?1))
)sql"};
constexpr sql::Statement<Idle, std::string_view, std::int64_t> kNumbersAfter{"embed.numbers_after",
                                                                             R"sql(
  SELECT number, NULL AS vector_model FROM product
   WHERE organization_id = ?1 AND deleted_at IS NULL AND number > ?2
   ORDER BY number LIMIT 100
)sql"};

std::string text_of(const Texted& one) {
  std::string text = one.name;
  if (one.brand) text += concat("\n", *one.brand);
  for (const std::string& category : texts_of(one.categories)) text += concat("\n", category);
  if (!one.description.empty())
    text += concat("\n", cut_code_points(one.description, kDescriptionMax));
  return std::string(cut_code_points(text, kAiTextCharactersMax));
}

std::int64_t percent_of(const Payload& payload) {
  return payload.all > 0 ? std::min<std::int64_t>(99, payload.made * 100 / payload.all) : 0;
}

class Step {
 public:
  Step(JobContext& job, Payload payload)
      : job_(job),
        organization_(job.job.organization_id),
        ai_(job.host, job.services),
        vectors_(job.host, kVectors),
        payload_(std::move(payload)) {}

  Task<JobOutcome> run() {
    switch (payload_.phase) {
      case EmbedPhase::begin:
        return begin();
      case EmbedPhase::collect:
        return collect();
      case EmbedPhase::learn:
        return learn();
      case EmbedPhase::make:
        return make();
      case EmbedPhase::clean:
        return clean();
    }
  }

 private:
  JobOutcome go_on(EmbedPhase phase, Writes writes = {}) {
    payload_.phase = phase;
    return continue_with(payload_, std::move(writes))
        .with({.percent = percent_of(payload_),
               .current = std::string(name_of(phase)),
               .counts = {{{"products", payload_.all}, {"made", payload_.made}}}});
  }

  Task<JobOutcome> begin() {
    co_await forget_idle();
    const auto state = co_await job_.database.find(kState, organization_);
    if (!state || state->count == 0) co_return completed();
    payload_ = {.all = state->count};
    payload_.before = state->model.value_or("");
    // Half as many again as there were teach something new.
    const bool is_time = state->count >= kLearnMin && state->count * 2 >= state->trained * 3;
    if (!is_time || state->count == state->trained) co_return co_await begin_to_make();
    payload_.training = make_id("training", job_.now(), random_bytes(10));
    const AiTraining training = co_await ai_.begin_training(organization_, payload_.training);
    if (training.is_complete) co_return co_await begin_to_make();
    co_return go_on(EmbedPhase::collect);
  }

  Task<JobOutcome> collect() {
    const auto rows = co_await job_.database.all(kAfter, organization_, payload_.after,
                                                 static_cast<std::int64_t>(kAiLearnedTextsMax));
    if (rows.empty()) co_return go_on(EmbedPhase::learn);
    std::vector<std::string> texts;
    for (const Texted& one : rows) texts.push_back(text_of(one));
    co_await ai_.add_training_texts(organization_, payload_.training, payload_.part,
                                    std::move(texts));
    ++payload_.part;
    payload_.after = rows.back().number;
    co_return go_on(EmbedPhase::collect);
  }

  Task<JobOutcome> learn() {
    const AiTraining training = co_await ai_.step_training(organization_, payload_.training);
    if (!training.is_complete) co_return go_on(EmbedPhase::learn);
    JobOutcome outcome = co_await begin_to_make();
    outcome.writes.push_back(sql::bind(kSetTrained, organization_, payload_.all));
    co_return outcome;
  }

  Task<JobOutcome> begin_to_make() {
    payload_.model = (co_await ai_.embedding_model(organization_)).model;
    payload_.after = 0;
    Writes writes;
    // The first vectors serve from the first of them on.
    if (payload_.before.empty())
      writes.push_back(sql::bind(kSetModel, organization_, payload_.model));
    co_return go_on(EmbedPhase::make, std::move(writes));
  }

  Task<JobOutcome> make() {
    co_await job_.host.sleep(1);
    const auto rows = co_await job_.database.all(kToMake, organization_, payload_.model);
    if (rows.empty()) co_return finish();
    std::vector<std::string> texts;
    for (const Texted& one : rows) texts.push_back(text_of(one));
    const Embeddings made =
        co_await ai_.embed(organization_, std::move(texts), TextKind::document, payload_.model);
    std::vector<VectorRecord> records;
    std::vector<Made> noted;
    const std::string space = vector_namespace(organization_, payload_.model);
    for (std::size_t i = 0; i < rows.size() && i < made.size(); ++i) {
      const auto values = made.at(i);
      noted.push_back({rows[i].number, rows[i].change});
      // A text without words has no direction.
      if (std::ranges::all_of(values, [](float value) { return value == 0; })) continue;
      VectorRecord record{.id = vector_id(rows[i].number, payload_.model),
                          .values = {values.begin(), values.end()},
                          .nameSpace = space};
      record.metadata.emplace().text =
          concat("{\"brand\":", json::write(rows[i].brand.value_or("")), "}");
      records.push_back(std::move(record));
    }
    if (!records.empty()) co_await vectors_.upsert(std::move(records));
    payload_.made += std::ssize(noted);
    co_return go_on(EmbedPhase::make, {sql::bind(kNoteMade, payload_.model, noted)});
  }

  JobOutcome finish() {
    Writes writes{sql::bind(kSetModel, organization_, payload_.model)};
    payload_.after = 0;
    if (payload_.before.empty() || payload_.before == payload_.model)
      return completed(std::move(writes))
          .with(
              {.percent = 100, .counts = {{{"products", payload_.all}, {"made", payload_.made}}}});
    return go_on(EmbedPhase::clean, std::move(writes));
  }

  Task<JobOutcome> clean() {
    const auto rows = co_await job_.database.all(kNumbersAfter, organization_, payload_.after);
    if (rows.empty()) {
      co_await ai_.drop_models(organization_, {payload_.model});
      co_return completed().with({.percent = 100});
    }
    std::vector<std::string> ids;
    for (const Idle& one : rows) ids.push_back(vector_id(one.number, payload_.before));
    co_await vectors_.delete_by_ids(std::move(ids));
    payload_.after = rows.back().number;
    co_return go_on(EmbedPhase::clean);
  }

  // Vectors of deleted products.
  Task<> forget_idle() {
    for (;;) {
      const auto rows = co_await job_.database.all(kIdle, organization_);
      if (rows.empty()) co_return;
      std::vector<std::string> ids;
      std::vector<std::int64_t> numbers;
      for (const Idle& one : rows) {
        ids.push_back(vector_id(one.number, one.vectorModel.value_or("")));
        numbers.push_back(one.number);
      }
      co_await vectors_.delete_by_ids(std::move(ids));
      co_await job_.database.run(kForget, numbers);
    }
  }

  JobContext& job_;
  const std::string& organization_;
  Ai ai_;
  Vectors vectors_;
  Payload payload_;
};

std::string job_id(std::string_view organization) { return concat("embed_", organization); }

}  // namespace

void want_vectors(Context& context, Writes& writes, std::string_view organization_id) {
  if (!has_meaning()) return;
  const std::string organization(organization_id.empty() ? context.caller.organization_id
                                                         : organization_id);
  writes.push_back(enqueue<EmbedJob>(
      context, {},
      {.id = job_id(organization), .organization_id = organization, .delay_ms = kDelayMs}));
}

Task<JobOutcome> embed_step(JobContext& job, EmbedJob::Payload payload) {
  Step step(job, std::move(payload));
  co_return co_await step.run();
}

Task<RenewVectors::Output> renew_vectors(Context& context, RenewVectors::Input input) {
  Writes writes;
  want_vectors(context, writes, input.organizationId.value);
  if (!writes.empty()) co_await context.database.run_all(std::move(writes));
  co_return Nothing{};
}

Task<EmbedProducts::Output> embed_products(Context& context, EmbedProducts::Input) {
  co_await require(has_meaning(), ErrorCode::not_implemented,
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
