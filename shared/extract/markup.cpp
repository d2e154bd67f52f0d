#include <algorithm>

#include "shared/core/text.h"
#include "shared/extract/fold.h"
#include "shared/extract/structured.h"
#include "shared/extract/walk.h"

namespace crow::extract {
namespace {

// How a syntax spells the three attributes that make items.
struct Dialect {
  Source source;
  std::string_view scope, type, property;
};
constexpr Dialect kMicrodata{Source::microdata, "itemscope", "itemtype", "itemprop"};
constexpr Dialect kRdfa{Source::rdfa, "typeof", "typeof", "property"};

constexpr std::size_t kMostItems = 3'000;
constexpr std::size_t kMostProperties = 8'000;
constexpr std::size_t kMostOfOne = 300;

std::string_view local_name(std::string_view name) {
  const std::size_t cut = name.find_last_of("/:#");
  return cut == name.npos ? name : name.substr(cut + 1);
}

// HTML 5.2.4, "values": which attribute speaks for an element. Any element may have content=.
std::string value_of(const Document& page, Id id) {
  using enum Tag;
  if (page.has_attribute(id, "content")) return std::string(page.attribute(id, "content"));
  const Tag tag = page[id].tag;
  if (tag == img || tag == source || tag == video || tag == embed || tag == iframe) {
    for (const std::string_view name : {"src", "data-src"})
      if (!page.attribute(id, name).empty()) return std::string(page.attribute(id, name));
    return {};
  }
  if (tag == a || tag == area || tag == link) return std::string(page.attribute(id, "href"));
  if (tag == time && page.has_attribute(id, "datetime"))
    return std::string(page.attribute(id, "datetime"));
  if (page.has_attribute(id, "value")) return std::string(page.attribute(id, "value"));
  return text_of(page, id, 5'000);
}

// An <a itemprop="brand"> means its words, not its address.
bool wants_words(std::string_view name) {
  return name == "name" || name == "brand" || name == "manufacturer" || name == "category" ||
         name == "sku" || name == "mpn" || name == "description" || name == "title" ||
         name == "productID";
}

void read_markup(const Document& page, const Dialect& dialect, Items& items) {
  struct Scope {
    Id end;
    int item;
  };
  std::vector<Scope> scopes;
  std::size_t properties = 0;
  for (Id id = 1; id < page.size() && properties < kMostProperties; ++id) {
    while (!scopes.empty() && id >= scopes.back().end) scopes.pop_back();
    if (page[id].attributes == 0) continue;
    const bool is_item = page.has_attribute(id, dialect.scope);
    if (is_item && items.size() >= kMostItems) break;
    std::string_view names = page.attribute(id, dialect.property);
    if (!is_item && (names.empty() || scopes.empty())) continue;
    const int parent = scopes.empty() ? -1 : scopes.back().item;
    int item = -1;
    if (is_item) {
      item = static_cast<int>(items.size());
      Item& made = items.emplace_back();
      made.source = dialect.source;
      made.node = id;
      made.parent = names.empty() ? -1 : parent;
      std::string_view types = page.attribute(id, dialect.type);
      while (!types.empty()) {
        const std::string_view type = trim(split_off(types, ' '));
        if (!type.empty()) made.types.emplace_back(local_name(type));
      }
      scopes.push_back({page[id].end, item});
    }
    while (!names.empty() && parent >= 0) {
      const std::string_view name = local_name(trim(split_off(names, ' ')));
      if (name.empty()) continue;
      Item::Property property{.name = std::string(name), .text = {}, .item = item, .node = id};
      if (item < 0) {
        const bool is_link = page[id].tag == Tag::a && wants_words(name);
        property.text =
            is_link && !page.has_attribute(id, "content") ? text_of(page, id) : value_of(page, id);
      } else if (items[static_cast<std::size_t>(item)].via.empty()) {
        items[static_cast<std::size_t>(item)].via = name;
      }
      auto& all = items[static_cast<std::size_t>(parent)].properties;
      if (all.size() < kMostOfOne) all.push_back(std::move(property));
      ++properties;
    }
  }
}

bool is_json_ld(std::string_view type) { return contains_ignoring_case(type, "ld+json"); }

}  // namespace

void read_microdata(const Document& page, Items& items) { read_markup(page, kMicrodata, items); }
void read_rdfa(const Document& page, Items& items) { read_markup(page, kRdfa, items); }

Items read_items(const Document& page) {
  Items items;
  for (Id id = 1; id < page.size(); ++id)
    if (page[id].tag == Tag::script && is_json_ld(page.attribute(id, "type")))
      read_json_ld(script_of(page, id), items);
  read_microdata(page, items);
  read_rdfa(page, items);
  return items;
}

}  // namespace crow::extract
