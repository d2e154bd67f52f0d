// Whatever a sentence says, with facts that are all 7 it states no other number: of its digits,
// none is another than that of the facts or a zero behind the point.
#include "shared/evidence/check.h"

#include <vector>

#include "shared/evidence/quantities.h"
#include "shared/fuzz/target.h"

namespace {

using crow::evidence::Fact;
using crow::evidence::FactKind;

const std::vector<Fact> kFacts = {
    {"count", "", FactKind::count, "7", {}, {}},
    {"percent", "", FactKind::percent, "7.0", {}, {}},
    {"change", "", FactKind::change, "-7.0", {}, {}},
    {"money", "", FactKind::money, "7.00", "EUR", {}},
};
constexpr std::string_view kImplied[] = {"change", "money"};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view sentence = crow::fuzz::text_of(data, size);
  crow::evidence::read_quantities(sentence);
  std::vector<std::string> cited{"count", "percent"};
  if (!crow::evidence::is_supported(sentence, cited, kFacts, kImplied)) return 0;
  crow::fuzz::insist(cited.size() <= kFacts.size());
  std::size_t zeros = 0;
  bool is_behind_point = false;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const char c = sentence[i];
    const bool is_digit = c >= '0' && c <= '9';
    crow::fuzz::insist(!is_digit || c == '7' || c == '0');
    is_behind_point = is_digit ? is_behind_point : c == '.';
    zeros += c == '0' && !is_behind_point;
  }
  crow::fuzz::insist(zeros == 0);
  // What is added to the citations is enough to hold by itself.
  crow::fuzz::insist(crow::evidence::is_supported(sentence, cited, kFacts));
  return 0;
}
