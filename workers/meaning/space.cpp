#include "workers/meaning/space.h"

#include "shared/core/text.h"
#include "shared/host/crypto.h"
#include "shared/host/host.h"
#include "shared/sql/text.h"

namespace crow::meaning {
namespace {

constexpr std::size_t kModelCharacters = 16;

constexpr sql::Piece kColumns{
    "SELECT s.number, s.organization_id, s.collection, s.model, s.trained"};
constexpr sql::Statement<Space, std::string_view, std::string_view> kFind{
    "meaning.space", sql::text<kColumns,
                               ", 0 AS count FROM space AS s"
                               " WHERE s.organization_id = ?1 AND s.collection = ?2">};
constexpr sql::Statement<Space, std::int64_t> kRead{
    "meaning.space_by_number",
    sql::text<kColumns,
              ", (SELECT count(*) FROM text AS t WHERE t.space = s.number AND t.is_forgotten = 0)"
              " AS count FROM space AS s WHERE s.number = ?1">};

}  // namespace

bool has_meaning() { return variable_or("MEANING", "off") == "on"; }

Task<std::optional<Space>> find_space(const Database& database, std::string_view organization_id,
                                      std::string_view collection) {
  return database.find(kFind, organization_id, collection);
}

Task<std::optional<Space>> read_space(const Database& database, std::int64_t number) {
  return database.find(kRead, number);
}

std::string learner_of(std::string_view organization_id, std::string_view collection) {
  std::string name = concat(organization_id, '_', collection);
  constexpr std::size_t kIdCharacters = 64;
  return name.size() <= kIdCharacters ? name : hex(crypto::sha256(name));
}

std::string vector_id(std::int64_t space, std::string_view key, std::string_view model) {
  return concat(space, '.', key, '.', hex(crypto::sha256(model)).substr(0, kModelCharacters));
}

std::string_view key_of_vector(std::string_view id) {
  split_off(id, '.');
  const std::string_view key = split_off(id, '.');
  return id.size() == kModelCharacters ? key : std::string_view();
}

}  // namespace crow::meaning
