#include "workers/users/person.h"

namespace crow::users {
namespace {

struct Row {
  std::string id;
  static constexpr auto fields = describe(field<&Row::id>("id", ""));
};

constexpr sql::Statement<Row, std::string_view, std::string_view> kSelectMember{
    "users.find_colleague", R"sql(
  SELECT id FROM member WHERE user_id = ?1 AND organization_id = ?2
)sql"};

}  // namespace

std::string person_of(const Context& context, std::string_view id) {
  return id == "me" ? context.caller.user_id : std::string(id);
}

Task<> require_self(const Context& context, std::string_view id) {
  const std::string person = person_of(context, id);
  if (person == context.caller.user_id) co_return;
  const auto colleague =
      co_await context.database.find(kSelectMember, person, context.caller.organization_id);
  co_await require(colleague.has_value(), ErrorCode::not_found, "There is no such user.");
  co_await fail(ErrorCode::permission_denied, "This is for the person alone.");
}

}  // namespace crow::users
