#include "shared/language/quality/labelled-set.h"

#include <algorithm>
#include <cstdint>

#include "shared/language/numbers.h"
#include "shared/language/quality/things.h"

namespace crow::language::quality {
namespace {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t bound) { return mix(state_++) % bound; }

 private:
  std::uint64_t state_;
};

constexpr std::size_t kProductsPerName = 8;

std::string capital(std::string_view text) {
  std::string out(text);
  if (out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
  return out;
}

const Family& family_of(const Thing& thing) {
  return *std::ranges::find(kFamilies, thing.family, &Family::name);
}

struct Product {
  const Thing* thing;
  bool is_other;
  std::string_view adjective;
  std::string name, text;
};

Product make(const Thing& thing, bool is_other, std::size_t number, Chance& chance) {
  Product made{&thing, is_other, kAdjectives[(number + chance.below(3)) % 8], {}, {}};
  made.name = std::string(kBrands[number % 8]) + " " + std::string(made.adjective) + " " +
              std::string(is_other ? thing.other : thing.one);
  // Three of the eight that it shares with its namesake, in any order: two products of a thing may
  // have none in common.
  std::size_t first = chance.below(8);
  made.text = made.name + ". ";
  for (int i = 0; i < 3; ++i) {
    made.text += capital(thing.contexts[first]) + ". ";
    first = (first + 1 + chance.below(3)) % 8;
  }
  made.text += capital(family_of(thing).contexts[chance.below(4)]) + ". ";
  made.text += capital(kGeneral[chance.below(6)]) + ".";
  return made;
}

// Two letters in the wrong order, in the middle of the longest word.
std::string mistyped(std::string text) {
  const std::size_t at = text.size() > 4 ? text.size() / 2 - 1 : 1;
  std::swap(text[at], text[at + 1]);
  return text;
}

}  // namespace

LabelledSet labelled_set() {
  Chance chance(11);
  std::vector<Product> products;
  for (std::size_t number = 0; number < kProductsPerName; ++number)
    for (const bool is_other : {false, true})
      for (const Thing& thing : kThings) products.push_back(make(thing, is_other, number, chance));

  LabelledSet set;
  for (const Product& product : products) set.products.push_back(product.text);
  const auto add = [&](Ask ask, const Thing& thing, std::string text, auto grade) {
    Query query{ask, (&thing - kThings) % 2 == 1, std::move(text), {}};
    for (const Product& product : products)
      query.grades.push_back(
          static_cast<unsigned char>(product.thing == &thing ? grade(product) : 0));
    set.queries.push_back(std::move(query));
  };
  for (const Thing& thing : kThings)
    for (const bool is_other : {false, true}) {
      const std::string word(is_other ? thing.other : thing.one);
      // Only what bears the other name: the words find the rest by themselves.
      add(Ask::synonym, thing, word,
          [&](const Product& product) { return product.is_other != is_other ? 1 : 0; });
      const std::string_view adjective = kAdjectives[chance.below(8)];
      add(Ask::attribute, thing, std::string(adjective) + " " + word,
          [&](const Product& product) { return product.adjective == adjective ? 3 : 1; });
      const Product& one = *std::ranges::find_if(products, [&](const Product& product) {
        return product.thing == &thing && product.is_other == is_other;
      });
      add(Ask::name, thing, one.name,
          [&](const Product& product) { return &product == &one ? 3 : 0; });
      add(Ask::typo, thing, mistyped(word),
          [&](const Product& product) { return product.is_other == is_other ? 2 : 1; });
      const std::size_t context = chance.below(8);
      add(Ask::description, thing, std::string(thing.contexts[context]),
          [](const Product&) { return 1; });
    }
  return set;
}

std::vector<std::string> many_products(std::size_t count) {
  // Words as catalogs have them: few are frequent, many are rare.
  Chance chance(13);
  std::vector<std::string> made;
  made.reserve(count);
  for (std::size_t number = 0; number < count; ++number) {
    const Thing& thing = kThings[chance.below(std::size(kThings))];
    std::string text = make(thing, chance.below(2) == 1, number, chance).text;
    for (int i = 0; i < 25; ++i) {
      const std::size_t bound = chance.below(40'000) + 1;
      text += " w" + std::to_string(chance.below(bound));
    }
    made.push_back(text + " sku" + std::to_string(number));
  }
  return made;
}

}  // namespace crow::language::quality
