// How products are named in the index of vectors, for those who write and read them.
// shared/embedding says the rest; the catalog's row names the model that searches go by.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace crow::products {

// Names a product as embedding::vector_id() wants it, and back; 0 for what is none.
std::string text_id(std::int64_t number);
std::int64_t number_of(std::string_view text_id);

}  // namespace crow::products
