#include "workers/meaning/embed-job.h"

#include "shared/core/text.h"
#include "shared/sql/text.h"
#include "workers/meaning/space.h"

namespace crow::meaning {
namespace {

using embedding::MadeText;
using embedding::SourceState;
using embedding::SourceText;

constexpr sql::Statement<SourceState, std::int64_t> kState{"meaning.state", R"sql(
  SELECT s.model, s.trained,
         (SELECT count(*) FROM text AS t WHERE t.space = s.number AND t.is_forgotten = 0) AS count
    FROM space AS s WHERE s.number = ?1
)sql"};

constexpr sql::Piece kText{
    "SELECT number, change, CAST(space AS TEXT) || '.' || key AS id, text, labels, model"
    " FROM text"};
constexpr sql::Statement<SourceText, std::int64_t, std::int64_t, std::int64_t> kAfter{
    "meaning.after", sql::text<kText,
                               " WHERE space = ?1 AND is_forgotten = 0 AND number > ?2"
                               " ORDER BY number LIMIT ?3">};
// Of three ranges of the index: without a vector, and of the models that are named before and
// behind.
constexpr sql::Statement<SourceText, std::int64_t, std::string_view, std::int64_t> kToMake{
    "meaning.to_make",
    sql::text<kText,
              " WHERE number IN ("
              "SELECT number FROM (SELECT number FROM text WHERE space = ?1"
              " AND is_forgotten = 0 AND model IS NULL LIMIT ?3)"
              " UNION ALL SELECT number FROM (SELECT number FROM text WHERE space = ?1"
              " AND is_forgotten = 0 AND model < ?2 LIMIT ?3)"
              " UNION ALL SELECT number FROM (SELECT number FROM text WHERE space = ?1"
              " AND is_forgotten = 0 AND model > ?2 LIMIT ?3)"
              ") LIMIT ?3">};

constexpr sql::Statement<sql::None, std::string_view, std::vector<MadeText>> kNoteMade{
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

// The texts of one collection.
class Texts final : public embedding::Source {
 public:
  Texts(const Database& database, Space space) : database_(database), space_(std::move(space)) {}

  std::string learner() const override {
    return learner_of(space_.organizationId, space_.collection);
  }
  std::string_view noun() const override { return "texts"; }

  Task<std::optional<SourceState>> state() override {
    return database_.find(kState, space_.number);
  }

  // By the model that is noted, and by that of the space: a vector may have been made and its note
  // not been taken, because the text was forgotten meanwhile.
  Task<bool> forget(const Vectors& vectors) override {
    const auto rows = co_await database_.all(kForgotten, space_.number);
    if (rows.empty()) co_return false;
    std::vector<std::string> ids;
    for (const Forgotten& one : rows) {
      const std::string id = text_id(space_.number, one.key);
      if (one.model) ids.push_back(embedding::vector_id(id, *one.model));
      if (space_.model && space_.model != one.model)
        ids.push_back(embedding::vector_id(id, *space_.model));
    }
    if (!ids.empty()) co_await vectors.delete_by_ids(std::move(ids));
    co_await database_.run(kDelete, rows);
    co_return true;
  }

  Task<std::vector<SourceText>> after(std::int64_t number, std::int64_t most) override {
    return database_.all(kAfter, space_.number, number, most);
  }
  Task<std::vector<SourceText>> to_make(std::string_view model) override {
    return database_.all(kToMake, space_.number, model,
                         static_cast<std::int64_t>(embedding::kAtOnce));
  }

  sql::BoundStatement note_made(std::string_view model,
                                const std::vector<MadeText>& made) const override {
    return sql::bind(kNoteMade, model, made);
  }
  sql::BoundStatement set_model(std::string_view model) const override {
    return sql::bind(kSetModel, space_.number, model);
  }
  sql::BoundStatement set_trained(std::int64_t count) const override {
    return sql::bind(kSetTrained, space_.number, count);
  }

 private:
  const Database& database_;
  const Space space_;
};

}  // namespace

sql::Bound<sql::None> embed_soon(Context& context, std::string_view organization_id,
                                 std::string_view collection) {
  const std::string id = concat("embed_", learner_of(organization_id, collection));
  return enqueue<EmbedJob>(
      context, {.collection = std::string(collection)},
      {.id = id, .organization_id = organization_id, .delay_ms = embedding::kDelayMs});
}

Task<JobOutcome> embed_step(JobContext& job, EmbedJob::Payload payload) {
  auto space = co_await find_space(job.database, job.job.organization_id, payload.collection);
  if (!space || !embedding::has_meaning()) co_return completed();
  Texts texts(job.database, std::move(*space));
  co_return co_await embedding::embed(job, texts, std::move(payload));
}

}  // namespace crow::meaning
