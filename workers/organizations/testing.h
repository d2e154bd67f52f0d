// For tests: what organizations asks access to write, and for whom.
#pragma once

#include "shared/contracts/organizations.h"
#include "shared/identity/testing.h"

namespace crow::organizations {

struct Writing : TwoOrganizations {
  Caller carla = join(northwind, "Carla Mendes", Role::admin);
  std::string guest = add_user("Gus Guest");
  std::string member = add_member(northwind, guest, Role::member);
  std::string elsewhere = add_member(contoso, guest, Role::member);
  std::string invitation = "invitation0000000000000000000001";
  std::vector<Message> asked;
  Reply answer{204, {}, {}};

  Writing() {
    set_neighbour("ACCESS", [this](const Message& message) {
      asked.push_back(message);
      return answer;
    });
    static constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                                    Timestamp>
        kInsert{"test.invite", R"sql(
      INSERT INTO invitation (id, organization_id, email, role, status, inviter_id, expires_at,
                              created_at)
      VALUES (?1, ?2, 'new@northwind.example', 'member', 'pending', ?3, ?4, ?4)
    )sql"};
    write(sql::bind(kInsert, invitation, northwind, ada.user_id, Timestamp{now_ms}));
  }

  std::string of(std::string_view path) const {
    return concat("/api/v1/organizations/", northwind, path);
  }
  Reply ask(const Caller& caller, std::string_view method, std::string target,
            std::string body = {}) {
    Message message{.method = std::string(method), .target = std::move(target)};
    if (!body.empty()) message.headers.emplace_back("content-type", "application/json");
    message.body = std::move(body);
    return send_as(caller, std::move(message));
  }
};

}  // namespace crow::organizations
