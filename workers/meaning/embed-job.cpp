#include "workers/meaning/embed-job.h"

#include <algorithm>

#include "shared/core/id.h"
#include "shared/core/text.h"
#include "shared/host/ai.h"
#include "shared/host/vectors.h"
#include "shared/sql/text.h"
#include "workers/meaning/space.h"

namespace crow::meaning {
namespace {

using Payload = EmbedJob::Payload;

constexpr std::int64_t kDelayMs = 2 * kSecond;
constexpr std::int64_t kLearnMin = 20;  // Fewer texts teach nothing.

struct Row {
  std::int64_t number = 0, change = 0;
  std::string key, text;
  RawObject labels;
  static constexpr auto fields =
      describe(field<&Row::number>("number", ""), field<&Row::change>("change", ""),
               field<&Row::key>("key", ""), field<&Row::text>("text", ""),
               field<&Row::labels>("labels", ""));
};
constexpr sql::Piece kRow{"SELECT number, change, key, text, labels FROM text"};
constexpr sql::Statement<Row, std::int64_t, std::int64_t, std::int64_t> kAfter{
    "meaning.after", sql::text<kRow,
                               " WHERE space = ?1 AND is_forgotten = 0 AND number > ?2"
                               " ORDER BY number LIMIT ?3">};
// Of three ranges of the index: without a vector, and of the models that are named before and
// behind.
constexpr sql::Statement<Row, std::int64_t, std::string_view> kToMake{
    "meaning.to_make",
    sql::text<kRow,
              " WHERE number IN ("
              "SELECT number FROM (SELECT number FROM text WHERE space = ?1"
              " AND is_forgotten = 0 AND model IS NULL LIMIT 100)"
              " UNION ALL SELECT number FROM (SELECT number FROM text WHERE space = ?1"
              " AND is_forgotten = 0 AND model < ?2 LIMIT 100)"
              " UNION ALL SELECT number FROM (SELECT number FROM text WHERE space = ?1"
              " AND is_forgotten = 0 AND model > ?2 LIMIT 100)"
              ") LIMIT 100">};

struct Made {
  std::int64_t number = 0, change = 0;
  static constexpr auto fields =
      describe(field<&Made::number>("number", ""), field<&Made::change>("change", ""));
};
// But for what has changed meanwhile.
constexpr sql::Statement<sql::None, std::string_view, std::vector<Made>> kNoteMade{
    "meaning.note_made", R"sql(
  UPDATE text SET model = ?1
    FROM json_each(?2) AS e
   WHERE text.number = e.value ->> 'number' AND text.change = e.value ->> 'change'
)sql"};

constexpr sql::Statement<sql::None, std::int64_t, std::string_view> kSetModel{"meaning.set_model",
                                                                              R"sql(
  UPDATE space SET model = ?2 WHERE number = ?1
)sql"};
constexpr sql::Statement<sql::None, std::int64_t, std::int64_t> kSetTrained{"meaning.set_trained",
                                                                            R"sql(
  UPDATE space SET trained = ?2 WHERE number = ?1
)sql"};

struct Forgotten {
  std::int64_t number = 0, change = 0;
  std::string key;
  std::optional<std::string> model;
  static constexpr auto fields =
      describe(field<&Forgotten::number>("number", ""), field<&Forgotten::change>("change", ""),
               field<&Forgotten::key>("key", ""), field<&Forgotten::model>("model", ""));
};
// Fifty of them may have two vectors each, and an index deletes a hundred at a time.
constexpr sql::Statement<Forgotten, std::int64_t> kForgotten{"meaning.forgotten", R"sql(
  SELECT number, change, key, model FROM text WHERE space = ?1 AND is_forgotten = 1 LIMIT 50
)sql"};
constexpr sql::Statement<sql::None, std::vector<Forgotten>> kDelete{"meaning.delete", R"sql(
  DELETE FROM text
   WHERE number IN (SELECT t.number FROM json_each(?1) AS e JOIN text AS t
                        ON t.number = e.value ->> 'number' AND t.change = e.value ->> 'change')
)sql"};

std::int64_t percent_of(const Payload& payload) {
  return payload.all > 0 ? std::min<std::int64_t>(99, payload.made * 100 / payload.all) : 0;
}

class Step {
 public:
  Step(JobContext& job, Payload payload)
      : job_(job),
        learner_(learner_of(payload.organizationId, payload.collection)),
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
               .counts = {{{"texts", payload_.all}, {"made", payload_.made}}}});
  }

  Task<JobOutcome> begin() {
    const auto found =
        co_await find_space(job_.database, payload_.organizationId, payload_.collection);
    if (!found || !has_meaning()) co_return completed();
    co_await delete_forgotten(*found);
    const auto space = co_await read_space(job_.database, found->number);
    if (!space || space->count == 0) co_return completed();
    payload_ = {.organizationId = payload_.organizationId,
                .collection = payload_.collection,
                .space = space->number,
                .before = space->model.value_or(""),
                .all = space->count};
    // Half as many again as there were teach something new.
    const bool is_time = space->count >= kLearnMin && space->count * 2 >= space->trained * 3;
    if (!is_time || space->count == space->trained) co_return co_await begin_to_make();
    payload_.training = make_id("training", job_.now(), random_bytes(10));
    const AiTraining training = co_await ai_.begin_training(learner_, payload_.training);
    if (training.is_complete) co_return co_await begin_to_make();
    co_return go_on(EmbedPhase::collect);
  }

  Task<JobOutcome> collect() {
    const auto rows = co_await job_.database.all(kAfter, payload_.space, payload_.after,
                                                 static_cast<std::int64_t>(kAiLearnedTextsMax));
    if (rows.empty()) co_return go_on(EmbedPhase::learn);
    std::vector<std::string> texts;
    for (const Row& row : rows) texts.push_back(row.text);
    co_await ai_.add_training_texts(learner_, payload_.training, payload_.part, std::move(texts));
    ++payload_.part;
    payload_.after = rows.back().number;
    co_return go_on(EmbedPhase::collect);
  }

  Task<JobOutcome> learn() {
    const AiTraining training = co_await ai_.step_training(learner_, payload_.training);
    if (!training.is_complete) co_return go_on(EmbedPhase::learn);
    JobOutcome outcome = co_await begin_to_make();
    outcome.writes.push_back(sql::bind(kSetTrained, payload_.space, payload_.all));
    co_return outcome;
  }

  Task<JobOutcome> begin_to_make() {
    payload_.model = (co_await ai_.embedding_model(learner_)).model;
    payload_.after = 0;
    Writes writes;
    // The first vectors serve from the first of them on.
    if (payload_.before.empty())
      writes.push_back(sql::bind(kSetModel, payload_.space, payload_.model));
    co_return go_on(EmbedPhase::make, std::move(writes));
  }

  Task<JobOutcome> make() {
    const auto rows = co_await job_.database.all(kToMake, payload_.space, payload_.model);
    if (rows.empty()) co_return finish();
    std::vector<std::string> texts;
    for (const Row& row : rows) texts.push_back(row.text);
    const Embeddings made =
        co_await ai_.embed(learner_, std::move(texts), TextKind::document, payload_.model);
    co_await require(made.size() == rows.size(), ErrorCode::unavailable,
                     "The AI made another number of vectors than there are texts.");
    std::vector<VectorRecord> records;
    std::vector<Made> noted;
    const std::string name_space = vector_namespace(learner_, payload_.model);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto values = made.at(i);
      noted.push_back({rows[i].number, rows[i].change});
      // A text without words has no direction.
      if (std::ranges::all_of(values, [](float value) { return value == 0; })) continue;
      records.push_back({.id = vector_id(payload_.space, rows[i].key, payload_.model),
                         .values = {values.begin(), values.end()},
                         .nameSpace = name_space,
                         .metadata = rows[i].labels});
    }
    if (!records.empty()) co_await vectors_.upsert(std::move(records));
    payload_.made += std::ssize(noted);
    co_return go_on(EmbedPhase::make, {sql::bind(kNoteMade, payload_.model, noted)});
  }

  JobOutcome finish() {
    Writes writes{sql::bind(kSetModel, payload_.space, payload_.model)};
    payload_.after = 0;
    if (!payload_.before.empty() && payload_.before != payload_.model)
      return go_on(EmbedPhase::clean, std::move(writes));
    return completed(std::move(writes))
        .with({.percent = 100, .counts = {{{"texts", payload_.all}, {"made", payload_.made}}}});
  }

  Task<JobOutcome> clean() {
    const auto rows = co_await job_.database.all(kAfter, payload_.space, payload_.after,
                                                 static_cast<std::int64_t>(kVectorsDeletedMax));
    if (rows.empty()) {
      co_await ai_.drop_models(learner_, {payload_.model});
      co_return completed().with({.percent = 100});
    }
    std::vector<std::string> ids;
    for (const Row& row : rows) ids.push_back(vector_id(payload_.space, row.key, payload_.before));
    co_await vectors_.delete_by_ids(std::move(ids));
    payload_.after = rows.back().number;
    co_return go_on(EmbedPhase::clean);
  }

  // By the model that is noted, and by that of the space: a vector may have been made and its note
  // not been taken, because the text was forgotten meanwhile.
  Task<> delete_forgotten(const Space& space) {
    for (;;) {
      const auto rows = co_await job_.database.all(kForgotten, space.number);
      if (rows.empty()) co_return;
      std::vector<std::string> ids;
      for (const Forgotten& one : rows) {
        if (one.model) ids.push_back(vector_id(space.number, one.key, *one.model));
        if (space.model && space.model != one.model)
          ids.push_back(vector_id(space.number, one.key, *space.model));
      }
      if (!ids.empty()) co_await vectors_.delete_by_ids(std::move(ids));
      co_await job_.database.run(kDelete, rows);
    }
  }

  JobContext& job_;
  const std::string learner_;
  Ai ai_;
  Vectors vectors_;
  Payload payload_;
};

}  // namespace

sql::Bound<sql::None> embed_soon(Context& context, std::string_view organization_id,
                                 std::string_view collection) {
  const std::string id = concat("embed_", learner_of(organization_id, collection));
  return enqueue<EmbedJob>(
      context,
      {.organizationId = std::string(organization_id), .collection = std::string(collection)},
      {.id = id, .organization_id = organization_id, .delay_ms = kDelayMs});
}

Task<JobOutcome> embed_step(JobContext& job, EmbedJob::Payload payload) {
  Step step(job, std::move(payload));
  co_return co_await step.run();
}

}  // namespace crow::meaning
