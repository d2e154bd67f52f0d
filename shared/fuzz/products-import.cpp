// A line of a file becomes a product that the contract allows, or a refusal that says why.
#include "shared/core/text.h"
#include "shared/formats/csv.h"
#include "shared/fuzz/target.h"
#include "shared/json/read.h"
#include "shared/json/write.h"
#include "workers/products/import-product.h"

namespace crow::products {
namespace {

void check(Result<SeenProduct> product) {
  if (!product) {
    fuzz::insist(!product.error().message.empty());
    return;
  }
  fuzz::insist(!product->price || product->currency);
  fuzz::insist(json::read<SeenProduct>(json::write(*product)).has_value());
}

}  // namespace
}  // namespace crow::products

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace crow;
  const std::string_view text = fuzz::text_of(data, size);
  if (!is_utf8(text)) return 0;
  products::check(products::product_of_line(text, {}));
  const std::vector<std::string> columns = {"title", "price", "availability", "product_type",
                                            "image_link", "rating"};
  if (auto record = read_csv(text, ',', true); record && record->fault.empty())
    products::check(products::product_of_cells(columns, std::move(record->cells), {}));
  return 0;
}
