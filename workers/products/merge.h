// What becomes of a product when something is said of it: by a page, a file or a person.
#pragma once

#include <optional>
#include <string>

#include "shared/catalog/stored.h"
#include "shared/contracts/products.h"
#include "shared/core/error.h"

namespace crow::products {

// Says which products are the same: page and SKU; without a page the SKU, the GTIN or the name.
std::string identity_of(const std::optional<std::string>& url,
                        const std::optional<std::string>& sku,
                        const std::optional<std::string>& gtin, std::string_view name);

// A product that was not there before.
Stored from_seen(SeenProduct seen, std::string organization_id, std::string id, Timestamp now);

enum class Outcome : std::uint8_t { unchanged, updated };

// What was seen goes over what is stored, but for fields that a person has set and for what is
// older than what is stored; what was not seen this time stays. A deleted product stays as it is.
Outcome merge_seen(Stored& stored, SeenProduct seen, Timestamp now);

// What a person says goes over everything and is remembered as theirs.
//
// Errors: invalid_argument, for an amount that is none, a price without a currency, and names to
// release that no field has.
Result<> merge_edit(Stored& stored, UpdateProduct::Input edit, Timestamp now);
Result<> check_create(const CreateProduct::Input& input);
// The same for what is added by hand: every field that is given is theirs.
Stored from_create(CreateProduct::Input input, std::string organization_id, std::string id,
                   Timestamp now);

// The fields that a person may set, and so give back.
bool is_editable(std::string_view field);

// Whether two hold the same words for search; and the same price and stock.
bool has_same_text(const Stored& a, const Stored& b);
bool has_same_offer(const Stored& a, const Stored& b);

}  // namespace crow::products
