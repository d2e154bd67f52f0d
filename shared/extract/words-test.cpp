// The words of shops: labels, phrases of stock, buttons, names of classes, numbers.
#include <gtest/gtest.h>

#include "shared/extract/evidence.h"
#include "shared/extract/fold.h"
#include "shared/extract/phrases.h"
#include "shared/extract/walk.h"

namespace crow::extract {
namespace {

TEST(StockIn, KnowsTheWordsOfManyLanguages) {
  for (const std::string_view text :
       {"In stock",      "Auf Lager",       "Sofort lieferbar", "En stock",
        "Disponible",    "Disponibile",     "Em estoque",       "Op voorraad",
        "I lager",       "På lager",        "Varastossa",       "Skladem",
        "Na sklade",     "Raktáron",        "În stoc",          "В наличии",
        "Є в наявності", "Stokta var",      "Διαθέσιμο",        "在庫あり",
        "有货",          "재고 있음",       "Còn hàng",         "متوفر",
        "במלאי",         "produkt dostępny"})
    EXPECT_EQ(stock_in(fold(text)), Availability::in_stock) << text;
  for (const std::string_view text : {"Out of stock",  "Sold Out",          "Nicht auf Lager",
                                      "Ausverkauft",   "Rupture de stock",  "Épuisé",
                                      "Agotado",       "Esaurito",          "Non disponibile",
                                      "Esgotado",      "Uitverkocht",       "Slutsåld",
                                      "Udsolgt",       "Loppuunmyyty",      "Vyprodáno",
                                      "Niedostępny",   "Elfogyott",         "Stoc epuizat",
                                      "Нет в наличии", "Немає в наявності", "Stokta Yok",
                                      "Εξαντλήθηκε",   "売り切れ",          "缺货",
                                      "품절",          "Hết hàng"})
    EXPECT_EQ(stock_in(fold(text)), Availability::out_of_stock) << text;
  for (const std::string_view text :
       {"", "Notify me when this is in stock", "Wenn lieferbar, melden wir uns", "Is it in stock?",
        "Gift wrap available", "Stockholm", "Unser Lagerverkauf"})
    EXPECT_EQ(stock_in(fold(text)), Availability::unknown) << text;
}

TEST(ButtonKind, TellsBuyingFromWaiting) {
  for (const std::string_view text :
       {"Add to Cart", "In den Warenkorb", "Ajouter au panier", "Añadir al carrito", "Comprar",
        "Aggiungi al carrello", "In winkelwagen", "Lägg i varukorgen", "Do koszyka", "Купить",
        "Sepete Ekle", "カートに入れる", "加入購物車", "장바구니", "Mua ngay", "Buy It Now"})
    EXPECT_EQ(button_kind(fold(text)), ButtonKind::buy) << text;
  EXPECT_EQ(button_kind("sold out"), ButtonKind::sold_out);
  EXPECT_EQ(button_kind("notify me when available"), ButtonKind::notify);
  EXPECT_EQ(button_kind("pre-order"), ButtonKind::preorder);
  EXPECT_EQ(button_kind("search"), ButtonKind::none);
  EXPECT_EQ(button_kind("add"), ButtonKind::buy);
  EXPECT_EQ(button_kind("add a photo"), ButtonKind::none);
  for (const std::string_view text :
       {"Add to Wish List", "Adicionar à lista de desejos", "Ajouter à ma liste", "Merkzettel",
        "Warenkorb anzeigen", "Dodaj do ulubionych", "В избранное"}) {
    EXPECT_TRUE(is_aside_button(fold(text))) << text;
    EXPECT_EQ(button_kind(fold(text)), ButtonKind::none) << text;
  }
  EXPECT_EQ(button_kind("read our guide before you buy a bicycle for your children"),
            ButtonKind::none);
}

TEST(PriceLabel, SaysWhatAPriceIs) {
  EXPECT_EQ(label_before("was "), PriceLabel::old);
  EXPECT_EQ(label_before("uvp: "), PriceLabel::old);
  EXPECT_EQ(label_before("statt "), PriceLabel::old);
  EXPECT_EQ(label_before("now "), PriceLabel::sale);
  EXPECT_EQ(label_before("our price: "), PriceLabel::sale);
  EXPECT_EQ(label_before("preis: "), PriceLabel::price);
  EXPECT_EQ(label_before("you save "), PriceLabel::saving);
  EXPECT_EQ(label_before("free shipping on orders over "), PriceLabel::shipping);
  EXPECT_EQ(label_before("or 4 payments of "), PriceLabel::instalment);
  EXPECT_EQ(label_before("(-"), PriceLabel::none);
  EXPECT_EQ(label_before("ab "), PriceLabel::from);
  EXPECT_EQ(label_before(""), PriceLabel::none);
  EXPECT_EQ(label_before("versandkostenfrei ab "), PriceLabel::shipping);
  EXPECT_EQ(label_before("livraison gratuite des "), PriceLabel::shipping);
  EXPECT_EQ(label_before("ou 10x de "), PriceLabel::instalment);
  EXPECT_EQ(label_before("finanzierung ab "), PriceLabel::instalment);
  EXPECT_EQ(label_before("de "), PriceLabel::old);
  EXPECT_EQ(label_before("prime price "), PriceLabel::member);
  EXPECT_EQ(label_before("23% off "), PriceLabel::none);
  EXPECT_EQ(label_before("you save: 23% "), PriceLabel::saving);
  EXPECT_TRUE(tells_lowest_price(fold("Najniższa cena z 30 dni przed obniżką:")));
  EXPECT_TRUE(tells_lowest_price(fold("Niedrigster Preis der letzten 30 Tage:")));
  EXPECT_FALSE(tells_lowest_price("30 days to return"));
  EXPECT_EQ(label_behind(" / 100 g"), PriceLabel::unit);
  EXPECT_EQ(label_behind(" per month"), PriceLabel::instalment);
  EXPECT_EQ(label_behind(" off"), PriceLabel::saving);
  EXPECT_EQ(label_behind(" excl. vat"), PriceLabel::net);
  EXPECT_EQ(label_behind(" kr/st"), PriceLabel::none);
}

TEST(AnnouncesOthers, KnowsHeadingsOfRelatedProducts) {
  for (const std::string_view text :
       {"You may also like", "Customers also viewed", "Vous aimerez aussi", "Похожие товары",
        "Das könnte Ihnen auch gefallen", "Produtos relacionados", "Podobne produkty"})
    EXPECT_TRUE(announces_others(fold(text))) << text;
  for (const std::string_view text : {"Product details", "Beschreibung", "Avis clients", ""})
    EXPECT_FALSE(announces_others(fold(text))) << text;
}

TEST(StockIn, HearsDenialsAndNumbers) {
  for (const std::string_view text :
       {"Not currently available", "Este producto ya no está disponible", "0 in stock",
        "Currently unavailable. We don't know when or if it will be back in stock.",
        "Временно отсутствует", "Prekės šiuo metu neturime", "This lantern has been discontinued."})
    EXPECT_EQ(stock_in(fold(text)), Availability::out_of_stock) << text;
  for (const std::string_view text :
       {"Only 3 left!", "Stock: 14", "Solo quedan 2", "Осталось 3 шт.", "Lagerbestand: 12",
        "Il ne reste plus que 2 exemplaires en stock", "10 in stock", "1 en stock"})
    EXPECT_EQ(stock_in(fold(text)), Availability::in_stock) << text;
}

TEST(Hints, ReadClassesOfManyShops) {
  EXPECT_NE(hints_in("price-item price-item--sale") & kHintPrice, 0u);
  EXPECT_NE(hints_in("old-price") & kHintOld, 0u);
  EXPECT_NE(hints_in("productPriceOld") & kHintPrice, 0u);
  EXPECT_NE(hints_in("block-upsell") & kHintRelated, 0u);
  EXPECT_NE(hints_in("visually-hidden") & kHintUnread, 0u);
  EXPECT_NE(hints_in("btn addToCart") & kHintBuy, 0u);
  EXPECT_EQ(hints_in("overflow-hidden") & kHintHidden, 0u);
  EXPECT_EQ(hints_in("d-none d-md-block") & kHintHidden, 0u);
  EXPECT_NE(hints_in("d-none") & kHintHidden, 0u);
  EXPECT_EQ(hints_in("has-old-price") & kHintOld, 0u);
}

TEST(Labels, NameArticleNumbersInManyLanguages) {
  for (const std::string_view text :
       {"SKU",         "Item #",     "Art.-Nr.",  "Artikelnummer",     "Best.-Nr.",   "Référence",
        "Réf.",        "Código",     "Cód.",      "Codice articolo",   "Artikelcode", "Varenr.",
        "Tuotenumero", "Nr kat.",    "Kód",       "Kód produktu",      "Cikkszám",    "Cod produs",
        "Артикул",     "Код товара", "Ürün Kodu", "Κωδικός προϊόντος", "商品番号",    "货号",
        "상품코드",    "Mã sản phẩm"})
    EXPECT_EQ(label_at(fold(text)).kind, LabelKind::sku) << text;
  EXPECT_EQ(label_at("ean").kind, LabelKind::gtin);
  EXPECT_EQ(label_at("marke").kind, LabelKind::brand);
  EXPECT_EQ(label_at("mpn").kind, LabelKind::mpn);
  for (const std::string_view text :
       {"Manufacturer's Part Number", "Réf. fabricant", "Herst.-Nr.", "Código do fabricante"})
    EXPECT_EQ(label_at(fold(text)).kind, LabelKind::mpn) << text;
  EXPECT_EQ(label_at("skull").kind, LabelKind::none);
  EXPECT_EQ(label_at("").kind, LabelKind::none);
}

std::string labelled(std::string_view html) {
  const Document page = parse_html(html);
  const View view = make_view(page, {});
  std::string out;
  for (const Labelled& found : find_labelled(view, kNone)) out += found.value + ' ';
  return out;
}

TEST(Labels, FindTheNumberBesideThem) {
  EXPECT_EQ(labelled("<p>SKU: AB-123</p>"), "AB-123 ");
  EXPECT_EQ(labelled("<p>Brand: X1 | SKU: AB 123 45 | EAN: 4006381333931</p>"),
            "X1 AB 123 45 4006381333931 ");
  EXPECT_EQ(labelled("<table><tr><th>Art.-Nr.</th><td>104 882</td></tr></table>"), "104 882 ");
  EXPECT_EQ(labelled("<span>Item #</span><b>77/12-A</b>"), "77/12-A ");
  EXPECT_EQ(labelled("<p>Artikel-Nr.: 12/34.5 sofort lieferbar</p>"), "12/34.5 ");
  EXPECT_EQ(labelled("<p>商品番号：kt-0412</p>"), "kt-0412 ");
  EXPECT_EQ(labelled("<p>Code of conduct</p><p>Item: chair</p><p>EAN: 4006381333932</p>"), "");
  EXPECT_EQ(labelled("<i data-sku='Z-9'></i>"), "Z-9 ");
  EXPECT_EQ(labelled("<p>Item 1234567</p><p>Style 12 ways</p>"), "1234567 ");
  EXPECT_EQ(labelled("<h3>Manufacturer warranty</h3>"), "");
  EXPECT_EQ(labelled("<p>Item Number (DPCI): 041-22-0187</p>"), "041-22-0187 ");
  EXPECT_EQ(labelled("<p>Artikel 20-1500 / EAN 4006381333931</p>"), "4006381333931 20-1500 ");
}

TEST(ValidGtin, ChecksTheDigit) {
  EXPECT_EQ(valid_gtin("4006381333931"), "4006381333931");
  EXPECT_EQ(valid_gtin("4 006381 333931"), "4006381333931");
  EXPECT_EQ(valid_gtin("036000291452"), "036000291452");
  EXPECT_EQ(valid_gtin("96385074"), "96385074");
  EXPECT_EQ(valid_gtin("10614141000415"), "10614141000415");
  EXPECT_EQ(valid_gtin("0-306-40615-2"), "9780306406157");
  EXPECT_EQ(valid_gtin("080442957X"), "9780804429573");
  EXPECT_EQ(valid_gtin("4006381333932"), "");
  EXPECT_EQ(valid_gtin("0000000000000"), "");
  EXPECT_EQ(valid_gtin("12345"), "");
  EXPECT_EQ(valid_gtin("abc"), "");
}

TEST(ParseAvailability, KnowsTheWordsOfMarkup) {
  EXPECT_EQ(parse_availability("http://schema.org/InStock"), Availability::in_stock);
  EXPECT_EQ(parse_availability("https://schema.org/OutOfStock"), Availability::out_of_stock);
  EXPECT_EQ(parse_availability("in stock"), Availability::in_stock);
  EXPECT_EQ(parse_availability("oos"), Availability::out_of_stock);
  EXPECT_EQ(parse_availability("PreOrder"), Availability::pre_order);
  EXPECT_EQ(parse_availability("schema:Discontinued"), Availability::discontinued);
  EXPECT_EQ(parse_availability(""), Availability::unknown);
}

}  // namespace
}  // namespace crow::extract
