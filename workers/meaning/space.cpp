#include "workers/meaning/space.h"

#include "shared/core/text.h"
#include "shared/host/crypto.h"

namespace crow::meaning {
namespace {

constexpr sql::Statement<Space, std::string_view, std::string_view> kFind{"meaning.space", R"sql(
  SELECT number, organization_id, collection, model FROM space
   WHERE organization_id = ?1 AND collection = ?2
)sql"};

}  // namespace

Task<std::optional<Space>> find_space(const Database& database, std::string_view organization_id,
                                      std::string_view collection) {
  return database.find(kFind, organization_id, collection);
}

std::string learner_of(std::string_view organization_id, std::string_view collection) {
  std::string name = concat(organization_id, '_', collection);
  constexpr std::size_t kIdCharacters = 64;
  return name.size() <= kIdCharacters ? name : hex(crypto::sha256(name));
}

std::string text_id(std::int64_t space, std::string_view key) { return concat(space, '.', key); }

std::string_view key_of(std::string_view text_id) {
  const auto dot = text_id.find('.');
  return dot == text_id.npos ? std::string_view() : text_id.substr(dot + 1);
}

}  // namespace crow::meaning
