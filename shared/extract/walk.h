// Small questions about a tree of HTML.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "shared/extract/html.h"

namespace crow::extract {

// The text below a node as people read it: blanks collapsed, blocks apart, without scripts; at most
// about `limit` bytes.
std::string text_of(const Document& page, Id id, std::size_t limit = 2'000);

// The same without the elements for which `skips` holds.
std::string text_without(const Document& page, Id id, std::size_t limit,
                         const std::function<bool(Id)>& skips);

// The raw text of a script or title.
std::string_view script_of(const Document& page, Id id);

// Scripts, styles and what else is never shown.
bool is_unseen(Tag tag);

// Whether `text` holds `word`, ASCII letters compared without case.
bool contains_ignoring_case(std::string_view text, std::string_view lower_word);

// `reference` as an absolute address, seen from `base`; empty for what is none (javascript:,
// data:).
std::string resolve_url(std::string_view base, std::string_view reference);

// "www.shop.co.uk" of "https://www.shop.co.uk/p/1".
std::string_view host_of(std::string_view url);

}  // namespace crow::extract
