#include "shared/extract/phrases.h"

#include <string>

#include "shared/extract/phrase-table.h"

namespace crow::extract {
namespace {

constexpr std::string_view kBuy =
    "add to cart|add to basket|add to bag|add to trolley|add to shopping cart|"
    "add to shopping bag|add item to cart|add to order|add to my bag|buy now|buy it now|buy|"
    "order now|add to tote|put in basket|add to shopping basket|add to my cart|add for shipping|"
    "purchase|add to quote|in den warenkorb|in den einkaufswagen|zum warenkorb hinzufugen|"
    "in warenkorb|warenkorb|jetzt kaufen|kaufen|sofort kaufen|in den korb|bestellen|"
    "jetzt bestellen|in die einkaufstasche|in die tasche|ajouter au panier|ajouter a mon panier|"
    "ajouter|acheter|acheter maintenant|commander|mettre au panier|j'achete|anadir al carrito|"
    "agregar al carrito|anadir a la cesta|anadir a la bolsa|anadir a cesta|comprar|"
    "comprar ahora|anadir|agregar al carro|agregar a la bolsa|anadir al carro|agregar|lo quiero|"
    "adicionar ao carrinho|adicionar a sacola|comprar agora|adicionar ao cesto|adicionar|"
    "colocar no carrinho|aggiungi al carrello|acquista|compra|compra ora|aggiungi|acquista ora|"
    "metti nel carrello|aggiungi alla borsa|nel carrello|in winkelwagen|in winkelmandje|"
    "toevoegen aan winkelwagen|bestel|bestel nu|toevoegen|in mijn winkelwagen|"
    "voeg toe aan winkelwagen|winkelwagen|kopen|koop nu|lagg i varukorg|lagg i varukorgen|kop|"
    "kop nu|lagg i kundvagn|kjop|kjop na|legg i handlekurv|legg i handlekurven|laeg i kurv|"
    "laeg i kurven|tilfoj til kurv|kob|kob nu|laeg i indkobskurv|lisaa ostoskoriin|osta|"
    "ostoskoriin|lisaa koriin|dodaj do koszyka|do koszyka|kup teraz|kup|kupuje|zamow|"
    "wloz do koszyka|do kosiku|pridat do kosiku|vlozit do kosiku|koupit|do kosika|"
    "pridat do kosika|kupit|vlozit do kosika|kosarba|kosarba teszem|megveszem|kosarba rakom|"
    "adauga in cos|cumpara|adauga in cosul de cumparaturi|в корзину|добавить в корзину|купить|"
    "купить сейчас|положить в корзину|заказать|у кошик|в кошик|купити|додати в кошик|"
    "додати до кошика|добави в количката|купи|добави|в количката|sepete ekle|satin al|hemen al|"
    "dodaj u kosaricu|u kosaricu|dodaj u korpu|dodaj v kosarico|v kosarico|kupi|u korpu|"
    "i krepseli|pirkti|lisa ostukorvi|pievienot grozam|ielikt groza|pirkt|προσθηκη στο καλαθι|"
    "αγορα|στο "
    "καλαθι|カートに入れる|買い物かごに入れる|かごに入れる|カートへ入れる|購入する|カートに追加|"
    "ショッピングカートに入れる|購入手続きへ|注文する|"
    "カゴに入れる|今すぐ買う|买|加入购物车|立即购买|加入購物車|立即購買|放入购物车|장바구니|"
    "장바구니 담기|구매하기|바로구매|쇼핑백 담기|바로 구매|"
    "หยิบใส่ตะกร้า|เพิ่มลงตะกร้า|ซื้อเลย|สั่งซื้อ|them vao gio hang|mua ngay|mua hang|"
    "cho vao gio|tambah ke keranjang|beli sekarang|masukkan keranjang|beli|اضف الى السلة|"
    "أضف إلى السلة|إضافة إلى السلة|أضف للسلة|اضافة الى السلة|اشتري الآن|הוסף לסל|הוספה לסל|"
    "קנה עכשיו|הוסף לעגלה|je commande|in winkelmand|place in cart";
// These buy only where they are the whole text.
constexpr std::string_view kBuyWhole =
    "add|order|add item|ship it|deliver it|pick it up|reserve|lagg till|legg til|tilfoj";
// Buttons that put a product somewhere else than into the cart, or show the cart.
constexpr std::string_view kAsideButton =
    "wish list|wishlist|to list|to registry|to favorites|to favourites|favorites|favourites|"
    "compare|comparison|to collection|save for later|a review|your review|view cart|view basket|"
    "view bag|show cart|wunschliste|wunschzettel|merkzettel|merkliste|merken|vergleich|vergleichen|"
    "vergleichsliste|favoriten|anzeigen|favoris|ma liste|mes listes|liste d'envies|a la liste|"
    "a la wishlist|comparateur|comparer|voir le panier|voir mon panier|avis|favoritos|"
    "lista de deseos|mis listas|a la lista|a mi lista|comparar|ver carrito|ver cesta|"
    "lista de desejos|minha lista|a lista|comparacao|ver carrinho|preferiti|lista dei desideri|"
    "lista desideri|alla lista|confronta|vedi carrello|verlanglijst|verlanglijstje|vergelijken|"
    "vergelijk|favorieten|favoriter|onskelista|onskeliste|onskelisten|jamfor|sammenlign|"
    "toivelista|suosikit|suosikkeihin|vertaile|ulubionych|przechowalni|schowka|porownaj|porownania|"
    "oblibenych|oblubenych|porovnat|kedvencekhez|osszehasonlitas|favorite|la favorite|compara|"
    "в избранное|избранное|сравнить|к сравнению|в сравнение|в обране|порівняти|в любими|сравни|"
    "favorilere|favorilerime|karsilastir|お気に入り|ほしい物リスト|收藏|찜하기";
constexpr std::string_view kNotify =
    "notify me|email me when|let me know when|back in stock|email when available|waitlist|"
    "wait list|alert me|benachrichtigen|prevenez-moi|m'avertir|me prevenir|avisame|avisarme|"
    "notificarme|avise-me|avisame cuando|avvisami|breng mij op de hoogte|meld mij|bevaka|"
    "powiadom|hlidat dostupnost|ertesites|уведомить|сообщить о поступлении|сообщить о наличии|"
    "повідомити|入荷お知らせ|再入荷|gelince haber ver|anunta-ma|到货通知|재입고|alert me when|"
    "request stock alert|avviso disponibilita|stock alert|strazit dostupnost|mail ved|auto notify|"
    "get notified|notify when|email when|in-stock alert|m'alerter|etre alerte|alertez-moi|"
    "houd mij op de hoogte|hou me op de hoogte|mail mij|mail me|fa besked|varsle meg|varsle mig|"
    "giv besked|ertesitest kerek|ertesitsenek|узнать о поступлении|сообщите о поступлении|"
    "повідомити про|informuoti|pranesti|teavita|upozornit|obvesti me|obavijesti me|"
    "avisenme|quiero que me avisen|me avise|avisar quando|avisami";
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
    "очаква се доставка|入荷未定|受付終了|販売を終了|ended|this listing was ended";
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
// Which of them, shortly before a phrase of the list above, turn it round.
constexpr std::string_view kNegation =
    "not|isn't|aren't|never|no longer|nicht|kein|keine|pas|n'est plus|no esta|no se encuentra|"
    "ya no|nao|non|niet|geen|ikke|inte|ej|ei|nie|neni|nincs|nem|nu este|nu e|nu mai este|не|нет|"
    "няма|nera|nav|nije|nema|δεν|μη";
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
constexpr std::string_view kOthers =
    "you may also like|you might also like|you may be interested|you might be interested|"
    "also bought|also viewed|also purchased|also like|also love|similar items|similar products|"
    "similar styles|related items|related products|recently viewed|your browsing history|"
    "recommended for you|we recommend|recommended products|frequently bought|bought together|"
    "complete the look|wear it with|goes well with|pairs well with|more from this|"
    "more to explore|more like this|other products|sponsored products|best sellers|featured items|"
    "inspired by your|customers also|people also|compare with similar|compare similar|"
    "das konnte ihnen auch|das konnte dir auch|konnte ihnen gefallen|auch gefallen|kauften auch|"
    "haben auch|ebenfalls gekauft|auch gekauft|auch angesehen|ebenfalls angesehen|"
    "ahnliche artikel|ahnliche produkte|zuletzt angesehen|passendes zubehor|passende artikel|"
    "dazu passt|wird oft zusammen gekauft|haufig zusammen gekauft|unsere empfehlungen|"
    "empfehlungen fur|weitere produkte|vous aimerez aussi|vous aimerez egalement|"
    "vous pourriez aimer|vous pourriez aussi aimer|produits similaires|produits associes|"
    "produits complementaires|articles similaires|egalement achete|ont aussi achete|"
    "ont egalement|vus recemment|vu recemment|dans la meme categorie|produits dans la meme|"
    "completez votre look|souvent achetes ensemble|tambien te puede|tambien te podria|"
    "te puede interesar|te puede gustar|productos relacionados|articulos relacionados|"
    "productos similares|tambien compraron|tambien vieron|vistos recientemente|"
    "comprados juntos|voce tambien pode|quem viu|quem comprou|produtos relacionados|"
    "produtos similares|aproveite tambem|vistos recentemente|aproveite e leve|"
    "potrebbe interessarti|potrebbero interessarti|potrebbe piacerti|prodotti correlati|"
    "prodotti simili|articoli correlati|hanno acquistato anche|visti di recente|"
    "anderen kochten ook|anderen bekeken ook|gerelateerde producten|vergelijkbare producten|"
    "vaak samen gekocht|ook interessant|recent bekeken|liknande produkter|relaterade produkter|"
    "andra kopte aven|du kanske ocksa|senast visade|lignende produkter|relaterede produkter|"
    "relaterte produkter|andre kobte ogsa|andre kjopte ogsa|andre har ogsa|samankaltaisia|"
    "muut ostivat myos|saatat pitaa|podobne produkty|produkty podobne|inni klienci|"
    "zobacz takze|moze cie zainteresowac|ostatnio ogladane|souvisejici produkty|"
    "podobne zbozi|mohlo by vas zajimat|zakaznici take|suvisiace produkty|kapcsolodo termekek|"
    "hasonlo termekek|ezt is nezd|produse similare|produse recomandate|clientii au mai|"
    "s-ar putea sa|с этим товаром|похожие товары|рекомендуем|вам может понравиться|"
    "вы недавно смотрели|аналогичные товары|сопутствующие товары|вместе с этим|покупают вместе|"
    "схожі товари|разом з цим|подобни продукти|свързани продукти|benzer urunler|"
    "birlikte alinan|bunlari da|ilgili urunler|σχετικα προϊοντα|関連商品|おすすめ商品|"
    "最近チェックした|こちらもおすすめ|この商品を見た|相关商品|猜你喜欢|相關商品|관련상품|추천상품";
constexpr std::string_view kBuyNames =
    "addtocart|add-to-cart|add_to_cart|addtobasket|add-to-basket|addtobag|add-to-bag|btn-cart|"
    "button-cart|buybutton|buy-button|cart/add|cart-add|add-cart|addcart|tobasket|to-basket|"
    "buynow|buy-now|add2cart|add_to_basket|single_add|checkout/cart/add|buybox|tocart|to-cart|"
    "warenkorb|add2basket|panier/ajout|add-product|btn-buy|buy_btn|btn_buy|carrito/add|"
    "addpanier|buy-btn|addproducttocart|btnbuy|add_cart|cartadd|basket/add|cart.php?action=add";

}  // namespace

bool is_aside_button(std::string_view folded) {
  return !table_of<kAsideButton>().find(folded).empty();
}

ButtonKind button_kind(std::string_view folded) {
  if (folded.empty() || folded.size() > 90) return ButtonKind::none;
  if (is_aside_button(folded)) return ButtonKind::none;
  if (!table_of<kNotify>().find(folded).empty()) return ButtonKind::notify;
  if (!table_of<kOut>().find(folded).empty()) return ButtonKind::sold_out;
  if (!table_of<kPreOrder>().find(folded).empty()) return ButtonKind::preorder;
  if (table_of<kBuyWhole>().longest_at(folded, 0).size() == folded.size()) return ButtonKind::buy;
  const std::string_view phrase = table_of<kBuy>().find(folded);
  // "Bestellen" in a button is an order; "kaufen Sie auch" in a long link is not.
  if (phrase.empty() || folded.size() > phrase.size() * 3 + 14) return ButtonKind::none;
  return ButtonKind::buy;
}

bool is_buy_phrase(std::string_view folded) {
  return !folded.empty() && table_of<kBuy>().longest_at(folded, 0).size() == folded.size();
}

bool announces_others(std::string_view folded) {
  return folded.size() >= 6 && folded.size() <= 100 && !table_of<kOthers>().find(folded).empty();
}

bool names_buying(std::string_view lower) {
  for (std::string_view names = kBuyNames; !names.empty();)
    if (lower.find(next_phrase(names)) != lower.npos) return true;
  return false;
}

namespace {

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
  if (!table_of<kOut>().find(text).empty()) return Availability::out_of_stock;
  if (!table_of<kPreOrder>().find(text).empty()) return Availability::pre_order;
  if (text.ends_with('?')) return Availability::unknown;
  const std::string_view phrase = table_of<kIn>().find(text);
  if (phrase.empty()) return Availability::unknown;
  const std::size_t at = text.find(phrase);
  return at != text.npos && is_denied(text, at) ? Availability::out_of_stock
                                                : Availability::in_stock;
}

}  // namespace

Availability stock_in(std::string_view folded) {
  if (folded.empty() || folded.size() > 160) return Availability::unknown;
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
