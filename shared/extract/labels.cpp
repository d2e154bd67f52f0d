#include "shared/extract/identifiers.h"
#include "shared/extract/phrase-table.h"

namespace crow::extract {
namespace {

// Folded, by what they name and how surely: "SKU" names nothing else, "code" much.
constexpr std::string_view kSku =
    "item sku|cod. item|cod item|codigo do item|codigo item|product reference|store so sku #|store "
    "so sku|web item #|model/sku|sku/model|"
    "sku / model|produkt-id|produkt id|referentie|referentienummer|referenznummer|referenz-nr|"
    "bestelnr|artikkelnummer|artikkelnr|artikkel nr|artikkel|produktkode|artikelnummer/sku|"
    "sku produktu|id товара|id produktu|produktcode|cod. articulo|cod. de "
    "articulo|ugs|tuotetunnus|produkto kodas|artikelkode|varenummer (sku)|tuotetunnus (sku)|"
    "produktnummer (sku)|sku|item #|item no|item number|item code|product code|product no|product "
    "number|product #|"
    "product sku|article number|article no|art. no|art no|art.no|stock code|stock number|"
    "stock no|prod code|prod. code|stockcode|itemcode|productcode|sku#|sku number|sku code|"
    "sku no|item#|artikelnummer|artikel-nr|artikelnr|artikel nr|art.-nr|art.nr|art. nr|art-nr|"
    "artnr|art nr|artikel-nummer|produktnummer|produkt-nr|produkt nr|artikelcode|productnummer|"
    "artikel nummer|artikelnr.|code article|code produit|numero d'article|n° d'article|"
    "n° article|codigo de producto|codigo del producto|codigo producto|codigo de articulo|"
    "n° de articulo|numero de articulo|num. de articulo|codigo articulo|cod. producto|"
    "codigo do produto|cod. do produto|cod. produto|codigo produto|cod produto|sku ref|"
    "codice articolo|codice prodotto|cod. art|cod. articolo|cod. prodotto|cod art|"
    "artikelnummer (sku)|art.nr.|varenummer|varenr|vare nr|vare-nr|varekode|produktnr|prod.nr|"
    "tuotenumero|tuotekoodi|tuotenro|tuote nro|vorunumer|nr kat|nr katalogowy|numer katalogowy|"
    "kod produktu|kod towaru|numer produktu|nr produktu|nr artykulu|numer artykulu|kod zbozi|"
    "objednaci kod|objednaci cislo|obj. cislo|cislo produktu|kod tovaru|kod vyrobku|"
    "produktove cislo|cislo zbozi|cikkszam|termekkod|cikk-szam|cod produs|cod articol|"
    "sifra proizvoda|sifra artikla|prekes kodas|tootekood|preces kods|артикул|код товара|"
    "код товару|код на продукта|код продукта|номер товара|κωδικοσ προιοντοσ|urun kodu|stok kodu|"
    "urun no|urun "
    "kod|商品番号|商品コード|品番|商品no|货号|商品编号|商品编码|商品編號|貨號|상품번호|상품코드|"
    "รหัสสินค้า|ma san pham|"
    "ma sp|kode produk|kode barang|رمز المنتج|מק\"ט|מקט";
constexpr std::string_view kSkuGood =
    "item id|product id|online no|online number|online id|online #|prod. id|prod id|our ref|"
    "our reference|unique id|edp no|edp #|plu|plu code|plu no|web no|web number|web item|"
    "internet number|material number|material no|part code|reorder number|catalog code|"
    "product ref no|article code|article id|shop sku|item catalog number|catalog number|catalogue "
    "number|catalog no|cat. no|cat no|catalog #|"
    "cat #|stock #|style number|style code|style no|style #|order code|order no|product ref|"
    "internet #|web id|ebay item number|item ref|bestellnummer|bestell-nr|best.-nr|best. nr|"
    "bestellnr|produktcode|artikel-id|artikel id|warennummer|bestelnummer|item nummer|"
    "reference produit|ref. produit|ref produit|no article|reference article|reference interne|"
    "n° produit|numero de produit|cod.|referencia|codigo interno|ref.a|referencia do produto|"
    "referencia del producto|riferimento|bestillingsnr|symbol produktu|indeks|katalogove cislo|"
    "kat. cislo|rendelesi kod|referinta|sifra|kataloski broj|арт.|каталожный номер|кат. номер|"
    "кат. #|κωδικοσ|stok no|管理番号|商品管理番号|製品番号|품번|제품번호|ma hang";
constexpr std::string_view kSkuFair =
    "style id|order number|order #|part number|part no|part #|reference|reference number|ref no|"
    "ref.|store sku|web code|dpci|tcin|referenz|identnummer|teilenummer|codigo|cod|codice|rif|"
    "articolo|kod|symbol|part no.|арт|код|κωδ|型番";
constexpr std::string_view kSkuWeak = "item|article|code|ref|asin|design no|artikel|art.";
constexpr std::string_view kSkuPoor =
    "nr|nr.|n°|№|style|listing id|id|unit number|lot number|references";
constexpr std::string_view kBrand =
    "brand|brand name|marke|merk|marque|marca|varumarke|maerke|merke|merkki|tuotemerkki|marka|"
    "znacka|marka:|brend|бренд|торговая марка|μαρκα|ブランド|ブランド名|品牌|브랜드|แบรนด์|thuong "
    "hieu|merek|"
    "الماركة|מותג";
constexpr std::string_view kBrandGood =
    "hersteller|marchio|vyrobce|vyrobca|gyarto|producator|производитель|марка|виробник";
constexpr std::string_view kBrandFair =
    "manufacturer|designer|fabrikant|fabricant|fabricante|produttore|tillverkare|producent|"
    "produsent|valmistaja|proizvodac|gamintojas|κατασκευαστησ|メーカー|제조사|יצרן";
constexpr std::string_view kBrandWeak = "vendor";
constexpr std::string_view kBrandPoor = "make";
constexpr std::string_view kGtin =
    "ean|gtin|upc|isbn|isbn-13|isbn-10|isbn13|barcode|ean code|ean-code|ean13|ean-13|gtin/ean|"
    "ean/upc|upc code|ean nummer|ean-nr|kod ean|ean kod|codigo de barras|codice ean|code barre|"
    "code ean|codice a barre|carovy kod|vonalkod|штрихкод|штрих-код|jan|janコード|barkod|streckkod|"
    "strekkode|条形码|cod de bare|cod ean|gencod";
constexpr std::string_view kModel =
    "item model no|item model #|item model|model|model no|model number|model #|model code|item "
    "model number|modell-nr|modell|"
    "modellnummer|modelnummer|modele|modelo|modello|модель|model kodu|型号|型號|모델명|رقم الموديل";
constexpr std::string_view kMpn =
    "mfr. model|mfr model|mfg model|manufacturer model|manufacturer model number|"
    "manufacturers part number|manufacturer's part number|manufacturer part #|mfr part#|mfg part "
    "no|"
    "mfr. part no|mfr. part #|mfr part no|mfr part number|mfg part number|mfr|mfg #|mfg no|"
    "vendor part #|vendor part number|oem number|oem part number|oem|p/n|pn|herst.-nr|herst. nr|"
    "herst.nr|herstellernr|hersteller nr|hersteller art.-nr|hersteller-art.nr|hersteller "
    "artikel-nr|"
    "ref. fabricant|ref. constructeur|ref constructeur|reference du fabricant|ref. fournisseur|"
    "referencia del fabricante|referencia fabricante|ref. fabricante|ref fabricante|"
    "codigo do fabricante|codigo fabricante|codigo del fabricante|referencia do fabricante|"
    "codice del produttore|codice fornitore|rif. produttore|fabrikantnummer|fabrikant nummer|"
    "fabrikantnr|leveranciersnummer|tillverkarens artikelnummer|tillv. artnr|"
    "leverantorens artikelnummer|producentens varenr|producentens varenummer|producent nr|"
    "producentnummer|leverandorens varenr|leverandorens varenummer|leverandorvarenr|"
    "produsentens varenr|produsentens artikkelnummer|produsentnr|valmistajan koodi|"
    "valmistajan tuotekoodi|kod vyrobce|oznaceni vyrobce|kod vyrobcu|gyartoi cikkszam|"
    "cod producator|код производителя|код виробника|manufacturer sku|vendor sku|mpn|manufacturer "
    "part number|mfr part #|mfg part #|"
    "manufacturer part no|mfr. part|mfr #|manufacturer code|manufacturer number|"
    "manufacturer reference|manuf. code|mfr no|supplier code|manufacturer's code|manufacturer #|"
    "herstellernummer|hersteller-nr|herstellerartikelnummer|hersteller-artikelnummer|"
    "hersteller artikelnummer|hersteller-art.-nr|han|fabrikantcode|reference fabricant|"
    "reference constructeur|ref fabricant|reference fournisseur|codice produttore|"
    "cod. produttore|lev. artnr|lev.art.nr|tillverkarens artikelnr|kod producenta|"
    "артикул производителя|メーカー型番|メーカー品番";

}  // namespace

LabelFit label_at(std::string_view folded) {
  if (folded.empty()) return {};
  struct List {
    const PhraseTable* table;
    LabelKind kind;
    double strength;
  };
  static const List kLists[] = {
      {&table_of<kSku>(), LabelKind::sku, 1.0},
      {&table_of<kSkuGood>(), LabelKind::sku, 0.9},
      {&table_of<kSkuFair>(), LabelKind::sku, 0.8},
      {&table_of<kSkuWeak>(), LabelKind::sku, 0.7},
      {&table_of<kSkuPoor>(), LabelKind::sku, 0.6},
      {&table_of<kBrand>(), LabelKind::brand, 1.0},
      {&table_of<kBrandGood>(), LabelKind::brand, 0.9},
      {&table_of<kBrandFair>(), LabelKind::brand, 0.8},
      {&table_of<kBrandWeak>(), LabelKind::brand, 0.7},
      {&table_of<kBrandPoor>(), LabelKind::brand, 0.6},
      {&table_of<kGtin>(), LabelKind::gtin, 1.0},
      {&table_of<kModel>(), LabelKind::model, 0.62},
      {&table_of<kMpn>(), LabelKind::mpn, 0.62},
  };
  LabelFit best;
  for (const List& list : kLists) {
    const std::string_view found = list.table->longest_at(folded, 0);
    if (found.size() > best.size) best = {list.kind, list.strength, found.size()};
  }
  return best;
}

}  // namespace crow::extract
