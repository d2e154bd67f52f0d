#include "shared/limits/grant.h"

#include "shared/core/text.h"
#include "workers/limiter/handlers.h"

namespace crow::limiter {
namespace {

struct Row {
  std::int64_t ofMinute = 0, ofDay = 0;
  static constexpr auto fields =
      describe(field<&Row::ofMinute>("ofMinute", ""), field<&Row::ofDay>("ofDay", ""));
};

constexpr sql::Statement<Row, std::string_view, Timestamp, Timestamp> kSelect{"limiter.given",
                                                                              R"sql(
  SELECT coalesce((SELECT tokens FROM given
                    WHERE id = ?1 AND length = 60000 AND starts_at = ?2), 0) AS of_minute,
         coalesce((SELECT tokens FROM given
                    WHERE id = ?1 AND length = 86400000 AND starts_at = ?3), 0) AS of_day
)sql"};

struct Sum {
  std::int64_t tokens = 0;
  static constexpr auto fields = describe(field<&Sum::tokens>("tokens", ""));
};

// The limit stands here once more: whatever came between, the sum stays below.
constexpr sql::Statement<Sum, std::string_view, std::int64_t, Timestamp, std::int64_t, std::int64_t>
    kGive{"limiter.give", R"sql(
  INSERT INTO given (id, length, starts_at, ends_at, tokens)
  VALUES (?1, CAST(?2 AS INTEGER), CAST(?3 AS INTEGER),
          CAST(?3 AS INTEGER) + CAST(?2 AS INTEGER), CAST(?4 AS INTEGER))
      ON CONFLICT (id, length, starts_at) DO UPDATE SET tokens = tokens + excluded.tokens
   WHERE tokens + excluded.tokens <= CAST(?5 AS INTEGER)
  RETURNING tokens
)sql"};

WindowShare share_of(const limits::Share& share) {
  return {share.starts, share.granted, share.left};
}

Task<> wake_at(Host host, std::int64_t time_ms) {
  co_await host.call("alarm.set", kStorage, to_text(time_ms));
}

}  // namespace

Task<LeaseTokens::Output> lease_tokens(Context& context, LeaseTokens::Input input) {
  const Database database(context.host, kStorage);
  const Timestamp now = context.now();
  limits::Ask ask{.allowance = {.per_minute = input.perMinute},
                  .want = input.want,
                  .surplus = input.surplus,
                  .surplus_day = input.surplusDay.value_or(Timestamp{})};
  if (input.perDay) ask.allowance.per_day = *input.perDay;
  const auto row = co_await database.find(kSelect, input.id, limits::start_of_minute(now),
                                          limits::start_of_day(now));
  const limits::Grant grant = limits::grant(ask, now, {row->ofMinute, row->ofDay});

  LeaseTokens::Output output{.now = now, .minute = share_of(grant.minute)};
  if (grant.day) output.day = share_of(*grant.day);
  if (grant.minute.granted == 0) co_return output;

  const auto of_minute = sql::bind(kGive, input.id, kMinute, grant.minute.starts,
                                   grant.minute.granted, ask.allowance.per_minute);
  bool is_given = false;
  if (grant.day) {
    const auto [minute, day] =
        co_await database.batch(of_minute, sql::bind(kGive, input.id, kDay, grant.day->starts,
                                                     grant.day->granted, *ask.allowance.per_day));
    is_given = minute.rows.size() == 1 && day.rows.size() == 1;
  } else {
    const auto [minute] = co_await database.batch(of_minute);
    is_given = minute.rows.size() == 1;
  }
  co_await require(is_given, ErrorCode::unavailable, "Somebody else was given the same tokens.");
  if (row->ofMinute == 0)
    context.background.push_back(
        wake_at(context.host, grant.minute.starts.ms + kMinute + kRememberedMs));
  co_return output;
}

}  // namespace crow::limiter
