#include "workers/auth/handlers.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

// In one transaction with the change: of two pictures at once, each is told which it replaced.
constexpr sql::Statement<UpdateProfileFor::Output, std::string_view> kSelectImage{
    "auth.image_before", R"sql(
  SELECT image AS image_before FROM user WHERE id = ?1
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::optional<std::string>, bool,
                         std::optional<std::string>, Timestamp>
    kUpdateProfile{"auth.update_profile", R"sql(
  UPDATE user SET name = coalesce(?2, name), image = iif(?3, ?4, image), updated_at = ?5
   WHERE id = ?1
)sql"};

}  // namespace

Task<UpdateProfileFor::Output> update_profile_for(Context& context, UpdateProfileFor::Input input) {
  const auto text_of = [](auto& text) {
    return text ? std::optional(std::move(text->value)) : std::nullopt;
  };
  const std::string& user = input.actor.userId.value;
  auto [before, updated] = co_await context.database.batch(
      sql::bind(kSelectImage, user),
      sql::bind(kUpdateProfile, user, text_of(input.name), input.changesImage, text_of(input.image),
                context.now()));
  co_await forget_sessions_of(context, user);
  co_return before.rows.empty() ? UpdateProfileFor::Output{} : std::move(before.rows.front());
}

}  // namespace crow::auth
