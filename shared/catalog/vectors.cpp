#include "shared/catalog/vectors.h"

#include "shared/core/text.h"
#include "shared/extract/fold.h"
#include "shared/host/host.h"

namespace crow::products {

bool has_meaning() { return variable_or("MEANING", "off") == "on"; }

std::string vector_id(std::int64_t number, std::string_view model) {
  std::uint64_t hash = extract::hash_of(model);
  std::string bytes;
  for (int i = 0; i < 8; ++i, hash >>= 8) bytes += static_cast<char>(hash & 0xFF);
  return concat('p', number, '.', hex(bytes));
}

std::int64_t number_of_vector(std::string_view id) {
  if (!id.starts_with('p')) return 0;
  id.remove_prefix(1);
  return to_number(split_off(id, '.')).value_or(0);
}

}  // namespace crow::products
