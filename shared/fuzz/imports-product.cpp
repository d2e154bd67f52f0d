// A line of a file becomes a product that the contract allows, or a refusal that says why.
#include "shared/contracts/products-internal.h"
#include "shared/core/text.h"
#include "shared/formats/csv.h"
#include "shared/fuzz/target.h"
#include "shared/json/read.h"
#include "workers/imports/product.h"

namespace crow::imports {
namespace {

void check(const Result<std::string>& product) {
  if (!product) {
    fuzz::insist(!product.error().message.empty());
    return;
  }
  const auto read = json::read<products::SeenProduct>(*product);
  fuzz::insist(read.has_value());
  fuzz::insist(!read->price || read->currency);
}

}  // namespace
}  // namespace crow::imports

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace crow;
  const std::string_view text = fuzz::text_of(data, size);
  if (!is_utf8(text)) return 0;
  imports::check(imports::product_of_line(text, {}));
  const std::vector<std::string> columns = {"title",        "price",      "availability",
                                            "product_type", "image_link", "rating"};
  auto record = read_csv(text, ',', true);
  if (!record || !record->fault.empty()) return 0;
  record->cells.resize(columns.size());
  imports::check(imports::product_of_cells(columns, std::move(record->cells), {}));
  return 0;
}
