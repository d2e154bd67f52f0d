#include "workers/auth/verification.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<Verification, std::string_view, Timestamp> kSelectVerification{
    "auth.find_verification", R"sql(
  SELECT v.user_id, u.email
    FROM verification AS v
    JOIN user AS u ON u.id = v.user_id
   WHERE v.id = ?1 AND v.expires_at >= ?2
)sql"};

}  // namespace

Task<std::optional<Verification>> find_verification(const Context& context, std::string token) {
  return context.database.find(kSelectVerification, hash_of_key(token), context.now());
}

}  // namespace crow::auth
