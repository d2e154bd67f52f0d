// For tests: auth's World, and keys by their route.
#pragma once

#include "shared/contracts/access.h"
#include "workers/auth/testing.h"

namespace crow::auth {

class AccessWorld : public AuthWorld {
 public:
  // A key as its owner gets it.
  ApiKey make_key(const Visitor& visitor, std::string json = "{}") {
    const Reply reply = ask_as(visitor, "/api-key/create", std::move(json));
    EXPECT_EQ(reply.status, 200) << reply.body;
    return read_body<ApiKey>(reply);
  }

  // The membership of somebody in an organization.
  std::string member_id(std::string_view organization, const Visitor& visitor) {
    const auto answer = database().batch(
        std::array{Sqlite::Call{"SELECT id FROM member WHERE user_id = ?1 AND organization_id = ?2",
                                concat("[\"", visitor.user_id, "\",\"", organization, "\"]")}});
    EXPECT_TRUE(answer.has_value());
    const auto begin = answer->find('"') + 1;
    return answer->substr(begin, answer->find('"', begin) - begin);
  }

  // The organization that a session acts for; empty without one.
  std::string active_organization(const Visitor& visitor) {
    const auto answer = database().batch(
        std::array{Sqlite::Call{"SELECT active_organization_id FROM session WHERE token = ?1",
                                concat("[\"", visitor.token, "\"]")}});
    EXPECT_TRUE(answer.has_value());
    const auto begin = answer->find('"');
    if (begin == answer->npos) return {};
    return answer->substr(begin + 1, answer->find('"', begin + 1) - begin - 1);
  }
};

// Northwind, of Ada, its owner; Bob is its admin, Carla its member, Eve a stranger.
struct Team : AccessWorld {
  std::string northwind = add_organization("Northwind");
  Visitor ada = sign_in_to(northwind, "Ada Lovelace", Role::owner);
  Visitor bob = sign_in_to(northwind, "Bob Kahn", Role::admin);
  Visitor carla = sign_in_to(northwind, "Carla Mendes", Role::member);
  Visitor eve = sign_in("Eve Moss");

  Reply organize(const Visitor& visitor, std::string_view what, std::string json) {
    return ask_as(visitor, concat("/organization/", what), std::move(json));
  }
};

}  // namespace crow::auth
