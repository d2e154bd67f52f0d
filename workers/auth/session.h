// The session that a request's cookie names.
#pragma once

#include <optional>

#include "shared/contracts/auth/sessions.h"
#include "shared/core/time.h"
#include "shared/service/context.h"

namespace crow::auth {

inline constexpr std::int64_t kSessionLifeMs = 7 * kDay;
inline constexpr std::int64_t kBriefSessionLifeMs = kDay;

struct CurrentSession {
  Session session;
  User user;
};

// The caller's session and user; absent without one. A session that ended has its cookies deleted,
// one that is a day old lives seven days more and has its cookie set again.
Task<std::optional<CurrentSession>> find_session(Context& context);

// The same, for those who do nothing but look: an object may have remembered it, ten seconds at the
// most, and remembers it when it had not (shared/identity/session-object.h). `?disableCookieCache=`
// asks for what is stored, as with a Better Auth server that remembers sessions in a cookie.
Task<std::optional<CurrentSession>> recall_session(Context& context);

// Has the object that remembers a user's sessions forget them: whoever changes a session or its
// user does it before it answers. `id_or_token` is the user's id or the token of one. An object
// that does not answer is noted in the log and not waited for; it forgets by itself after ten
// seconds.
Task<> forget_sessions_of(const Context& context, std::string_view id_or_token);

// The session of find_session(); there must be one.
//
// Errors: UNAUTHORIZED.
Task<CurrentSession> require_session(Context& context);

// Whether a session began within a day: for what a stolen old one must not do.
bool is_fresh(const Session& session, Timestamp now);

// A session that begins now, not stored yet.
Session new_session(const Context& context, std::string user_id, bool is_brief);

// The statement that stores it.
sql::Bound<sql::None> insert_session(const Session& session, bool is_brief);

// The same, unless the password that opened the session is the user's no more: then it changes
// nothing. `hash` is what was verified.
sql::Bound<sql::None> insert_session_by_password(const Session& session, bool is_brief,
                                                 std::string_view hash);

// The statement that ends a user's sessions, but for the one with the token `kept`, if any.
sql::Bound<sql::None> delete_sessions(std::string_view user_id, std::string_view kept = {});

}  // namespace crow::auth
