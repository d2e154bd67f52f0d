// For tests: a World with the identity database, and people in it.
//
//   IdentityWorld world;
//   const auto northwind = world.add_organization("Northwind");
//   const Caller ada = world.join(northwind, "Ada Lovelace", Role::owner);
//   const auto reply = world.get_as(ada, "/api/v1/users/me");
//
// Every query that ran is looked at when the World ends: one that reads a whole table fails the
// test. Ids count up, 32 letters and digits: "user0000…0001". Everything is made at the World's
// time.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/host/fake/world.h"
#include "shared/json/read.h"
#include "shared/sql/testing.h"

namespace crow {

// What a stand-in for a service was asked, for its answer.
template <typename Op>
typename Op::Input input_of(const World::Message& message) {
  auto input = json::read<typename Op::Input>(message.body);
  EXPECT_TRUE(input) << message.body;
  return input ? std::move(*input) : typename Op::Input{};
}

class IdentityWorld : public World {
 public:
  IdentityWorld() { migrate("workers/auth/migrations"); }
  ~IdentityWorld() { EXPECT_EQ(database().scans(), std::vector<std::string>()); }

  // The id of a new organization; its slug is the name in lower case.
  std::string add_organization(std::string_view name) {
    static constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string,
                                    Timestamp>
        kInsert{"test.add_organization", R"sql(
      INSERT INTO organization (id, name, slug, tier, created_at)
      VALUES (?1, ?2, ?3, 'Free', ?4)
    )sql"};
    const std::string id = next_id("organization");
    write(sql::bind(kInsert, id, name, to_lower(name), Timestamp{now_ms}));
    return id;
  }

  // The id of a new user without an organization. "Ada Lovelace" has the address
  // "ada.lovelace@northwind.example", whatever she belongs to.
  std::string add_user(std::string_view name) {
    static constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string,
                                    Timestamp>
        kInsert{"test.add_user", R"sql(
      INSERT INTO user (id, name, email, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?4)
    )sql"};
    const std::string id = next_id("user");
    std::string email = to_lower(name) + "@northwind.example";
    std::ranges::replace(email, ' ', '.');
    write(sql::bind(kInsert, id, name, email, Timestamp{now_ms}));
    return id;
  }

  // What Better Auth keeps as a user's picture.
  void set_image(std::string_view user, std::string_view image) {
    static constexpr sql::Statement<sql::None, std::string_view, std::string_view> kUpdate{
        "test.set_image", "UPDATE user SET image = ?2 WHERE id = ?1"};
    write(sql::bind(kUpdate, user, image));
  }

  // Brings a user into an organization; the membership's id.
  std::string add_member(std::string_view organization, std::string_view user, Role role) {
    static constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                                    Role, Timestamp>
        kInsert{"test.add_member", R"sql(
      INSERT INTO member (id, organization_id, user_id, role, created_at)
      VALUES (?1, ?2, ?3, ?4, ?5)
    )sql"};
    const std::string id = next_id("member");
    write(sql::bind(kInsert, id, organization, user, role, Timestamp{now_ms}));
    return id;
  }

  // Ends a membership.
  void remove_member(const Caller& caller) {
    static constexpr sql::Statement<sql::None, std::string_view, std::string_view> kDelete{
        "test.remove_member", "DELETE FROM member WHERE user_id = ?1 AND organization_id = ?2"};
    write(sql::bind(kDelete, caller.user_id, caller.organization_id));
  }

  // A new user of an organization, who acts for it.
  Caller join(std::string_view organization, std::string_view name, Role role = Role::member) {
    return caller_of(add_user(name), organization, role);
  }

  // A user who joins one more organization, and acts for that one.
  Caller join(std::string_view organization, const Caller& known, Role role) {
    return caller_of(known.user_id, organization, role);
  }

  Reply send_as(const Caller& caller, Message message) {
    message.headers.push_back(as(caller));
    return send(std::move(message));
  }
  Reply get_as(const Caller& caller, std::string target) {
    return send_as(caller, {.target = std::move(target)});
  }

  // Runs a checked statement, which must succeed.
  void write(const sql::Bound<sql::None>& statement) {
    const auto outcome = sql::execute(database(), statement);
    ASSERT_TRUE(outcome.has_value()) << outcome.error().cause;
  }

 private:
  Caller caller_of(std::string user, std::string_view organization, Role role) {
    add_member(organization, user, role);
    return {std::move(user), std::string(organization), role, default_permissions(role),
            Tier::free};
  }

  std::string next_id(std::string_view kind) {
    std::string digits = to_text(++last_id_);
    return concat(kind, std::string(32 - kind.size() - digits.size(), '0'), digits);
  }

  int last_id_ = 0;
};

// A world in which Ada owns Northwind, Dan is its member, and Bob owns Contoso. In the targets of
// requests, {organization} is Northwind and {user} is Ada.
//
// A worker with a database of its own says what the suites' worlds need besides:
//   const bool kPrepared = (prepare_suite = [](TwoOrganizations& world) { … }, true);
struct TwoOrganizations;
inline void (*prepare_suite)(TwoOrganizations& world) = nullptr;

struct TwoOrganizations : IdentityWorld {
  std::string northwind = add_organization("Northwind");
  std::string contoso = add_organization("Contoso");
  Caller ada = join(northwind, "Ada Lovelace", Role::owner);
  Caller dan = join(northwind, "Dan Wu");
  Caller bob = join(contoso, "Bob Kahn", Role::owner);

  TwoOrganizations() {
    if (prepare_suite) prepare_suite(*this);
  }

  std::string fill(std::string target, std::string_view organization) const {
    for (const auto& [mark, value] :
         {std::pair<std::string_view, std::string_view>{"{organization}", organization},
          {"{user}", ada.user_id}})
      if (const auto at = target.find(mark); at != target.npos)
        target.replace(at, mark.size(), value);
    return target;
  }
  std::string fill(std::string target) const { return fill(std::move(target), northwind); }

  std::ptrdiff_t round_trips() const { return std::ranges::count(operations, "d1.batch"); }
};

// "/api/v1/users/{user}/permissions" as the test's name: "users_user_permissions".
inline std::string name_of_route(std::string_view target) {
  std::string out;
  for (const char c : target.substr(std::string_view("/api/v1/").size()))
    if (c != '{' && c != '}') out += c >= 'a' && c <= 'z' ? c : '_';
  return out;
}

inline std::string name_of_target(const testing::TestParamInfo<const char*>& route) {
  return name_of_route(route.param);
}

// The contract's error body, as a test reads it.
struct ErrorReply {
  struct Fault {
    std::string field, expected;
    std::optional<std::string> received;
    static constexpr auto fields = describe(crow::field<&Fault::field>("field", ""),
                                            crow::field<&Fault::expected>("expected", ""),
                                            crow::field<&Fault::received>("received", ""));
    bool operator==(const Fault&) const = default;
  };
  struct Details {
    Fault first;
    std::vector<Fault> more;
    static constexpr auto fields =
        describe(embed<&Details::first>(), field<&Details::more>("more", ""));
  };
  struct Body {
    std::string code, message;
    std::optional<Details> details;
    static constexpr auto fields =
        describe(field<&Body::code>("code", ""), field<&Body::message>("message", ""),
                 field<&Body::details>("details", ""));
  };
  Body error;
  static constexpr auto fields = describe(field<&ErrorReply::error>("error", ""));
};

// The body of a reply as a T, which it must be, without a field more or less.
template <typename T>
T read_body(const World::Reply& reply) {
  auto value = json::read<T>(reply.body);
  if (!value) {
    ADD_FAILURE() << value.error().message << " in " << reply.status << ' ' << reply.body;
    return {};
  }
  return std::move(*value);
}

// "403 FORBIDDEN" of a refusal; of anything else its status and body.
inline std::string refusal_of(const World::Reply& reply) {
  if (reply.status < 400) return concat(reply.status, ' ', reply.body);
  return concat(reply.status, ' ', read_body<ErrorReply>(reply).error.code);
}

// The first fault of a validation error.
inline ErrorReply::Fault fault_of(const World::Reply& reply) {
  const auto details = read_body<ErrorReply>(reply).error.details;
  return details ? details->first : ErrorReply::Fault{};
}

}  // namespace crow
