#include "workers/auth/attempts.h"

#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/host/host.h"

namespace crow::auth {
namespace {

constexpr std::int64_t kPasswordWindowMs = 15 * kMinute, kMailWindowMs = kHour;
constexpr std::int64_t kPasswordsMax = 10, kMailMax = 5;
// Developers and their tests try often.
constexpr std::int64_t kMaxOutsideProduction = 100;

constexpr sql::Statement<Attempts, std::string_view, Timestamp, std::int64_t> kCount{
    "auth.count_try", R"sql(
  INSERT INTO attempt (id, count, since) VALUES (?1, 1, ?2)
      ON CONFLICT (id) DO UPDATE
     SET count = iif(since + CAST(?3 AS INTEGER) <= excluded.since, 1, count + 1),
         since = iif(since + CAST(?3 AS INTEGER) <= excluded.since, excluded.since, since)
  RETURNING count, since
)sql"};

constexpr sql::Statement<sql::None, std::string_view> kForget{"auth.forget_tries", R"sql(
  DELETE FROM attempt WHERE id = ?1
)sql"};

constexpr sql::Statement<sql::None, Timestamp> kDeleteOld{"auth.delete_old_tries", R"sql(
  DELETE FROM attempt WHERE id IN (SELECT id FROM attempt WHERE since < ?1 LIMIT 500)
)sql"};

std::string id_of(Try kind, std::string_view email) { return concat(name_of(kind), ':', email); }

std::int64_t most(std::int64_t in_production) {
  return variable_or("ENVIRONMENT", {}) == "production" ? in_production : kMaxOutsideProduction;
}

}  // namespace

sql::Bound<Attempts> count_try(Try kind, std::string_view email, Timestamp now) {
  return sql::bind(kCount, id_of(kind, email), now,
                   kind == Try::password ? kPasswordWindowMs : kMailWindowMs);
}

sql::Bound<sql::None> forget_tries(Try kind, std::string_view email) {
  return sql::bind(kForget, id_of(kind, email));
}

Result<> check_tries(const Attempts& attempts, Timestamp now) {
  if (attempts.count <= most(kPasswordsMax)) return {};
  const std::int64_t wait_ms = attempts.since.ms + kPasswordWindowMs - now.ms;
  const std::int64_t wait_s = std::max<std::int64_t>((wait_ms + 999) / 1000, 1);
  auto refusal = fail(
      ErrorCode::rate_limited,
      concat("Too many passwords were tried for this account; try again in ", wait_s, " seconds."));
  refusal.error().retry_after_s = static_cast<std::uint32_t>(wait_s);
  return refusal;
}

bool is_too_much_mail(const Attempts& attempts) { return attempts.count > most(kMailMax); }

sql::Bound<sql::None> delete_old_tries(Timestamp now) {
  return sql::bind(kDeleteOld, Timestamp{now.ms - kMailWindowMs});
}

}  // namespace crow::auth
