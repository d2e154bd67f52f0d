#include "workers/auth/session.h"

#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/host/memory.h"
#include "shared/identity/session-object.h"
#include "shared/json/write.h"
#include "workers/auth/audit.h"
#include "workers/auth/cookie.h"
#include "workers/auth/ids.h"
#include "workers/auth/refusal.h"

namespace crow::auth {
namespace {

constexpr std::int64_t kExtendAfterMs = kDay;
// How long an object remembers a session.
constexpr std::int64_t kKeptMs = 10 * kSecond;

// A session beside its user, as one row.
struct Row {
  Timestamp expiresAt;
  std::string token;
  Timestamp createdAt, updatedAt;
  std::string ipAddress, userAgent, userId;
  std::optional<std::string> activeOrganizationId;
  std::string id;
  bool isRemembered = true;
  std::string userName, userEmail;
  bool userEmailVerified = false;
  std::optional<std::string> userImage;
  Timestamp userCreatedAt, userUpdatedAt;

  static constexpr auto fields = describe(
      field<&Row::expiresAt>("expiresAt", ""), field<&Row::token>("token", ""),
      field<&Row::createdAt>("createdAt", ""), field<&Row::updatedAt>("updatedAt", ""),
      field<&Row::ipAddress>("ipAddress", ""), field<&Row::userAgent>("userAgent", ""),
      field<&Row::userId>("userId", ""),
      field<&Row::activeOrganizationId>("activeOrganizationId", ""), field<&Row::id>("id", ""),
      field<&Row::isRemembered>("isRemembered", ""), field<&Row::userName>("userName", ""),
      field<&Row::userEmail>("userEmail", ""),
      field<&Row::userEmailVerified>("userEmailVerified", ""),
      field<&Row::userImage>("userImage", ""), field<&Row::userCreatedAt>("userCreatedAt", ""),
      field<&Row::userUpdatedAt>("userUpdatedAt", ""));
};

constexpr sql::Statement<Row, std::string_view> kSelectSession{"auth.find_session", R"sql(
  SELECT s.expires_at, s.token, s.created_at, s.updated_at, s.ip_address, s.user_agent, s.user_id,
         s.active_organization_id, s.id, s.is_remembered,
         u.name AS user_name, u.email AS user_email, u.email_verified AS user_email_verified,
         u.image AS user_image, u.created_at AS user_created_at, u.updated_at AS user_updated_at
    FROM session AS s
    JOIN user AS u ON u.id = s.user_id
   WHERE s.token = ?1
)sql"};

constexpr sql::Statement<sql::None, std::string_view> kDeleteSession{"auth.delete_session", R"sql(
  DELETE FROM session WHERE id = ?1
)sql"};

constexpr sql::Statement<sql::None, std::string_view, Timestamp, Timestamp> kExtendSession{
    "auth.extend_session", R"sql(
  UPDATE session SET expires_at = ?2, updated_at = ?3 WHERE id = ?1
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                         std::string_view, std::string_view, bool, Timestamp, Timestamp>
    kInsertSession{"auth.insert_session", R"sql(
  INSERT INTO session (id, token, user_id, ip_address, user_agent, is_remembered, expires_at,
                       created_at, updated_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                         std::string_view, std::string_view, bool, Timestamp, Timestamp,
                         std::string_view>
    kInsertByPassword{"auth.insert_session_by_password", R"sql(
  INSERT INTO session (id, token, user_id, ip_address, user_agent, is_remembered, expires_at,
                       created_at, updated_at)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8
   WHERE EXISTS (SELECT 1 FROM account
                  WHERE user_id = ?3 AND provider_id = 'credential' AND password = ?9)
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view> kDeleteSessions{
    "auth.delete_sessions", R"sql(
  DELETE FROM session WHERE user_id = ?1 AND token <> ?2
)sql"};

CurrentSession split(Row row) {
  return {{row.expiresAt, std::move(row.token), row.createdAt, row.updatedAt,
           std::move(row.ipAddress), std::move(row.userAgent), row.userId,
           std::move(row.activeOrganizationId), std::move(row.id)},
          {std::move(row.userName), std::move(row.userEmail), row.userEmailVerified,
           std::move(row.userImage), row.userCreatedAt, row.userUpdatedAt, row.userId}};
}

constexpr sql::Statement<User, std::string_view> kSelectActor{"auth.find_actor", R"sql(
  SELECT name, email, email_verified, image, created_at, updated_at, id FROM user WHERE id = ?1
)sql"};

// Whom another service acts for: for-callers.h. There is no cookie, and no row of a session.
Task<std::optional<CurrentSession>> find_actor(const Context& context) {
  auto user = co_await context.database.find(kSelectActor, context.caller.user_id);
  if (!user) co_return std::optional<CurrentSession>();
  CurrentSession current{.session = {}, .user = std::move(*user)};
  current.session.userId = current.user.id;
  current.session.activeOrganizationId = context.caller.organization_id;
  co_return std::optional(std::move(current));
}

// Any value of such a parameter does, on every route.
bool asks(const Request& request, std::string_view parameter) {
  const auto query = parse_form(request.query);
  if (!query) return false;
  for (const auto& [name, value] : *query)
    if (name == parameter && !value.empty()) return true;
  return false;
}

// What an object remembers: when it forgets that, a line break, the row.
std::optional<Row> read_kept(std::string_view text, Timestamp now) {
  const auto until = to_number(split_off(text, '\n'));
  // What lasts longer than ten seconds was learnt before the clock went back.
  if (!until || *until <= now.ms || *until > now.ms + kKeptMs) return std::nullopt;
  auto row = json::read<Row>(std::string(text));
  return row ? std::optional(std::move(*row)) : std::nullopt;
}

// The row of a token: what an object remembers, if that will do, or what is stored.
Task<std::optional<Row>> read_row(const Context& context, std::string_view token, bool may_recall) {
  const Memory memory(context.host);
  Memory::Kept kept;
  if (may_recall) kept = co_await memory.read(token);
  const Timestamp now = context.now();
  auto row = read_kept(kept.text, now);
  if (row) co_return row;
  row = co_await context.database.find(kSelectSession, token);
  // Only the user's own object will be told to forget it. A session from before tokens began as
  // their users' ids comes to another one, as does a request with cookies of two.
  if (row && kept.object == session_object(row->userId))
    co_await memory.write(token, kept.age, concat(now.ms + kKeptMs, '\n', json::write(*row)));
  co_return row;
}

Task<std::optional<CurrentSession>> find(Context& context, bool may_recall) {
  using Found = std::optional<CurrentSession>;
  if (!context.caller.user_id.empty()) co_return co_await find_actor(context);
  const auto token = co_await read_cookie(context.request, kSessionCookie);
  if (!token) co_return Found();
  auto row = co_await read_row(context, *token, may_recall);
  const Timestamp now = context.now();
  if (!row || row->expiresAt < now) {
    delete_session_cookies(context);
    if (row) co_await context.database.run(kDeleteSession, row->id);
    co_return Found();
  }

  const bool is_old = row->expiresAt.ms - kSessionLifeMs + kExtendAfterMs <= now.ms;
  const bool is_brief = !row->isRemembered ||
                        (co_await read_cookie(context.request, kDontRememberCookie)).has_value();
  if (is_old && !is_brief && !asks(context.request, "disableRefresh")) {
    row->expiresAt = {now.ms + kSessionLifeMs};
    row->updatedAt = now;
    const std::int64_t extended =
        co_await context.database.run(kExtendSession, row->id, row->expiresAt, now);
    if (extended == 0) {  // It was ended meanwhile.
      delete_session_cookies(context);
      co_return Found();
    }
    co_await forget_sessions_of(context, row->userId);
    co_await set_session_cookie(context, row->token, false);
  }
  co_return Found(split(std::move(*row)));
}

}  // namespace

Task<std::optional<CurrentSession>> find_session(Context& context) { return find(context, false); }

Task<std::optional<CurrentSession>> recall_session(Context& context) {
  return find(context, !asks(context.request, "disableCookieCache"));
}

Task<> forget_sessions_of(const Context& context, std::string_view id_or_token) {
  const std::string_view object = session_object(id_or_token);
  if (object.empty()) co_return;
  const auto answer = co_await Memory(context.host).forget(kSessionObjects, object).as_result();
  if (!answer)
    log_line(concat(R"({"level":"error","error":"sessions are not forgotten","cause":)",
                    json::write(answer.error().cause), '}'));
}

Task<CurrentSession> require_session(Context& context) {
  auto found = co_await find_session(context);
  if (!found) co_await refuse(kUnauthorized);
  co_return std::move(*found);
}

bool is_fresh(const Session& session, Timestamp now) {
  return now.ms - session.createdAt.ms < kDay;
}

Session new_session(const Context& context, std::string user_id, bool is_brief) {
  const Timestamp now = context.now();
  const Request& request = context.request;
  // Headers come as bytes; what is not UTF-8 is not kept.
  const auto text = [&](std::string_view name) {
    const std::string_view value = request.header_or(name, {});
    return std::string(is_utf8(value) ? cut_code_points(value, 512) : std::string_view());
  };
  // The token says by its beginning which object remembers the session.
  std::string token = new_id();
  const std::string_view object = session_object(user_id);
  token.replace(0, object.size(), object);
  return {.expiresAt = {now.ms + (is_brief ? kBriefSessionLifeMs : kSessionLifeMs)},
          .token = std::move(token),
          .createdAt = now,
          .updatedAt = now,
          .ipAddress = client_address(context),
          .userAgent = text("user-agent"),
          .userId = std::move(user_id),
          .activeOrganizationId = std::nullopt,
          .id = new_id()};
}

sql::Bound<sql::None> insert_session(const Session& session, bool is_brief) {
  return sql::bind(kInsertSession, session.id, session.token, session.userId, session.ipAddress,
                   session.userAgent, !is_brief, session.expiresAt, session.createdAt);
}

sql::Bound<sql::None> insert_session_by_password(const Session& session, bool is_brief,
                                                 std::string_view hash) {
  return sql::bind(kInsertByPassword, session.id, session.token, session.userId, session.ipAddress,
                   session.userAgent, !is_brief, session.expiresAt, session.createdAt, hash);
}

sql::Bound<sql::None> delete_sessions(std::string_view user_id, std::string_view kept) {
  return sql::bind(kDeleteSessions, user_id, kept);
}

}  // namespace crow::auth
