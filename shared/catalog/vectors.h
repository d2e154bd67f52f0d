// The vectors of products: how they are named in the index, for those who write and read them.
//
// Each organization and model has a namespace of its own there, vector_namespace() of
// shared/host/ai.h, and the catalog's row names the model that searches go by.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace crow::products {

// The binding of the index.
inline constexpr std::string_view kVectors = "VECTORS";

// Whether this deployment searches by meaning: the variable MEANING is "on".
bool has_meaning();

// Names a product's vector in the index, and back; 0 for what is none.
std::string vector_id(std::int64_t number, std::string_view model);
std::int64_t number_of_vector(std::string_view id);

}  // namespace crow::products
