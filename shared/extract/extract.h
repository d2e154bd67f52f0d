// The product that a page of any shop is about, and where each fact about it was read.
//
//   const Page page = extract(html, "https://shop.example/p/1");
//   if (page.kind == PageKind::product) use(page.products[0].price.value);
//
// Markup is believed where the visible page does not speak against it; where nothing is marked up,
// the visible page decides. Nothing here does I/O, and nothing is trusted: any bytes give a Page.
#pragma once

#include <string_view>

#include "shared/extract/html.h"
#include "shared/extract/product.h"

namespace crow::extract {

// `html` in UTF-8 (charset.h makes it so), `url` the address it was fetched from, or empty.
Page extract(std::string_view html, std::string_view url, const HtmlLimits& limits = {});
// The same of a page that is parsed already.
Page extract(const Document& document, std::string_view url);

}  // namespace crow::extract
