#include "workers/users/picture.h"

#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/identity/picture-url.h"

namespace crow::users {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

template <typename Is>
Task<> remove_where(const Context& context, std::string_view user_id, Is is_meant) {
  const Bucket bucket = pictures(context);
  const ObjectList found = co_await bucket.list(concat(user_id, '-'));
  std::vector<std::string> keys;
  for (const StoredObject& object : found.objects)
    if (is_meant(object)) keys.push_back(object.key);
  if (!keys.empty()) co_await bucket.remove(std::move(keys));
}

}  // namespace

Bucket pictures(const Context& context) { return Bucket(context.host, "PICTURES"); }

std::string new_key(std::string_view user_id) {
  return concat(user_id, '-', random_text(32, kAlphabet));
}

Task<> remove_pictures(const Context& context, std::string_view user_id) {
  co_await remove_where(context, user_id, [](const StoredObject&) { return true; });
}

Task<> remove_replaced(const Context& context, std::string_view user_id,
                       const std::optional<std::string>& before, std::string_view shown) {
  const std::string_view replaced = before ? own_picture_key(*before, user_id) : std::string_view();
  const std::int64_t left_ms = context.now().ms - kHour;
  co_await remove_where(context, user_id, [&](const StoredObject& object) {
    return object.key == replaced || (object.key != shown && object.uploadedAt.ms < left_ms);
  });
}

}  // namespace crow::users
