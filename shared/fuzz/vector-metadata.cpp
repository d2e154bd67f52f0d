// Whatever comes as metadata is refused, or what the indexes take out of it can be read again: the
// same values, texts in whole characters and no longer than an index knows.
#include "shared/core/text.h"
#include "shared/fuzz/target.h"
#include "shared/vector-index/limits.h"
#include "shared/vector-index/metadata.h"

namespace crow::vector_index {
namespace {

void check(std::string_view text) {
  const std::vector<MetadataIndex> indexes{{1, "a", IndexType::string},
                                           {2, "b", IndexType::number},
                                           {3, "c", IndexType::boolean},
                                           {4, "a.b", IndexType::string}};
  const auto taken = take_indexed(text, indexes);
  if (!taken) {
    fuzz::insist(!taken.error().name.empty());
    return;
  }
  int count = 0;
  read_indexed(
      *taken,
      [](void* context, std::int64_t number, Scalar value) {
        ++*static_cast<int*>(context);
        fuzz::insist(number >= 1 && number <= 4 && value.kind != Scalar::Kind::absent);
        fuzz::insist(value.text.size() <= kIndexedBytes && is_utf8(value.text));
      },
      &count);
  fuzz::insist(taken->empty() == (count == 0));
  fuzz::insist(is_utf8(name_indexed(*taken, indexes)));
}

}  // namespace
}  // namespace crow::vector_index

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  crow::vector_index::check(crow::fuzz::text_of(data, size));
  return 0;
}
