// A stored model is read whole or not at all, and what is read can be used.
#include "shared/fuzz/target.h"
#include "shared/language/embedding.h"
#include "shared/language/lsa.h"
#include "shared/language/rows.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = crow::fuzz::text_of(data, size);
  for (crow::language::RowReader reader(bytes); reader.next();)
    crow::fuzz::insist(reader.row().ids.size() == reader.row().counts.size());
  const auto model = crow::language::Lsa::parse(bytes);
  const auto vector = crow::language::embed(bytes.substr(0, 2'000), model ? &*model : nullptr);
  crow::fuzz::insist(vector.size() == crow::language::kDimensions);
  return 0;
}
