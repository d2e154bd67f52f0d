#include "shared/identity/permissions.h"

#include "shared/json/read.h"

namespace crow {

Result<Permissions> permissions_of(Role role, const std::optional<RawJson>& disabled) {
  Permissions held = default_permissions(role);
  if (!disabled || role != Role::member) return held;
  const auto taken =
      TRY(json::read_stored<std::vector<Permission>>(disabled->text, "member_permission.disabled"));
  for (const Permission permission : taken) held.remove(permission);
  return held;
}

}  // namespace crow
