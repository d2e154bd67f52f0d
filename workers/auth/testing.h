// For tests: a World in which auth is configured, and people have sessions and keys.
//
//   AuthWorld world;
//   const auto ada = world.sign_in("Ada Lovelace");                  // a session's cookie
//   const auto reply = world.ask_as(ada, "/update-user", R"({"name":"Countess"})");
#pragma once

#include "shared/contracts/auth.h"
#include "shared/identity/session-object.h"
#include "shared/identity/testing.h"
#include "shared/json/write.h"
#include "workers/auth/cookie.h"
#include "workers/auth/key-hash.h"
#include "workers/auth/signing-key.h"

namespace crow::auth {

inline constexpr std::string_view kTestSecret = "0123456789abcdef0123456789abcdef0123456789";
inline constexpr std::string_view kTestOrigin = "http://localhost:8787";
// Better Auth's own hash of "password1234".
inline constexpr std::string_view kPassword1234 =
    "000102030405060708090a0b0c0d0e0f:"
    "d19e1ab00945c2d478363ca443b72fb3e2c9af5d0ca0f2315bbf973d89852985"
    "b41cd84cc306730215feaa36e1e406aeb1e39775cf8cd1a3027cc30a931ed0ac";

// Somebody with a session.
struct Visitor {
  std::string user_id;
  std::string token;
  std::string cookie;  // "better-auth.session_token=…".
};

class AuthWorld : public IdentityWorld {
 public:
  AuthWorld() {
    set_variable("AUTH_SECRET", std::string(kTestSecret));
    set_variable("BASE_URL", std::string(kTestOrigin));
    set_variable("DEFAULT_TIER", "Starter");
    // A deployment has a handful of signing keys.
    database().allow_scan("jwks");
    forget_keys();
  }

  // A new user with a session that was stored, not signed in for.
  Visitor sign_in(std::string_view name) { return open_session(add_user(name)); }

  Visitor open_session(std::string user_id, bool is_remembered = true,
                       std::int64_t life_ms = 7 * kDay) {
    static constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                                    bool, Timestamp, Timestamp>
        kInsert{"test.add_session", R"sql(
      INSERT INTO session (id, token, user_id, ip_address, user_agent, is_remembered, expires_at,
                           created_at, updated_at)
      VALUES (?1, ?2, ?3, '', '', ?4, ?5, ?6, ?6)
    )sql"};
    const std::string token =
        concat(session_object(user_id), random_text(30, "abcdefghijklmnopqrstuvwxyz0123456789"));
    write(sql::bind(kInsert, token.substr(1) + "s", token, user_id, is_remembered,
                    Timestamp{now_ms + life_ms}, Timestamp{now_ms}));
    return {std::move(user_id), token,
            concat(kSessionCookie, '=', percent_encode(*sign_value(token)))};
  }

  // Makes an organization active in somebody's session.
  void set_active(const Visitor& visitor, std::string_view organization) {
    static constexpr sql::Statement<sql::None, std::string_view, std::string_view> kUpdate{
        "test.set_active", "UPDATE session SET active_organization_id = ?2 WHERE token = ?1"};
    write(sql::bind(kUpdate, visitor.token, organization));
  }

  // Somebody new who belongs to an organization and acts for it.
  Visitor sign_in_to(std::string_view organization, std::string_view name, Role role) {
    Visitor visitor = sign_in(name);
    add_member(organization, visitor.user_id, role);
    set_active(visitor, organization);
    return visitor;
  }

  // Ends a membership; the session stays as it is.
  void leave(const Visitor& visitor, std::string_view organization) {
    Caller caller;
    caller.user_id = visitor.user_id;
    caller.organization_id = organization;
    remove_member(caller);
  }

  // Takes permissions from a member; a JSON array of names.
  void disable(const Visitor& visitor, std::string_view organization, std::string_view names) {
    static constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                                    Timestamp>
        kInsert{"test.disable", R"sql(
      INSERT INTO member_permission (organization_id, user_id, disabled, updated_at)
      VALUES (?1, ?2, ?3, ?4)
    )sql"};
    write(sql::bind(kInsert, organization, visitor.user_id, names, Timestamp{now_ms}));
  }

  // Requests below /api/v1/auth.
  Reply read(std::string_view path, Headers headers = {}) {
    return get(concat("/api/v1/auth", path), std::move(headers));
  }
  Reply ask(std::string_view path, std::string json, Headers headers = {}) {
    return post(concat("/api/v1/auth", path), std::move(json), std::move(headers));
  }
  Reply read_as(const Visitor& visitor, std::string_view path) {
    return read(path, {{"cookie", visitor.cookie}});
  }
  Reply ask_as(const Visitor& visitor, std::string_view path, std::string json) {
    return ask(path, std::move(json),
               {{"cookie", visitor.cookie}, {"origin", std::string(kTestOrigin)}});
  }

  // An operation of the platform itself, as another service calls it.
  Reply call(std::string_view path, std::string json) {
    return post(std::string(path), std::move(json), {{"x-internal-key", "test-internal-key"}});
  }

  // A key that was stored, not made by its route.
  struct Key {
    std::string id, key;
  };
  Key add_key(const Visitor& visitor, std::optional<std::string> organization = std::nullopt,
              std::int64_t life_ms = 365 * kDay) {
    static constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                                    std::optional<std::string>, Timestamp, Timestamp>
        kInsert{"test.add_key", R"sql(
      INSERT INTO apikey (id, key_hash, user_id, organization_id, start, prefix, expires_at,
                          created_at, updated_at)
      VALUES (?1, ?2, ?3, ?4, 'crow_a', 'crow_', ?5, ?6, ?6)
    )sql"};
    const std::string key = "crow_" + random_text(64, "abcdefghijklmnopqrstuvwxyz");
    const std::string id = random_text(32, "abcdefghijklmnopqrstuvwxyz0123456789");
    write(sql::bind(kInsert, id, hash_of_key(key), visitor.user_id, organization,
                    Timestamp{now_ms + life_ms}, Timestamp{now_ms}));
    return {id, key};
  }

  // Gives a user who was only stored a password: the account that signing up makes.
  void set_password(const Visitor& visitor, std::string_view hash) {
    static constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                                    Timestamp>
        kInsert{"test.set_password", R"sql(
      INSERT INTO account (id, user_id, provider_id, account_id, password, created_at, updated_at)
      VALUES (?1, ?2, 'credential', ?2, ?3, ?4, ?4)
    )sql"};
    write(sql::bind(kInsert, random_text(32, "abcdefghijklmnopqrstuvwxyz"), visitor.user_id, hash,
                    Timestamp{now_ms}));
  }

  // The newest mail to an address, which must be there.
  SentMail mail_to(std::string_view address) {
    auto sent =
        read_body<ListMail::Output>(get(concat("/internal/auth/mail?to=", percent_encode(address)),
                                        {{"x-internal-key", "test-internal-key"}}));
    EXPECT_FALSE(sent.data.empty()) << address;
    return sent.data.empty() ? SentMail{} : std::move(sent.data.front());
  }

  // The audit log of an organization, the oldest first: "signed_in, member_joined".
  std::string audit_log(std::string_view organization) {
    const auto answer = database().batch(std::array{
        Sqlite::Call{"SELECT group_concat(action, ', ') FROM (SELECT action FROM audit_event WHERE "
                     "organization_id = ?1 ORDER BY at, id)",
                     concat("[\"", organization, "\"]")}});
    EXPECT_TRUE(answer.has_value());
    const auto begin = answer->find('"');
    if (begin == answer->npos) return {};
    return answer->substr(begin + 1, answer->find('"', begin + 1) - begin - 1);
  }

  // A number that a statement of one column gives.
  std::int64_t number(std::string_view sql) {
    const auto answer = database().batch(std::array{Sqlite::Call{sql, "[]"}});
    EXPECT_TRUE(answer.has_value()) << sql;
    const std::string_view text = answer ? *answer : std::string_view();
    const auto begin = std::min(text.find_first_of("-0123456789"), text.size());
    return to_number(text.substr(begin, text.find_first_of("],", begin) - begin)).value_or(-1);
  }
};

// A refusal in Better Auth's shape.
struct Refused {
  std::string message;
  std::optional<std::string> code;
  static constexpr auto fields =
      describe(field<&Refused::message>("message", ""), field<&Refused::code>("code", ""));
};

// "403 INVALID_ORIGIN" of a refusal; of anything else its status and body.
inline std::string code_of(const World::Reply& reply) {
  const auto refused = json::read<Refused>(reply.body);
  return concat(reply.status, ' ', refused ? refused->code.value_or("") : reply.body);
}

// The message of a refusal; of anything else its body.
inline std::string message_of(const World::Reply& reply) {
  const auto refused = json::read<Refused>(reply.body);
  return refused ? refused->message : reply.body;
}

}  // namespace crow::auth
