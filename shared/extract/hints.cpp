#include "shared/extract/hints.h"

#include <algorithm>
#include <array>
#include <string>

#include "shared/core/text.h"
#include "shared/extract/fold.h"
#include "shared/extract/phrase-table.h"
#include "shared/extract/walk.h"

namespace crow::extract {
namespace {

// Found anywhere in a lower-case name whose '-' and '_' are taken out; all that fit count.
struct Words {
  std::uint32_t hints;
  std::string_view list;
};
constexpr Words kWords[] = {
    {kHintPrice,
     "price|preis|precio|preco|prix|prezzo|prijs|cena|kaina|hinta|fiyat|kakaku|cijena|harga|"
     "stoimost|tsena|valor|kostnad|amount"},
    {kHintOld,
     "oldprice|priceold|wasprice|pricewas|listprice|pricelist|compareat|compareprice|"
     "comparisonprice|pricecompare|msrp|rrp|uvp|retail|originalprice|priceoriginal|origprice|"
     "beforeprice|pricebefore|previousprice|previous|formerprice|lastprice|fullprice|pseudo|"
     "instead|statt|vecchio|barre|ancien|anterior|antigo|precode|tachado|alterpreis|altpreis|"
     "pricealt"},
    {kHintRegular, "baseprice|basicprice|pvp|standardprice|standard|regular|normalprice"},
    {kHintStruck,
     "strike|struck|linethrough|crossed|crossprice|pricecross|cutprice|crossout|throughprice"},
    {kHintSale,
     "special|saleprice|pricesale|finalprice|pricefinal|currentprice|pricecurrent|current|"
     "nowprice|pricenow|ourprice|sellingprice|sellprice|salesprice|actualprice|newprice|"
     "pricenew|offerprice|promoprice|dealprice|discountedprice|discountprice|pricediscounted"},
    {kHintShipping, "shipping|delivery|versand|postage|livraison|freight|envio|lieferung"},
    {kHintInstalment,
     "instal|finance|financing|monthly|permonth|klarna|afterpay|affirm|parcel|cuota|kredit|"
     "ratenzahl|sezzle|zippay|laybuy|pointprice"},
    {kHintSaving,
     "rewardpoint|saving|yousave|saveprice|pricesave|saveamount|ersparnis|discountamount|reward|"
     "cashback"},
    {kHintUnit, "unitprice|priceunit|priceperunit|pricepermeasure|grundpreis|ppu|perunit"},
    {kHintTier,
     "tier|staffel|volumeprice|quantityprice|bulk|pricebreak|blockprice|quantitydiscount"},
    {kHintNet, "excludingtax|excltax|exvat|exclvat|pricenet|netprice|withouttax|pricetax|netto"},
    {kHintRelated,
     "related|upsell|crosssell|crossselling|recommend|recom|similar|alsobought|alsolike|"
     "alsoviewed|recentlyviewed|recentview|lastviewed|lastseen|viewedproduct|suggest|complement|"
     "accessor|boughttogether|frequently|bundle|otherproduct|moreproduct|alternativ|bestseller|"
     "toppick|ymal|zubehoer|aehnlich|relacionad|featuredproduct|newproducts"},
    {kHintCard,
     "productitem|productcard|producttile|productlist|productgrid|productsgrid|productminiature|"
     "productslider|productcarousel|productthumb|productteaser|productbox|griditem|searchresult"},
    {kHintCart,
     "minicart|cartmini|minibasket|cartdrawer|cartsummary|cartblock|blockcart|headercart|"
     "cartcontent|shoppingcart|cartpopup|carttotal|widgetshoppingcart|sidecart|carttop|topcart|"
     "basketsummary|smallbasket|warenkorbbox"},
    {kHintFrame,
     "footer|navbar|navigation|mainmenu|megamenu|submenu|mobilemenu|breadcrumb|topbar|"
     "siteheader|newsletter|cookie|facet|layerednav|pagination|autocomplete|announcement"},
    {kHintReview, "review|comment|bewertung|testimonial|faq"},
    {kHintMain,
     "productdetail|detailproduct|productinfo|productmain|mainproduct|productview|productpage|"
     "productessential|productsingle|singleproduct|productshop|productsummary|entrysummary|"
     "buybox|buypanel|centercol|pdp|detailsinfo|itemdetail|iteminfo|articledetail|artikeldetail|"
     "productbuy|productprimary|primaryproduct|cardproduct|catalogelement"},
    {kHintTitle,
     "producttitle|productname|titleproduct|nameproduct|itemname|itemtitle|pagetitle|prodname|"
     "prodtitle|articlename|pdptitle|pageheading|productheading|itemheading|artikelname|"
     "artikeltitel|nomproduit|nombreprod|nomeprod|tituloprod|titprod|goodsname|goodstitle"},
    {kHintSku,
     "sku|mpn|artnr|artno|articleno|articlenumber|articleid|artikelnr|artikelnummer|ordernumber|"
     "productnumber|productcode|productid|productref|prodcode|prodid|productsku|itemno|catno|"
     "catalogno|itemnumber|itemcode|itemid|modelnumber|modelno|partnumber|stylenumber|stylecode|"
     "stockcode|reference|referencia|articul|vendorcode|codeproduct"},
    {kHintStock,
     "stock|availab|verfuegbar|verfugbar|lager|lieferzeit|deliverytime|deliverystatus|disponib|"
     "dispo|inventory|nalichie|dostupn|dostepn|voorraad|soldout"},
    {kHintBrand, "brand|manufactur|vendor|hersteller|marque|designer|proizvoditel|producent"},
    {kHintHidden, "displaynone|nodisplay|nghide"},
    {kHintUnread, "visuallyhidden|sronly|offscreen|screenreader|accessib"},
    {kHintCents, "cents|decimal|fraction|fractional|penny|kopecks|grosz|superscript|centim"},
    {kHintBuy,
     "addtocart|addtobasket|addtobag|addcart|addbasket|cartadd|addtocard|buynow|buybutton|"
     "buybtn|btnbuy|btncart|tobasket|tocart|warenkorb|ajoutpanier|addpanier|addpurchase"},
    {kHintMember, "member|loyalty|subscri|autoship|coupon|clubprice|wholesale"},
    {kHintOptions, "swatch|variant|customoption|addon|warranty"},
    {kHintFixed, "sticky|modal|popup|lightbox|overlay"},
    {kHintDescription, "description|beschreibung"},
};

// All words by their first byte, made once.
class WordTable {
 public:
  WordTable() {
    std::array<std::uint16_t, 257> next{};
    const auto each = [](auto visit) {
      for (const Words& words : kWords)
        for (std::string_view list = words.list; !list.empty();)
          visit(next_phrase(list), words.hints);
    };
    each([&](std::string_view word, std::uint32_t) { ++begins_[index(word.front()) + 1]; });
    for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
    words_.resize(begins_.back());
    next = begins_;
    each([&](std::string_view word, std::uint32_t hints) {
      words_[next[index(word.front())]++] = {hints, word};
    });
  }

  // The hints of all words that stand anywhere in `name`.
  std::uint32_t hints_in(std::string_view name) const {
    std::uint32_t hints = 0;
    for (std::size_t at = 0; at + 2 < name.size(); ++at) {
      const std::size_t byte = index(name[at]);
      for (std::size_t i = begins_[byte]; i < begins_[byte + 1]; ++i)
        if (name.substr(at).starts_with(words_[i].list)) hints |= words_[i].hints;
    }
    return hints;
  }

 private:
  static std::size_t index(char c) { return static_cast<unsigned char>(c); }

  std::vector<Words> words_;
  std::array<std::uint16_t, 257> begins_{};
};

std::uint32_t hints_of_token(std::string_view token) {
  std::string name;
  for (const char c : token)
    if (c != '-' && c != '_') name += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c;
  // Whole names only: "overflow-hidden" and "hidden-xs" hide nothing here.
  for (const std::string_view hidden :
       {"hide", "hidden", "ishidden", "jshidden", "uhidden", "dnone", "invisible", "isinvisible"})
    if (name == hidden) return kHintHidden;
  if (name == "pris" || name == "hind" || name == "ar" || name == "gia" || name == "pret" ||
      name == "cost" || name == "tarif" || name == "timi")
    return kHintPrice;
  if (name == "old" || name == "was") return kHintOld;
  if (name == "sale" || name == "now" || name == "special") return kHintSale;
  if (name == "nav" || name == "menu" || name == "sidebar" || name == "aside") return kHintFrame;
  if (name == "title" || name == "name") return kHintTitle;
  if (name == "summary") return kHintMain;
  if (name == "cart" || name == "basket") return 0;
  if (name == "save") return kHintSaving;
  if (name == "ref" || name == "model" || name == "kod" || name == "code" || name == "artikel")
    return kHintSku;
  if (name == "sup" || name == "dec" || name == "cent" || name == "pence" || name == "kop")
    return kHintCents;
  if (name == "rel" || name == "crosssale") return kHintRelated;
  // "has-old-price" says what is inside, not what this is.
  const bool is_state =
      name.starts_with("has") || name.starts_with("with") || name.starts_with("no-");
  std::uint32_t hints = 0;
  static const auto* const table = new WordTable;
  hints |= table->hints_in(name);
  if (is_state) hints &= ~(kHintOld | kHintStruck | kHintSale | kHintHidden | kHintSaving);
  if (name.find("productitemdetail") != name.npos) hints = (hints & ~kHintCard) | kHintMain;
  return hints;
}

std::uint32_t hints_of_style(std::string_view style) {
  if (style.empty()) return 0;
  std::uint32_t hints = 0;
  if (contains_ignoring_case(style, "line-through")) hints |= kHintStruck;
  std::string packed;
  for (const char c : style.substr(0, 400))
    if (c != ' ') packed += c;
  if (contains_ignoring_case(packed, "display:none") ||
      contains_ignoring_case(packed, "visibility:hidden"))
    hints |= kHintHidden;
  return hints;
}

std::uint32_t hints_of_tag(Tag tag) {
  using enum Tag;
  switch (tag) {
    case del:
    case s:
    case strike:
      return kHintStruck;
    case sup:
      return kHintCents;
    case nav:
    case footer:
      return kHintFrame;
    default:
      return 0;
  }
}

}  // namespace

std::uint32_t hints_in(std::string_view names) {
  std::uint32_t hints = 0;
  names = names.substr(0, 500);
  // Bootstrap's "d-none d-md-block" and Tailwind's "hidden md:block" show on wide screens.
  const bool shows_when_wide =
      names.find("-block") != names.npos || names.find(":block") != names.npos ||
      names.find(":flex") != names.npos || names.find("-flex") != names.npos;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find_first_of(" \t\r\n"), names.size());
    if (end > 0) hints |= hints_of_token(names.substr(0, std::min<std::size_t>(end, 80)));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return shows_when_wide ? hints & ~kHintHidden : hints;
}

namespace {

// Fills `all` out of `own`.
void inherit(const Document& page, Hints& hints) {
  for (Id id = 1; id < page.size(); ++id)
    hints.all[id] = hints.own[id] | (hints.all[page[id].parent] & kInherited);
}

}  // namespace

void clear_above(const Document& page, Id id, std::uint32_t hints_to_clear, Hints& hints) {
  for (id = page[id].parent; id != kNone; id = page[id].parent) hints.own[id] &= ~hints_to_clear;
  inherit(page, hints);
}

void add_below(const Document& page, const std::vector<Id>& ids, std::uint32_t hints_to_add,
               Hints& hints) {
  if (ids.empty()) return;
  for (const Id id : ids) hints.own[id] |= hints_to_add;
  inherit(page, hints);
}

Hints read_hints(const Document& page) {
  Hints hints;
  hints.own.resize(page.size());
  hints.all.resize(page.size());
  // Pages use few names many times. A name that shares another's place is read anew.
  struct Known {
    std::string_view names;
    std::uint32_t hints = 0;
  };
  std::vector<Known> known(1'024);
  std::vector<std::uint16_t> cards(1'024);  // By the hash of the class: how many are called so.
  const auto place_of = [](std::string_view names) { return hash_of(names) % 1'024; };
  const auto look_up = [&](std::string_view names) {
    Known& entry = known[place_of(names)];
    if (entry.names != names) entry = {names, hints_in(names)};
    return entry.hints;
  };
  for (Id id = 1; id < page.size(); ++id) {
    const Node& node = page[id];
    std::uint32_t own = node.tag == Tag::text ? 0 : hints_of_tag(node.tag);
    for (const auto* it = page.begin_attributes(id); it != page.end_attributes(id); ++it) {
      if (it->value.empty() && it->name != "hidden") continue;
      if (it->name == "class" || it->name == "id" || it->name == "itemprop" ||
          it->name == "data-hook" || it->name == "data-testid" || it->name == "data-test" ||
          it->name == "data-qa" || it->name == "data-role" || it->name == "data-price-type" ||
          it->name == "data-automation-id" || it->name == "data-component")
        own |= look_up(it->value);
      else if (it->name == "style")
        own |= hints_of_style(it->value);
      else if (it->name == "hidden")
        own |= kHintHidden;
    }
    if (node.tag == Tag::body || node.tag == Tag::html || node.tag == Tag::main) own &= kHintMain;
    if (node.tag == Tag::a) {
      const std::string_view href = page.attribute(id, "href");
      if (href.size() > 1 && href.front() != '#' && !href.starts_with("javascript"))
        own |= kHintLink;
    }
    if ((own & kHintCard) != 0) {
      std::uint16_t& count = cards[place_of(page.attribute(id, "class"))];
      count = static_cast<std::uint16_t>(std::min(count + 1, 1'000));
    }
    hints.own[id] = own;
  }
  // What stands alone is no card of a list, whatever it is called.
  for (Id id = 1; id < page.size(); ++id)
    if ((hints.own[id] & kHintCard) != 0 && cards[place_of(page.attribute(id, "class"))] < 2)
      hints.own[id] &= ~kHintCard;
  inherit(page, hints);
  return hints;
}

}  // namespace crow::extract
