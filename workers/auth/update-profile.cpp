#include "workers/auth/handlers.h"

namespace crow::auth {
namespace {

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
  co_await context.database.run(kUpdateProfile, input.actor.userId.value, text_of(input.name),
                                input.changesImage, text_of(input.image), context.now());
  co_return Nothing{};
}

}  // namespace crow::auth
