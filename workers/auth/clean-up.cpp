#include "workers/auth/attempts.h"
#include "workers/auth/audit.h"
#include "workers/auth/handlers.h"
#include "workers/auth/signing-key.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<sql::None, Timestamp> kDeleteSessions{"auth.delete_expired_sessions",
                                                               R"sql(
  DELETE FROM session
   WHERE id IN (SELECT id FROM session WHERE expires_at < ?1 LIMIT 500)
)sql"};

constexpr sql::Statement<sql::None, Timestamp> kDeleteKeys{"auth.delete_expired_keys", R"sql(
  DELETE FROM apikey
   WHERE id IN (SELECT id FROM apikey WHERE expires_at < ?1 LIMIT 500)
)sql"};

constexpr sql::Statement<sql::None, Timestamp> kDeleteVerifications{
    "auth.delete_expired_verifications", R"sql(
  DELETE FROM verification
   WHERE id IN (SELECT id FROM verification WHERE expires_at < ?1 LIMIT 500)
)sql"};

constexpr std::string_view kHourly = "17 * * * *";  // The other cron is for jobs.
constexpr std::int64_t kBatch = 500;
constexpr int kRoundsMax = 100;  // What is left waits for the next hour.

}  // namespace

Task<> clean_up(Context& context) {
  if (context.request.path != kHourly) co_return;
  co_await rotate_signing_key(context);
  const Timestamp now = context.now();
  for (int round = 0; round < kRoundsMax; ++round) {
    auto [sessions, keys, links, tries, events] = co_await context.database.batch(
        sql::bind(kDeleteSessions, now), sql::bind(kDeleteKeys, now),
        sql::bind(kDeleteVerifications, now), delete_old_tries(now), delete_old_audit(now));
    if (sessions.changes < kBatch && keys.changes < kBatch && links.changes < kBatch &&
        tries.changes < kBatch && events.changes < kBatch)
      co_return;
  }
}

}  // namespace crow::auth
