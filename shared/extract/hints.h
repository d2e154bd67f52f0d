// What the names of classes and ids say about the part of a page that bears them: every shop system
// has its own, and all speak of prices, carts and related products in much the same words.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "shared/extract/html.h"

namespace crow::extract {

enum Hint : std::uint32_t {
  kHintPrice = 1u << 0,
  kHintOld = 1u << 1,      // Was, list, compare-at, struck through.
  kHintRegular = 1u << 2,  // The usual price: the old one where a sale price stands beside it.
  kHintSale = 1u << 3,     // Final, special, current, our price.
  kHintShipping = 1u << 4,
  kHintInstalment = 1u << 5,
  kHintSaving = 1u << 6,
  kHintUnit = 1u << 7,      // Per kilogram, per litre.
  kHintTier = 1u << 8,      // For larger quantities.
  kHintNet = 1u << 9,       // Without tax.
  kHintRelated = 1u << 10,  // Other products than the page's.
  kHintCard = 1u << 11,     // One of a list of products.
  kHintCart = 1u << 12,     // What is in the visitor's basket.
  kHintFrame = 1u << 13,    // Menu, footer, breadcrumb, sidebar.
  kHintReview = 1u << 14,
  kHintMain = 1u << 15,  // The page's own product.
  kHintTitle = 1u << 16,
  kHintSku = 1u << 17,
  kHintStock = 1u << 18,
  kHintBrand = 1u << 19,
  kHintHidden = 1u << 20,
  kHintUnread = 1u << 21,  // For screen readers alone.
  kHintCents = 1u << 22,
  kHintBuy = 1u << 23,
  kHintStruck = 1u << 24,   // <del>, <s>, line-through.
  kHintMember = 1u << 25,   // For members, subscribers, with a coupon.
  kHintOptions = 1u << 26,  // Variants and accessories to choose from.
  kHintLink = 1u << 27,     // Inside of a link to another page.
  kHintFixed = 1u << 28,    // Sticky bars and pop-ups.
  kHintDescription = 1u << 29,
};

// Which hints a node passes on to what is in it.
inline constexpr std::uint32_t kInherited = ~(kHintTitle | kHintBuy | kHintCents);

// Those that say that something is not, or not now, the page's own product.
inline constexpr std::uint32_t kAside = kHintRelated | kHintCard | kHintCart | kHintFrame |
                                        kHintReview | kHintHidden | kHintFixed | kHintOptions |
                                        kHintDescription | kHintShipping | kHintMember | kHintUnit |
                                        kHintTier | kHintSaving | kHintInstalment;

// For each node the hints of itself, and those of itself and all it is in.
struct Hints {
  std::vector<std::uint32_t> own;
  std::vector<std::uint32_t> all;
};
Hints read_hints(const Document& page);

// Takes hints from all that a node is in: around the page's own product no class can mean another
// one's.
void clear_above(const Document& page, Id id, std::uint32_t hints_to_clear, Hints& hints);

// Gives hints to nodes and all that is in them.
void add_below(const Document& page, const std::vector<Id>& ids, std::uint32_t hints_to_add,
               Hints& hints);

// The hints in the names of one class or id attribute.
std::uint32_t hints_in(std::string_view names);

}  // namespace crow::extract
