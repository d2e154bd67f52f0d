#include "workers/interactions/score-bots.h"

#include "shared/service/list.h"
#include "workers/interactions/bot-score.h"

namespace crow::interactions {
namespace {

constexpr std::int64_t kRowsAtOnce = 500;

constexpr sql::Statement<Total, std::string_view> kCount{
    "interactions.count_to_score",
    "SELECT count(*) AS total FROM interaction WHERE organization_id = ?1"};

// What a score is made of, and the one that is stored.
struct Row {
  std::int64_t number = 0;
  SourceType sourceType{};
  RawObject properties;
  std::optional<std::string> userAgent;
  bool speaksALanguage = false;
  std::int64_t botScore = 0;
  RawJson botReasons;
  Place place;

  static constexpr auto fields = describe(
      field<&Row::number>("number", ""), field<&Row::sourceType>("sourceType", ""),
      field<&Row::properties>("properties", ""), field<&Row::userAgent>("userAgent", ""),
      field<&Row::speaksALanguage>("speaksALanguage", ""), field<&Row::botScore>("botScore", ""),
      field<&Row::botReasons>("botReasons", ""), embed<&Row::place>());
};

constexpr sql::Statement<Row, std::string_view, std::int64_t, std::string_view, std::int64_t> kNext{
    "interactions.next_to_score", R"sql(
  SELECT number, source_type, properties, user_agent, speaks_a_language, bot_score, bot_reasons,
         occurred_at AS place_time, id AS place_id
    FROM interaction
   WHERE organization_id = ?1 AND (occurred_at, id) > (?2, ?3)
   ORDER BY occurred_at, id
   LIMIT ?4
)sql"};

struct NewScore {
  std::int64_t number = 0, score = 0;
  RawJson reasons;
  static constexpr auto fields =
      describe(field<&NewScore::number>("number", ""), field<&NewScore::score>("score", ""),
               field<&NewScore::reasons>("reasons", ""));
};

constexpr sql::Statement<sql::None, std::vector<NewScore>> kUpdate{"interactions.update_scores",
                                                                   R"sql(
  UPDATE interaction
     SET bot_score = s.value ->> 'score', bot_reasons = s.value ->> 'reasons'
    FROM json_each(?1) AS s
   WHERE number = s.value ->> 'number'
)sql"};

BotScore score_again(Row& row) {
  Event event;
  event.sourceType = row.sourceType;
  event.properties = std::move(row.properties);
  return score_of(event, score_of(row.userAgent, row.speaksALanguage));
}

}  // namespace

Task<JobOutcome> score_bots(JobContext& job, ScoreBots::Payload payload) {
  const std::string& organization = job.job.organization_id;
  if (payload.scored == 0) {
    const auto count = co_await job.database.find(kCount, organization);
    payload.total = count ? count->total : 0;
  }
  auto rows = co_await job.database.all(kNext, organization, payload.after.time, payload.after.id,
                                        kRowsAtOnce);
  std::vector<NewScore> changed;
  for (Row& row : rows) {
    const BotScore score = score_again(row);
    RawJson reasons{json::write(score.reasons)};
    if (score.value != row.botScore || reasons != row.botReasons)
      changed.push_back({row.number, score.value, std::move(reasons)});
  }
  payload.scored += std::ssize(rows);
  payload.changed += std::ssize(changed);
  JobProgress progress{.percent = payload.total > 0 ? std::min<std::int64_t>(
                                                          100, payload.scored * 100 / payload.total)
                                                    : 100,
                       .counts = {{{"scored", payload.scored}, {"changed", payload.changed}}}};
  Writes writes;
  if (!changed.empty()) writes.push_back(sql::bind(kUpdate, changed));
  if (std::ssize(rows) < kRowsAtOnce)
    co_return completed(std::move(writes)).with(std::move(progress));
  payload.after = rows.back().place;
  co_return continue_with(payload, std::move(writes)).with(std::move(progress));
}

}  // namespace crow::interactions
