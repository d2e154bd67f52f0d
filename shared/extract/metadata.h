// What stands in a page's head: its title, its <meta> and <link> elements.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/extract/html.h"

namespace crow::extract {

struct Metadata {
  std::string title;      // Of <title>, blanks collapsed.
  std::string lang;       // Of <html>, or as a <meta> says.
  std::string canonical;  // As written.
  std::string base;       // Of <base href>, as written.
  bool is_noindex = false;
  // All <meta> by property, name or itemprop in lower case, in order.
  std::vector<std::pair<std::string, std::string>> values;

  // The first value that is not blank, or empty.
  std::string_view value(std::string_view name) const;
  // Of the first of several names that has one.
  std::string_view first_of(std::initializer_list<std::string_view> names) const;
};

Metadata read_metadata(const Document& page);

// A page's title without the shop's name: "Oak table | Shop" is "Oak table".
std::string without_site_name(std::string_view title, std::string_view site, std::string_view host);

}  // namespace crow::extract
