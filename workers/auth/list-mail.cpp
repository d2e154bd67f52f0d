#include "shared/core/text.h"
#include "workers/auth/handlers.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<SentMail, std::string_view> kSelectTo{"auth.list_mail_to", R"sql(
  SELECT id, kind, recipient AS to_, subject, text, url, token, invitation, created_at
    FROM dev_mail
   WHERE recipient = ?1
   ORDER BY created_at DESC, id DESC
   LIMIT 100
)sql"};

constexpr sql::Statement<SentMail> kSelectAll{"auth.list_mail", R"sql(
  SELECT id, kind, recipient AS to_, subject, text, url, token, invitation, created_at
    FROM dev_mail
   ORDER BY created_at DESC, id DESC
   LIMIT 100
)sql"};

}  // namespace

Task<ListMail::Output> list_mail(Context& context, ListMail::Input input) {
  if (variable_or("ENVIRONMENT", {}) != "local")
    co_await fail(ErrorCode::not_found, "Only a development platform keeps its mail.");
  if (input.to)
    co_return ListMail::Output{co_await context.database.all(kSelectTo, to_lower(*input.to))};
  co_return ListMail::Output{co_await context.database.all(kSelectAll)};
}

}  // namespace crow::auth
