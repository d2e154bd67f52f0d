#include "workers/access/role-names.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/json/read.h"
#include "workers/auth/refusal.h"

namespace crow::auth {

Result<std::vector<std::string>> role_names_of(const RawJson& value) {
  std::vector<std::string> names;
  if (value.text.front() == '[') {
    auto list = json::read<std::vector<std::string>>(value.text);
    if (list) names = std::move(*list);
    if (!list) return refuse(400, "VALIDATION_ERROR", "[body.role] Invalid input");
  } else {
    const auto text = json::read<std::string>(value.text);
    if (!text) return refuse(400, "VALIDATION_ERROR", "[body.role] Invalid input");
    for (std::string_view rest = *text; !rest.empty();)
      names.emplace_back(trim(split_off(rest, ',')));
  }
  std::erase_if(names, [](const std::string& name) { return name.empty(); });
  return names;
}

Role highest_role(const std::vector<std::string>& names, std::string& unknown) {
  Role highest = Role::member;
  for (const std::string& name : names) {
    const auto role = from_name<Role>(name);
    if (role) highest = std::min(highest, *role);
    if (!role) unknown += concat(unknown.empty() ? "" : ", ", name);
  }
  return highest;
}

}  // namespace crow::auth
