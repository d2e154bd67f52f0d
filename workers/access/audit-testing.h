// For tests: what an action adds to the audit log.
#pragma once

#include <functional>

#include "workers/access/testing.h"

namespace crow::auth {

struct Audited : Team {
  Audited() { database().allow_scan("audit_event"); }
  // What an action adds to the log of Northwind.
  std::string after(const std::function<Reply()>& act) {
    const auto before = number("SELECT count(*) FROM audit_event");
    now_ms += kSecond;
    const Reply reply = act();
    EXPECT_LT(reply.status, 500) << reply.body;
    if (number("SELECT count(*) FROM audit_event") == before) return {};
    const std::string log = audit_log(northwind);
    const auto comma = log.rfind(", ");
    return comma == log.npos ? log : log.substr(comma + 2);
  }
  std::string quoted(std::string_view name, std::string_view value) {
    return concat("{\"", name, "\":\"", value, "\"}");
  }
};

}  // namespace crow::auth
