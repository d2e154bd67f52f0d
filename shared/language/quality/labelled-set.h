// A labelled catalog: 640 products of forty things, each thing under two names that never stand
// together, and queries with the products that answer them.
//
// A shop writes "couch", its customers "sofa". Here half of the products of a thing bear the one
// name and half the other, in categories of their own wording, so that nothing but the company of
// words says that they are the same. Things come in families whose products are described alike:
// what merely belongs to the same room is wrong. The things are split in two: weights are chosen on
// one half and judged on the other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace crow::language::quality {

enum class Ask : unsigned char { synonym, attribute, name, typo, description };
constexpr std::string_view kAsks[] = {"synonym", "attribute", "name", "typo", "description"};

struct Query {
  Ask ask{};
  bool is_held_out = false;
  std::string text;
  std::vector<unsigned char> grades;  // Of each product: 0 to 3.
};

struct LabelledSet {
  std::vector<std::string> products;
  std::vector<Query> queries;
};

// The same set every time.
LabelledSet labelled_set();

// Catalogs of any length in the manner of the set, for measuring time.
std::vector<std::string> many_products(std::size_t count);

}  // namespace crow::language::quality
