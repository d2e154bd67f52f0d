#include <algorithm>
#include <map>

#include "shared/extract/entities.h"
#include "shared/extract/fold.h"
#include "shared/extract/loose-json.h"
#include "shared/extract/structured.h"

namespace crow::extract {
namespace {

constexpr std::size_t kMostItems = 5'000;
constexpr std::size_t kMostOfOne = 500;  // Properties of one item.
constexpr std::size_t kMostText = 20'000;

// The last part of "http://schema.org/Product", "schema:Product", "Product".
std::string_view local_name(std::string_view name) {
  while (!name.empty() && (name.back() == '/' || name.back() == ' ')) name.remove_suffix(1);
  const std::size_t cut = name.find_last_of("/:#");
  return cut == name.npos ? name : name.substr(cut + 1);
}

// Titles and descriptions are escaped once more by many shops.
std::string text_value(std::string_view text) {
  text = text.substr(0, kMostText);
  if (text.find('&') == text.npos) return std::string(text);
  return decode_references(text);
}

class Reader {
 public:
  Reader(const Json& json, Items& items) : json_(json), items_(items), first_(items.size()) {}

  void read() {
    const auto& values = json_.values();
    owners_.resize(values.size());
    for (std::size_t i = 1; i < values.size() && items_.size() < kMostItems; ++i) visit(i);
    link_references();
  }

 private:
  struct Owner {
    int item = -1;
    std::string_view property;
  };

  void visit(std::size_t i) {
    const Json::Value& value = json_.values()[i];
    const Owner owner = owners_[i];
    if (value.kind == Json::Kind::array) {
      set_owner(value, owner);
      return;
    }
    if (value.kind == Json::Kind::object) {
      const int at = static_cast<int>(items_.size());
      Item& item = items_.emplace_back();
      item.parent = owner.item;
      item.via = std::string(owner.property);
      if (owner.item >= 0)
        add(owner, {.name = std::string(owner.property), .text = {}, .item = at});
      set_owner(value, {at, {}});
      return;
    }
    if (owner.item < 0 || value.kind == Json::Kind::null) return;
    if (owner.property == "@type")
      items_[index(owner)].types.emplace_back(local_name(value.text));
    else
      add(owner, {.name = std::string(owner.property), .text = text_value(value.text)});
  }

  static std::size_t index(const Owner& owner) { return static_cast<std::size_t>(owner.item); }

  void add(const Owner& owner, Item::Property property) {
    auto& all = items_[index(owner)].properties;
    if (all.size() < kMostOfOne) all.push_back(std::move(property));
  }

  // Members are owned under their own names, elements of a list under the list's.
  void set_owner(const Json::Value& parent, const Owner& owner) {
    for (std::uint32_t at = parent.child; at != 0; at = json_.values()[at].next) {
      owners_[at] = owner;
      if (parent.kind == Json::Kind::object) {
        const std::string_view name = json_.values()[at].name;
        owners_[at].property = name.starts_with('@') ? name : local_name(name);
      }
    }
  }

  // {"@id": "#offer"} alone means the item that has this id and says more.
  void link_references() {
    std::map<std::string_view, int> by_id;
    for (std::size_t i = first_; i < items_.size(); ++i)
      if (items_[i].properties.size() > 1 && !items_[i].text("@id").empty())
        by_id.emplace(items_[i].text("@id"), static_cast<int>(i));
    for (std::size_t i = first_; i < items_.size(); ++i) {
      for (Item::Property& property : items_[i].properties) {
        if (property.item < 0) continue;
        const Item& target = items_[static_cast<std::size_t>(property.item)];
        if (target.properties.size() != 1 || target.text("@id").empty()) continue;
        const auto found = by_id.find(target.text("@id"));
        if (found != by_id.end()) property.item = found->second;
      }
    }
  }

  const Json& json_;
  Items& items_;
  std::size_t first_;
  std::vector<Owner> owners_;
};

// Where JSON was escaped like HTML, no text has begun before the first "&quot;".
bool is_escaped(std::string_view script) {
  const std::size_t escaped = script.find("&quot;");
  return escaped != script.npos && escaped < script.find('"');
}

}  // namespace

bool Item::is(std::string_view type) const { return std::ranges::find(types, type) != types.end(); }

std::string_view Item::text(std::string_view name) const {
  for (const Property& property : properties)
    if (property.name == name && property.item < 0 &&
        property.text.find_first_not_of(" \t\r\n") != std::string::npos)
      return property.text;
  return {};
}

void read_json_ld(std::string_view script, Items& items) {
  const std::string decoded = is_escaped(script) ? decode_references(script) : std::string();
  std::string_view rest = decoded.empty() ? script : std::string_view(decoded);
  // "//<![CDATA[" looks like the beginning of a list.
  if (const std::size_t at = rest.substr(0, 200).find("<![CDATA["); at != rest.npos)
    rest.remove_prefix(at + 9);
  // Some scripts hold one object behind the other.
  for (int documents = 0; documents < 20 && !rest.empty(); ++documents) {
    std::size_t end = 0;
    const Json json = read_loose_json(rest, &end);
    if (json.empty()) return;
    Reader(json, items).read();
    rest.remove_prefix(std::min(std::max<std::size_t>(end, 1), rest.size()));
  }
}

}  // namespace crow::extract
