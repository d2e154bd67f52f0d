#include "shared/identity/picture-url.h"

#include "shared/contracts/users.h"
#include "shared/core/text.h"
#include "shared/host/host.h"

namespace crow {
namespace {

constexpr std::string_view kPath = "/api/v1/users/pictures/";

}  // namespace

std::string picture_url(std::string_view key) {
  return concat(variable_or("BASE_URL", {}), kPath, key);
}

std::string_view own_picture_key(std::string_view url, std::string_view user_id) {
  const std::string begin = picture_url({});
  if (!url.starts_with(begin)) return {};
  url.remove_prefix(begin.size());
  const bool is_own = users::PictureKeyFormat::matches(url) && url.size() > user_id.size() &&
                      url.starts_with(user_id) && url[user_id.size()] == '-';
  return is_own ? url : std::string_view();
}

void keep_own_picture(std::optional<std::string>& url, std::string_view user_id) {
  if (url && own_picture_key(*url, user_id).empty()) url.reset();
}

}  // namespace crow
