#include "shared/catalog/vectors.h"

#include "shared/core/text.h"

namespace crow::products {

std::string text_id(std::int64_t number) { return concat('p', number); }

std::int64_t number_of(std::string_view text_id) {
  if (!text_id.starts_with('p')) return 0;
  return to_number(text_id.substr(1)).value_or(0);
}

}  // namespace crow::products
