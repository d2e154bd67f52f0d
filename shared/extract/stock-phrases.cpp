// What texts say about stock.
#include <string>

#include "shared/extract/phrase-table.h"
#include "shared/extract/phrases.h"

namespace crow::extract {
namespace {

constexpr std::string_view kPreOrder =
    "pre-order|preorder|pre order|vorbestellen|vorbestellbar|vorbestellung|precommander|"
    "precommande|reservar ahora|preventa|pre-venda|pre-vendita|preordina|prenota|forudbestil|"
    "forhandsboka|przedsprzedaz|predobjednat|предзаказ|передзамовлення|予約する|予約商品|予約|预售|"
    "预订|"
    "on siparis|elorendeles|precomanda|ennakkotilaa|available for pre-order";
constexpr std::string_view kOut =
    "out of stock|sold out|currently unavailable|not in stock|no longer available|"
    "temporarily out of stock|out-of-stock|not available|unavailable|no stock|"
    "item is unavailable|this product is currently out of stock|soldout|temporarily unavailable|"
    "nicht auf lager|is out of stock|discontinued|no longer in stock|this item is sold|"
    "nicht zur verfugung|ausverkauft|nicht verfugbar|nicht lieferbar|nicht vorratig|vergriffen|"
    "derzeit nicht verfugbar|momentan nicht verfugbar|nicht mehr lieferbar|leider ausverkauft|"
    "zur zeit nicht lieferbar|nicht mehr verfugbar|aktuell nicht verfugbar|"
    "aktuell nicht lieferbar|derzeit nicht lieferbar|rupture de stock|en rupture|epuise|"
    "indisponible|non disponible|victime de son succes|actuellement indisponible|"
    "plus disponible|n'est plus en stock|produit epuise|agotado|sin existencias|sin stock|"
    "no disponible|fuera de stock|no hay existencias|temporalmente agotado|producto agotado|"
    "esgotado|indisponivel|sem estoque|fora de estoque|produto indisponivel|sem stock|"
    "produto esgotado|nao disponivel|esaurito|non disponibile|prodotto esaurito|"
    "al momento non disponibile|terminato|temporaneamente non disponibile|"
    "attualmente non disponibile|uitverkocht|niet op voorraad|niet leverbaar|niet beschikbaar|"
    "tijdelijk uitverkocht|tijdelijk niet leverbaar|niet meer leverbaar|slutsald|slut i lager|"
    "ej i lager|inte i lager|slut|tillfalligt slut|slutsaeld|utsolgt|ikke pa lager|udsolgt|"
    "ikke tilgaengelig|ikke tilgjengelig|midlertidigt udsolgt|loppuunmyyty|ei varastossa|"
    "loppu varastosta|ei saatavilla|tilapaisesti loppu|niedostepny|brak w magazynie|wyprzedane|"
    "brak towaru|produkt niedostepny|chwilowo niedostepny|niedostepne|brak na stanie|wyprzedany|"
    "towar niedostepny|vyprodano|neni skladem|nedostupne|nedostupny|momentalne nedostupne|"
    "vypredane|nie je skladom|docasne nedostupne|nie je na sklade|vyprodane|nincs raktaron|"
    "elfogyott|nem elerheto|nem rendelheto|nincs keszleten|stoc epuizat|indisponibil|"
    "nu este in stoc|lipsa stoc|stoc indisponibil|produs indisponibil|нет в наличии|"
    "нет на складе|растовар закончился|закончился|недоступен|нет в продаже|нема в наявності|"
    "немає в наявності|відсутній|снят с производства|товара нет в наличии|нет в наличие|продано|"
    "изчерпан|няма наличност|не е налично|няма в наличност|stokta yok|tukendi|"
    "stokta bulunmamaktadir|gecici olarak temin edilemiyor|nema na zalihi|rasprodano|nedostupno|"
    "ni na zalogi|nije dostupno|nema na stanju|isparduota|nera sandelyje|laost otsas|otsas|"
    "nav pieejams|nav noliktava|εξαντλημενο|εξαντληθηκε|μη διαθεσιμο|δεν ειναι διαθεσιμο|売り切れ|"
    "品切れ|在庫なし|在庫切れ|完売|販売終了|入荷待ち|欠品|現在お取り扱いできません|ただいま品切れ|"
    "缺货|售罄|无货|暂时缺货|缺貨|售完|已售完|補貨中|完售|已下架|품절|"
    "일시품절|재고없음|สินค้าหมด|het hang|stok habis|habis|tam het hang|غير متوفر|نفد المخزون|"
    "نفذت الكمية|אזל המלאי|אזל|לא במלאי|coming soon|awaiting stock|"
    "awaiting restock|0 in stock|0 available|stock: 0|stock 0|lagerbestand: 0|voorraad: 0|stok: 0|"
    "skladem: 0|en cours de reapprovisionnement|bientot disponible|in arrivo|"
    "utgatt|utgar|loppu|tuote on loppu|loppunut|prodej skoncil|ukonceny prodej|prodej ukoncen|"
    "predaj skoncil|nem kaphato|siuo metu neturime|prekes neturime|отсутствует|"
    "ожидается поступление|ожидается|распродано|распродан|закінчився|очікується|"
    "очаква се доставка|入荷未定|受付終了|販売を終了|ended|this listing was ended|back soon|back "
    "in stock soon|expected in "
    "stock|expected back in stock|due in stock|due back in stock|wieder lieferbar ab|"
    "wieder verfugbar ab|bald wieder verfugbar|bald wieder lieferbar|"
    "restocking soon|out of print|retired product|has been retired|end of life|not sold "
    "online|delisted|can no longer be ordered|"
    "no longer sold|no longer carried|no longer offered|item sold|nicht mehr im sortiment|"
    "nicht mehr erhaltlich|nicht erhaltlich|nicht bestellbar|n'est plus commercialise|"
    "n'est plus disponible|descatalogado|descontinuado|descontinuada|fora de linha|"
    "fuori produzione|fuori catalogo|niet meer verkrijgbaar|uit het assortiment|wycofany|wycofano|"
    "udgaet|poistunut|kifutott|megszunt|satisa kapali|satis disi|снят с продажи|"
    "bientot de retour|proximamente|weer leverbaar vanaf";
constexpr std::string_view kIn =
    "in stock|available|ready to ship|ships today|ships within|in stock now|in-stock|"
    "left in stock|usually ships|available now|available online|ready for dispatch|instock|"
    "in store now|ships in|available for delivery|low stock|only few left|hurry, only|last few|"
    "limited stock|items left|available to order|dispatched within|same day dispatch|"
    "immediate dispatch|leaves warehouse in|auf lager|sofort lieferbar|lieferbar|verfugbar|"
    "vorratig|sofort verfugbar|lagernd|versandfertig|lieferzeit|an lager|ab lager|"
    "auf lager, lieferzeit|online verfugbar|stuck verfugbar|en stock|disponible|expedie sous|"
    "disponible immediatement|en stock, expedie|produit en stock|disponible en ligne|"
    "expedition sous|stock disponible|articulos en stock|en existencia|hay existencias|"
    "disponible en stock|entrega inmediata|unidades disponibles|ultimas unidades|"
    "derniers articles en stock|em estoque|disponivel|em stock|pronta entrega|"
    "disponivel em estoque|produto disponivel|disponibile|disponibilita immediata|in magazzino|"
    "disponibile in magazzino|pronta consegna|disponibile subito|ultimi articoli in magazzino|"
    "immediatamente disponibile|op voorraad|leverbaar|direct leverbaar|voorradig|"
    "uit voorraad leverbaar|morgen in huis|vandaag besteld|direct uit voorraad|i lager|"
    "finns i lager|pa lager|i webblager|er pa lager|lagervare|lagersaldo|varastossa|"
    "heti saatavilla|saatavilla|heti varastossa|toimitusaika|dostepny|na stanie|w magazynie|"
    "produkt dostepny|dostepne|wysylka w|na magazynie|duza ilosc|dostepny od reki|"
    "wysylka w ciagu|srednia ilosc|mala ilosc|skladem|na sklade|dostupne|ihned k odeslani|"
    "ihned k odberu|k dispozici|dostupny|skladom|raktaron|keszleten|elerheto|"
    "azonnal szallithato|rendelheto|in stoc|stoc suficient|disponibil|in stoc furnizor|"
    "stoc limitat|in stoc magazin|в наличии|есть в наличии|на складе|есть на складе|в наявності|"
    "є в наявності|доступно|готов к отправке|готово к отправке|готовий до відправки|много|"
    "налично|в наличност|наличен|в наличие|є на складі|stokta var|stokta|stokta mevcut|"
    "kargoya hazir|na zalihi|dostupno|na zalogi|na stanju|raspolozivo|na lageru|yra sandelyje|"
    "sandelyje|laos|laos olemas|pieejams|ir noliktava|διαθεσιμο|αμεσα διαθεσιμο|σε αποθεμα|"
    "αμεση παραλαβη|在庫あり|在庫有り|在庫有|在庫 "
    "あり|即納|在庫残りわずか|当日発送|残りわずか|通常配送|発送可能|残り|有货|有貨|现货|現貨|"
    "库存充足|"
    "尚有庫存|庫存|재고있음|재고 있음|판매중|มีสินค้า|con hang|stok tersedia|tersedia|stok "
    "ada|มีสินค้าพร้อมส่ง|"
    "متوفر|متوفر في المخزون|במלאי|קיים במלאי|ships same day|dispatched today|ships from and sold "
    "by|"
    "limited availability|high stock|good stock|made to order|get it by|arrives by|"
    "lieferung morgen|bei dir|bei ihnen|livre demain|chez vous demain|recibelo manana|"
    "envio inmediato|disponibilita: immediata|spedizione immediata|beschikbaar|fa kvar|leveranstid|"
    "skickas inom|fjernlager|wysylka dzisiaj|wysylamy dzis|отгрузка сегодня|turime sandelyje|"
    "tukenmek uzere|時間以内に発送|only # left|just # left|stock: #|stock : #|qty available: #|"
    "lagerbestand: #|voorraad: #|stok: #|lagersaldo: #|nur noch #|plus que #|solo quedan #|"
    "quedan #|solo # pezzi|nog #|ultimele # produse|осталось #|осталась #|залишилось #|"
    "остаток: #|zbyva #|zostalo #|残り#";
// Which sentences speak of stock without saying anything of this product now.
constexpr std::string_view kConditional =
    "when|once|if|sobald|wenn|falls|quand|lorsque|des que|si|cuando|quando|se|zodra|wanneer|nar|"
    "gdy|jak tylko|az bude|pokud|kun|ha|cand|daca|когда|если|коли|якщо|как только|"
    "if out of stock|subject to availability|check availability|see if available|if in stock|"
    "where available|also available|available in|also in stock|wenn verfugbar|sobald verfugbar|"
    "verfugbar in|when back in stock|once available|include out of stock|out of stock items|"
    "available from|hide out of stock|show in stock|check stock|check store|store availability|"
    "disponible en varios|si disponible|disponible chez|available at checkout|options available|"
    "available options|colours available|colors available|sizes available|"
    "currently unavailable in your|shipping available|delivery available|financing available|"
    "pickup available|if this item is|not available for|not available in|reviews available|"
    "not available with|gift wrap|available for pickup|non disponible a la livraison|"
    "beschikbaar in|beschikbaar vanaf|made to order in|disponibles|verfugbarkeit "
    "prufen|filialverfugbarkeit|im markt|click & collect|"
    "click and collect";
// Which of them, shortly before a phrase of the list above, turn it round.
constexpr std::string_view kNegation =
    "not|isn't|aren't|never|no longer|nicht|kein|keine|pas|n'est plus|no esta|no se encuentra|"
    "ya no|nao|non|niet|geen|ikke|inte|ej|ei|nie|neni|nincs|nem|nu este|nu e|nu mai este|не|нет|"
    "няма|nera|nav|nije|nema|δεν|μη";

// Numbers as '#', so that phrases can hold them; nought says something of its own and stays.
std::string without_numbers(std::string_view folded) {
  std::string out;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (folded[i] < '0' || folded[i] > '9') {
      out += folded[i];
      continue;
    }
    const std::size_t begin = i;
    while (i + 1 < folded.size() && folded[i + 1] >= '0' && folded[i + 1] <= '9') ++i;
    out += i == begin && folded[begin] == '0' ? '0' : '#';
  }
  return out;
}

// Whether one of the three words before `at` denies what follows: "is not currently available".
bool is_denied(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  for (int words = 0; begin > 0 && words < 3; ++words) {
    while (begin > 0 && text[begin - 1] == ' ') --begin;
    while (begin > 0 && (is_word_byte(text[begin - 1]) || text[begin - 1] == '\'')) --begin;
    if (begin > 0 && text[begin - 1] != ' ') break;
  }
  return !table_of<kNegation>().find(text.substr(begin, at - begin)).empty();
}

Availability stock_in_sentence(std::string_view text) {
  if (text.empty() || !table_of<kConditional>().find(text).empty()) return Availability::unknown;
  if (says_sold_out(text)) return Availability::out_of_stock;
  if (says_preorder(text)) return Availability::pre_order;
  if (text.ends_with('?')) return Availability::unknown;
  const std::string_view phrase = table_of<kIn>().find(text);
  if (phrase.empty()) return Availability::unknown;
  const std::size_t at = text.find(phrase);
  return at != text.npos && is_denied(text, at) ? Availability::out_of_stock
                                                : Availability::in_stock;
}

}  // namespace

bool says_sold_out(std::string_view folded) { return !table_of<kOut>().find(folded).empty(); }

bool says_preorder(std::string_view folded) { return !table_of<kPreOrder>().find(folded).empty(); }

Availability stock_in(std::string_view folded) {
  if (folded.empty() || folded.size() > 160) return Availability::unknown;
  for (const std::string_view sold :
       {"sold", "vendu", "verkauft", "vendido", "venduto", "verkocht", "solgt", "sald"})
    if (folded == sold) return Availability::out_of_stock;
  const std::string text = without_numbers(folded);
  // The first sentence that says something; the next may speak of what would be.
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && !((text[end] == '.' || text[end] == '!') &&
                                  (end + 1 == text.size() || text[end + 1] == ' ')))
      ++end;
    const auto said = stock_in_sentence(std::string_view(text).substr(begin, end - begin));
    if (said != Availability::unknown) return said;
    begin = end + 1;
    while (begin < text.size() && text[begin] == ' ') ++begin;
  }
  return Availability::unknown;
}

}  // namespace crow::extract
