#include "shared/extract/phrases.h"

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
    "favorilere|favorilerime|karsilastir|お気に入り|ほしい物リスト|收藏|찜하기|read more|learn "
    "more|"
    "more info|more details|mehr erfahren|mehr lesen|en savoir plus|lire la suite|leer mas|"
    "ver detalles|ver mas|saber mais|ver detalhes|leggi tutto|lees meer|las mer|les mer|laes mere|"
    "lue lisaa|czytaj wiecej|подробнее|devamini oku";
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
  if (says_sold_out(folded)) return ButtonKind::sold_out;
  if (says_preorder(folded)) return ButtonKind::preorder;
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

}  // namespace crow::extract
