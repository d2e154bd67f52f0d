#include "shared/extract/phrase-table.h"
#include "shared/extract/phrases.h"

namespace crow::extract {
namespace {

// Before a price, at the end of what stands there.
constexpr std::string_view kOldBefore =
    "was|rrp|msrp|list price|old price|original price|originally|compare at|compare|before|srp|"
    "typical price|previous price|were|normally|usually|recommended retail price|m.r.p.|mrp|"
    "manufacturer's suggested retail price|full price|market price|former price|prior price|"
    "suggested price|retail value|compare at price|orig.|uvp|uvp des herstellers|statt|bisher|"
    "vorher|fruher|alter preis|ursprunglich|listenpreis|unser alter preis|statt:|"
    "ehemaliger preis|unverb. preisempf.|unverbindliche preisempfehlung|ursprunglicher preis|"
    "bisheriger preis|sonst|streichpreis|ehem. uvp|uvp:|prix barre|au lieu de|avant|ancien prix|"
    "prix conseille|prix public|prix initial|ppc|prix d'origine|prix catalogue|"
    "prix public conseille|antes|precio anterior|pvp recomendado|pvpr|precio original|"
    "precio de lista|antes:|precio antes|de|de:|preco de|preco antigo|preco original|"
    "por apenas de|preco de tabela|prezzo di listino|listino|prezzo precedente|"
    "prezzo consigliato|invece di|anziche|era|prezzo originale|prezzo pieno|prima|"
    "prezzo di vendita consigliato|adviesprijs|was:|oude prijs|van|van:|van voor|vanaf prijs|"
    "originele prijs|tidigare pris|rek. pris|forpris|for|vejl. pris|vejledende pris|for pris|"
    "veil. pris|veil|normalt|ord|tidligere pris|veiledende pris|rek.pris|tidigare lagsta pris|"
    "lagsta pris|ovh|norm.|suositushinta|norm|alkuperainen hinta|stara cena|poprzednia cena|"
    "przed|najnizsza cena|sugerowana cena|cena przed|cena przed obnizka|zamiast|"
    "najnizsza cena z 30 dni|dotychczasowa cena|puvodni cena|puvodne|povodna cena|bezne|"
    "doporucena cena|pred slevou|moc|cena pred slevou|mpc|eredeti ar|regi ar|korabbi ar|listaar|"
    "akcio elott|pret vechi|prp|pret intreg|pret lista|vechiul pret|pret initial|старая цена|"
    "была|старая|цена без скидки|стара ціна|рекомендованная|без скидки|было|прежняя цена|"
    "стара цена|пцд|eski fiyat|liste fiyati|piyasa fiyati|παλια τιμη|αρχικη τιμη|απο|π.λ.τ.|定価|"
    "参考価格|メーカー希望小売価格|希望小売価格|当店通常価格|市場価格|原价|市场价|原價|市價|"
    "建議售價|定價|划线价|参考价|정가|소비자가|시중가|gia goc|gia cu|"
    "gia thi truong|harga asli|سعر قبل|قبل|כמחיר רגיל|מחיר קודם";
// The old price where another stands beside it; alone it is the price.
constexpr std::string_view kRegularBefore =
    "list|regular price|regular|retail price|retail|reg.|reg|usual price|normal price|"
    "standard price|value|list:|regularly|regularer preis|normalpreis|prix normal|prix de base|"
    "prix habituel|precio regular|precio normal|pvp|p.v.p.|precio habitual|normal|preco normal|"
    "normale prijs|reguliere prijs|ord. pris|ordinarie pris|ord.pris|normalpris|normaalihinta|"
    "cena regularna|cena katalogowa|cena standardowa|bezna cena|bezna cena:|standardni cena|"
    "обычная цена|розничная цена|редовна цена|normal fiyat|通常価格|정상가|ราคาปกติ|harga normal|"
    "מחיר רגיל";
constexpr std::string_view kSaleBefore =
    "now|sale price|our price|special price|sale|price now|today|your price|deal price|now only|"
    "you pay|offer price|current price|final price|today's price|online price|with deal|special|"
    "clearance|discounted price|web price|internet price|price after discount|selling price|"
    "promo price|special offer|jetzt|nur|aktionspreis|sonderpreis|angebotspreis|jetzt nur|"
    "ihr preis|unser preis|aktueller preis|onlinepreis|sonderangebot|neuer preis|angebot|"
    "maintenant|prix promo|votre prix|prix special|nouveau prix|prix internet|notre prix|"
    "prix solde|prix web|ahora|precio especial|oferta|precio oferta|precio final|precio actual|"
    "precio internet|por|por:|por apenas|a vista|preco promocional|preco especial|precio online|"
    "tu precio|ora|prezzo speciale|prezzo scontato|prezzo attuale|adesso|in offerta|"
    "prezzo promo|offerta|nu|actieprijs|voor|onze prijs|nu voor|speciale prijs|aanbieding|"
    "nu endast|kampanjpris|erbjudande|na|tilbud|tilbudspris|pris nu|extrapris|rea|nyt|"
    "tarjoushinta|tarjous|kampanje|kun|cena promocyjna|promocja|teraz|nowa cena|akcni cena|"
    "nase cena|po sleve|cena po sleve|akcna cena|vase cena|cena specjalna|nasza cena|"
    "akciova cena|nasa cena|akcios ar|most|kedvezmenyes ar|uj ar|pret special|pret redus|acum|"
    "pret promotional|pret nou|новая цена|цена со скидкой|сейчас|акция|цена по акции|ваша цена|"
    "акційна ціна|нова ціна|специальная цена|цена на сайте|интернет-цена|промо цена|нова цена|"
    "ціна зі знижкою|indirimli fiyat|kampanya fiyati|τωρα|νεα τιμη|τελικη "
    "τιμη|販売価格|特別価格|セール価格|"
    "会員価格|当店価格|通販価格|现价|促销价|特價|售價|网络价|優惠價|特价|折扣價|促销|활인가|판매가|"
    "할인가|회원가|ราคาพิเศษ|gia khuyen mai|"
    "gia ban|harga promo";
constexpr std::string_view kPriceBefore =
    "price|preis|prix|precio|preco|prezzo|prijs|pris|hinta|cena|ar|pret|цена|ціна|fiyat|τιμη|価格|"
    "本体価格|价格|價格|가격|ราคา|gia|harga|السعر|מחיר|cijena|kaina|hind|cost|bruttopreis|brutto|"
    "einzelpreis|unit price|buy it now|price "
    "each|fiyati|销售价|税込|税込価格|販売価格(税込)|retail|"
    "item price|one-time purchase|one time purchase|einmalkauf|einmalige lieferung|achat unique|"
    "compra unica|acquisto singolo|eenmalige aankoop|sofort-kaufen|incl. vat|inc vat|inc. "
    "vat|ttc|prix ttc|incl. btw|"
    "inkl. moms|inc gst";
constexpr std::string_view kShipping =
    "shipping|delivery|postage|p&p|freight|orders over|to ship|ship|orders above|order over|"
    "spend|free over|shipping on|versand|versandkosten|versandkostenfrei|lieferung|bestellwert|"
    "zzgl|livraison|frais de port|port|envio|gastos de envio|envio gratis|pedidos superiores|"
    "frete|frete gratis|portes|spedizione|spese di spedizione|spedizioni|verzending|"
    "verzendkosten|bezorging|frakt|fraktfritt|fri frakt|levering|fragt|gratis fragt|toimitus|"
    "toimituskulut|dostawa|wysylka|darmowa dostawa|doprava|doprava zdarma|doprava od|postovne|"
    "szallitas|kiszallitas|transport|livrare|livrare gratuita|доставка|бесплатная доставка|"
    "заказ от|kargo|ucretsiz kargo|送料|配送料|運費|运费|배송비|배송|dostava|pristatymas|delivery "
    "from|"
    "orders of|bestellung ab|ab einem|gratis versand|μεταφορικα|αποστολη|ค่าส่ง|van chuyen|"
    "ongkir|shipping:|import fees|minimum order|mindestbestellwert|free shipping|free delivery|"
    "gratis verzending|livraison gratuite|spedizione gratuita|envios";
constexpr std::string_view kInstalmentBefore =
    "installments of|instalments of|payments of|interest-free|or 4|or 3|per month|monthly|"
    "finance from|raten a|raten zu|payments from|installments from|klarna|afterpay|raten|"
    "ratenzahlung|finanzierung|rate|mensualites|en 3x|en 4x|3x|4x|2x|10x|12x|6x|cuotas de|"
    "cuotas|meses de|mensualidades|parcelas de|em ate|ate|ou|x de|vezes de|rate da|a rate|"
    "termijnen|per maand|delbetala|manad|manadskostnad|raty|rata|rat|splatky|splatek|reszlet|"
    "rate lunare|рассрочка|в кредит|платеж|taksit|分割|分期|할부|weekly|paypal credit|pay in|fra "
    "kr|"
    "kk|erissa|manadsvis|delbetaling|month|fortnightly|x";
constexpr std::string_view kSavingBefore =
    "save|you save|saving|savings|discount|off|you saved|save up to|extra|gift card|voucher|"
    "coupon|earn|points|sie sparen|sparen|ersparnis|gespart|rabatt|spare|sie sparen:|du sparst|"
    "economisez|economie|remise|vous economisez|soit|reduction|ahorra|ahorras|descuento|"
    "te ahorras|economize|desconto|economia|economia de|risparmi|risparmio|sconto|bespaar|"
    "korting|je bespaart|u bespaart|spara|du sparar|spar|du sparer|saastat|saasta|alennus|"
    "oszczedzasz|rabat|zaoszczedz|usetrite|sleva|uspora|zlava|megtakaritas|kedvezmeny|"
    "economisesti|reducere|скидка|экономия|вы экономите|знижка|выгода|бонус|кэшбэк|indirim|"
    "kazanc|割引|ポイント|お得|节省|省|할인|κερδος|εκπτωση|usteda|ustedite|cashback|rebate|bonus|"
    "deposit|"
    "pfand|zzgl. pfand|eco-part|ecotaxe|dont|d'eco|recupel|inkl. pfand|gutschein";
constexpr std::string_view kUnitBefore =
    "grundpreis|unit price|price per|per|pro|prix au kg|jednotkova cena|cena za|"
    "cena jednostkowa|prix unitaire|basispreis|inhalt|100 g|100 ml|1 kg|1 l|jamforpris|jmf|"
    "jfr-pris|jmf-pris|vertailuhinta|cena za 1";
constexpr std::string_view kFrom =
    "from|ab|a partir de|desde|da|a partire da|vanaf|fran|fra|alkaen|od|от|απο|as low as|"
    "starting at|starting from|des|prices from|von|начиная с|від|de la|-tol";
constexpr std::string_view kMember =
    "member price|members price|member's price|prime price|club price|loyalty price|card price|"
    "clubcard price|with clubcard|nectar price|mit karte|mit kundenkarte|mitgliederpreis|"
    "prix adherent|prix club|prix membre|precio socio|precio club|precio con tarjeta|con tarjeta|"
    "com cupom|com o cupom|prezzo soci|prezzo con carta|ledenprijs|medlemspris|klubipris|"
    "cena klubowa|cena z karta|cena s kartou|клубная цена|цена по карте|с картой|по карте|"
    "с бонусами|"
    "member|members|membership|with card|club price|vip|subscribe|subscription|subscribe & save|"
    "autoship|with code|mit code|code|coupon price|trade price|wholesale|trade|b2b|prime|"
    "sparabo|abo|loyalty|rewards|avec la carte|with coupon";
constexpr std::string_view kNet =
    "exkl. mwst|excl. mwst|zzgl. mwst|ohne mwst|tax excl|"
    "excl. vat|ex vat|ex. vat|excl vat|exc vat|exc. vat|+ vat|+vat|plus vat|without vat|ex tax|"
    "ex tax:|excluding vat|excl. tax|excl tax|ex gst|ex. gst|ex. btw|excl. btw|excl btw|"
    "exclusief btw|netto|zzgl. mwst|zzgl. ust|exkl. mwst|ohne mwst|exkl. moms|ex. moms|ex moms|"
    "eksl. moms|ekskl. mva|ekskl. moms|eks. mva|ht|h.t.|hors taxes|hors tva|sin iva|sin impuestos "
    "nacionales|sin impuestos|s/iva|+ iva|"
    "iva esclusa|iva escl.|iva esc.|sem iva|bez dph|bez vat|netto:|nettopreis|alv 0%|alv 0 %|"
    "veroton|netto ar|+ afa|fara tva|без ндс|без пдв|kdv haric|+kdv|税抜|税別|本体|χωρις φπα|"
    "χωρις φ.π.α.|net price|net|exc. gst|zzgl. 19% mwst|excluding tax";
constexpr std::string_view kGross =
    "incl. vat|inc vat|inc. vat|incl vat|including vat|with vat|inkl. mwst|inkl. ust|incl. btw|"
    "inkl. moms|inkl. mva|ttc|t.t.c.|iva incluido|iva incl.|con iva|iva inclusa|ivato|"
    "iva incluso|com iva|s dph|vc. dph|s dph:|brutto|z vat|sis. alv|cu tva|tva inclus|с ндс|"
    "з пдв|kdv dahil|税込|inc gst|inc. gst|incl. tax|incl tax|including tax|vat included|με φπα|"
    "incl. gst|inc. tax";
constexpr std::string_view kOption =
    "total price|total|bundle price|set price|gesamtpreis|prix total|precio "
    "total|totale|+|add|extra|surcharge|aufpreis|supplement|additional|upgrade";
constexpr std::string_view kUnitBehind =
    "/kg|/ kg|/l|/ l|/100|/ 100|per 100|per kg|per litre|per liter|/m|/ m|je 100|pro 100|je kg|"
    "pro kg|pro liter|/ liter|/liter|/litre|/ litre|le kilo|al kg|por kg|/g|/ g|/ml|/ ml|/oz|"
    "per oz|per ounce|/ 1 l|/1 l|/ 1 kg|/1 kg|* / 1|/ 1|za kg|za 1 kg|/ stuck|* / 100|pr. kg|"
    "pr. l|/lb|kr/kg|/ 10|/10|pro 1 l|/count|/ count|/sheet|per sheet|/meter|per metre|/ meter|"
    "per 1l|per 1kg|per roll|/dose";
constexpr std::string_view kInstalmentBehind =
    "/mo|/ mo|per month|a month|/month|/ month|monthly|x 12|x 24|x 36|x 10|/maand|p/m|per maand|"
    "pro monat|monatlich|/ monat|im monat|/mon|par mois|/mois|al mes|/mes|por mes|/man|/ man|"
    "manad|/mnd|pr. mnd|pr. maned|md.|/kk|kk|miesiecznie|/mies|/ mies|mesicne|mesiacne|/ho|"
    "/honap|/luna|lunar|в месяц|/мес|/ мес|на месяц|ay|per week|weekly|pw|with klarna|"
    "with afterpay|interest-free|sem juros|sin interes|senza interessi|sans frais|x 4|x 3|or 4|"
    "4 payments|fortnightly|na miesiac|/week|s/ juros|платежа|платежей|payments";
constexpr std::string_view kSavingBehind =
    "off|saved|discount|savings|rabatt|gespart|de remise|d'economie|de descuento|di sconto|"
    "korting|rabat|gift card|cashback|voucher|coupon|credit|points|eco-part|deposit|pfand|d'eco|"
    "de reduction|de desconto|скидка|скидки|zlava|slevy";
constexpr std::string_view kShippingBehind =
    "shipping|delivery|postage|versand|livraison|p&p|envio|de envio|frete|spedizione|"
    "verzendkosten|frakt|dostawa|doprava|shipping &|delivery charge|flat rate|orders|order|"
    "bestellwert|import|or more|minimum|and over|& over|d'achat|d'achats|de compra|и "
    "более|以上|送料";
// Only for those who pay in one way, or belong to something.
constexpr std::string_view kMemberBehind =
    "a vista|no boleto|no pix|com cartao|with card|for members|with prime|with coupon|with code|"
    "mit code|au comptant|al contado|con tarjeta|in bar|with subscription|bei abholung|"
    "per bank transfer|bankatutalassal|member price";
constexpr std::string_view kOldBehind =
    "(normal)|rrp|uvp|msrp|list price|normal|(list price)|regular price|(regular)|(rrp)|(uvp)|"
    "original price|retail|prix conseille|prix public";
constexpr std::string_view kSaleBehind = "(oferta)|(sale)|(internet)|(offer)|oferta|sale";

constexpr std::string_view kPrepositions = "de|ab|od|da|van|vanaf|fran|fra|от|of|des";
constexpr std::string_view kInstalmentWords =
    "monatsraten|rate|raten|ratenzahlung|finanzierung|finanzieren|cuotas|cuota|meses|parcelas|"
    "vezes|rata|raty|rat|rate mensili|financement|mensualites|financiacion|finanzia|delbetala|"
    "delbetaling|afbetaling|splatky|splatkach|в рассрочку|рассрочка|рассрочку|в кредит|кредит|"
    "taksit|installments|instalments|payments|financing|monthly|per month|sans frais";
// Of the lowest price of thirty days, which shops of the EU must name beside a reduced one.
constexpr std::string_view kLowest =
    "niedrigst|bestpreis|lowest price|prix le plus bas|plus bas prix|mas bajo|piu basso|"
    "laagste prijs|najnizsz|nejnizsi|najnizsia|lagsta pris|lavest|laveste|alin hinta|"
    "cel mai mic|legalacsonyabb|най-ниска|zemaka cena|maziausia kaina|madalaim hind|"
    "mais baixo|χαμηλοτερη|najniza cijena|najnizja cena";

bool has(std::string_view folded, std::string_view phrases) {
  while (!phrases.empty()) {
    const std::string_view phrase = next_phrase(phrases);
    for (std::size_t at = folded.find(phrase); at != folded.npos; at = folded.find(phrase, at + 1))
      if (stands_alone(folded, at, phrase.size())) return true;
  }
  return false;
}

// The last words of what stands before a price.
bool ends_with(std::string_view text, std::string_view phrases) {
  while (!text.empty() && (text.back() == ' ' || text.back() == ':' || text.back() == '*' ||
                           text.back() == '(' || text.back() == ','))
    text.remove_suffix(1);
  while (!phrases.empty()) {
    const std::string_view phrase = next_phrase(phrases);
    if (text.ends_with(phrase) && stands_alone(text, text.size() - phrase.size(), phrase.size()))
      return true;
  }
  return false;
}

bool begins_with(std::string_view text, std::string_view phrases) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '*' || text.front() == ','))
    text.remove_prefix(1);
  while (!phrases.empty()) {
    const std::string_view phrase = next_phrase(phrases);
    if (text.starts_with(phrase) && stands_alone(text, 0, phrase.size())) return true;
  }
  return false;
}

// "23% off": a discount whose price comes next. "You save 23%" speaks of the money saved.
bool is_percent_off(std::string_view text) {
  const std::size_t percent = text.rfind('%');
  if (percent == text.npos || percent == 0 || text.size() - percent > 16) return false;
  if (text.find_first_of("0123456789", percent) != text.npos) return false;
  for (const std::string_view word :
       {"sav", "spar", "ahorr", "econom", "risparm", "bespaar", "oszczed", "usetri", "эконом"})
    if (text.find(word) != text.npos) return false;
  return true;
}

// "12x de", "12 cuotas de", "financing from".
bool is_by_instalments(std::string_view text) {
  for (std::size_t at = text.find('x'); at != text.npos; at = text.find('x', at + 1)) {
    std::size_t before = at;
    while (before > 0 && text[before - 1] == ' ') --before;
    const bool counts = before > 0 && text[before - 1] >= '0' && text[before - 1] <= '9';
    if (counts && (at + 1 == text.size() || !is_word_byte(text[at + 1]))) return true;
  }
  return has(text, kInstalmentWords);
}

}  // namespace

bool tells_lowest_price(std::string_view folded) {
  if (folded.find("30") == folded.npos || folded.size() > 300) return false;
  for (std::string_view words = kLowest; !words.empty();)
    if (folded.find(next_phrase(words)) != folded.npos) return true;
  return false;
}

PriceLabel label_before(std::string_view folded) {
  if (folded.find_first_not_of(' ') == folded.npos) return PriceLabel::none;
  if (folded.size() > 120) folded.remove_prefix(folded.size() - 120);
  // "-$5" is taken off, "(1.20 €/l)" explains, "$10-$20" is a range.
  if (folded.ends_with('-') && (folded.size() < 2 || folded[folded.size() - 2] == ' '))
    return PriceLabel::saving;
  if (folded.ends_with('(')) return PriceLabel::unit;
  if (is_percent_off(folded)) return PriceLabel::none;
  if (ends_with(folded, kSavingBefore)) return PriceLabel::saving;
  if (ends_with(folded, kInstalmentBefore)) return PriceLabel::instalment;
  const std::string_view tail =
      folded.substr(folded.size() - std::min<std::size_t>(folded.size(), 24));
  for (const std::string_view unit :
       {"per 1", "/100", "/ 100", "pro 1", "je 1", "par 1", "per kg", "al kg", "au kg", "/kg",
        "pro kg", "per l", "pro l", "za 1", "/ 1 ", "por 1", "per unit", "/ml"})
    if (tail.find(unit) != tail.npos) return PriceLabel::unit;
  // "Free delivery from", "in 12 rates of": the last word alone would mean something else.
  if (ends_with(folded, kFrom) || ends_with(folded, kPrepositions)) {
    if (has(folded, kShipping)) return PriceLabel::shipping;
    if (is_by_instalments(folded)) return PriceLabel::instalment;
  }
  if (ends_with(folded, kOldBefore)) return PriceLabel::old;
  if (ends_with(folded, kRegularBefore)) return PriceLabel::regular;
  if (ends_with(folded, kShipping)) return PriceLabel::shipping;
  if (ends_with(folded, kSaleBefore)) return PriceLabel::sale;
  if (ends_with(folded, kFrom)) return PriceLabel::from;
  if (ends_with(folded, kMember)) return PriceLabel::member;
  if (ends_with(folded, kUnitBefore)) return PriceLabel::unit;
  if (ends_with(folded, kNet)) return PriceLabel::net;
  if (ends_with(folded, kGross)) return PriceLabel::gross;
  if (ends_with(folded, kOption)) return PriceLabel::option;
  if (ends_with(folded, kPriceBefore)) return PriceLabel::price;
  if (folded.size() > 12 && has(folded, kShipping)) return PriceLabel::shipping;
  if (has(folded, kSavingBefore) && folded.size() < 40) return PriceLabel::saving;
  return PriceLabel::none;
}

PriceLabel label_behind(std::string_view folded) {
  folded = folded.substr(0, 60);
  if (folded.find_first_not_of(' ') == folded.npos) return PriceLabel::none;
  if (begins_with(folded, kUnitBehind)) return PriceLabel::unit;
  if (begins_with(folded, kInstalmentBehind)) return PriceLabel::instalment;
  if (begins_with(folded, kSavingBehind)) return PriceLabel::saving;
  if (begins_with(folded, kShippingBehind)) return PriceLabel::shipping;
  if (begins_with(folded, kMemberBehind)) return PriceLabel::member;
  if (begins_with(folded, kOldBehind)) return PriceLabel::old;
  if (begins_with(folded, kSaleBehind)) return PriceLabel::sale;
  if (begins_with(folded, kNet)) return PriceLabel::net;
  if (begins_with(folded, kGross)) return PriceLabel::gross;
  return PriceLabel::none;
}

}  // namespace crow::extract
