#include "workers/users/picture.h"

#include "shared/contracts/users.h"
#include "shared/core/text.h"

namespace crow::users {
namespace {

constexpr std::string_view kPath = "/api/v1/users/pictures/";
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

}  // namespace

Bucket pictures(const Context& context) { return Bucket(context.host, "PICTURES"); }

std::string new_key(std::string_view user_id) {
  return concat(user_id, '-', random_text(32, kAlphabet));
}

std::string url_of(std::string_view key) { return concat(variable_or("BASE_URL", {}), kPath, key); }

std::string_view own_key_of(std::string_view url, std::string_view user_id) {
  const std::string begin = concat(variable_or("BASE_URL", {}), kPath);
  if (!url.starts_with(begin)) return {};
  url.remove_prefix(begin.size());
  const bool is_own = PictureKeyFormat::matches(url) && url.size() > user_id.size() &&
                      url.starts_with(user_id) && url[user_id.size()] == '-';
  return is_own ? url : std::string_view();
}

Task<> remove_pictures(const Context& context, std::string_view user_id, std::string_view kept) {
  const Bucket bucket = pictures(context);
  const ObjectList found = co_await bucket.list(concat(user_id, '-'));
  std::vector<std::string> old;
  for (const StoredObject& object : found.objects)
    if (object.key != kept) old.push_back(object.key);
  if (!old.empty()) co_await bucket.remove(std::move(old));
}

}  // namespace crow::users
