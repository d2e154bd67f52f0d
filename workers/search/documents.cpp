#include "workers/search/documents.h"

#include <algorithm>
#include <map>

#include "shared/catalog/stored.h"
#include "shared/json/read.h"
#include "shared/lexical/words.h"

namespace crow::search {

struct Documents::Head {
  std::int64_t number = 0, change = 0, synonymsChange = 0;
  std::optional<std::string> model;
  RawObject languages;
  std::optional<RawJson> synonyms;
  static constexpr auto fields =
      describe(field<&Head::number>("number", ""), field<&Head::change>("change", ""),
               field<&Head::synonymsChange>("synonymsChange", ""), field<&Head::model>("model", ""),
               field<&Head::languages>("languages", ""), field<&Head::synonyms>("synonyms", ""));
};

struct Documents::Change {
  std::int64_t number = 0, change = 0;
  std::optional<std::int64_t> amount;
  Timestamp createdAt, updatedAt;
  std::optional<std::string> brand, currency;
  RawJson categories;
  Availability availability = Availability::Unknown;
  std::string nameKey, lengths;
  bool isDeleted = false;
  static constexpr auto fields = describe(
      field<&Change::number>("number", ""), field<&Change::change>("change", ""),
      field<&Change::amount>("amount", ""), field<&Change::createdAt>("createdAt", ""),
      field<&Change::updatedAt>("updatedAt", ""), field<&Change::brand>("brand", ""),
      field<&Change::currency>("currency", ""), field<&Change::categories>("categories", ""),
      field<&Change::availability>("availability", ""), field<&Change::nameKey>("nameKey", ""),
      field<&Change::lengths>("lengths", ""), field<&Change::isDeleted>("isDeleted", ""));
};

namespace {

constexpr std::int64_t kStep = 10'000;
constexpr std::size_t kDocumentsMax = 400'000;  // Of all organizations that an instance holds.
constexpr std::size_t kFacetsMax = 100;

std::map<std::string, std::shared_ptr<Documents>, std::less<>>& held() {
  static std::map<std::string, std::shared_ptr<Documents>, std::less<>> all;
  return all;
}
std::int64_t uses = 0;

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> out;
  for (lexical::Word& word : lexical::words_of(text))
    if (!word.is_joined) out.push_back(std::move(word.text));
  return out;
}

}  // namespace

void Documents::forget_all() { held().clear(); }

Task<std::shared_ptr<Documents>> Documents::of(const Database& database,
                                               std::string_view organization_id) {
  auto& all = held();
  auto place = all.find(organization_id);
  if (place == all.end())
    place = all.emplace(std::string(organization_id), std::make_shared<Documents>()).first;
  const std::shared_ptr<Documents> documents = place->second;
  documents->used_ = ++uses;
  co_await documents->refresh(database, organization_id);
  std::size_t sum = 0;
  for (const auto& [id, one] : all) sum += one->size();
  while (sum > kDocumentsMax && all.size() > 1) {
    const auto oldest =
        std::ranges::min_element(all, {}, [](const auto& entry) { return entry.second->used_; });
    sum -= oldest->second->size();
    all.erase(oldest);
  }
  co_return documents;
}

Task<> Documents::refresh(const Database& database, std::string_view organization_id) {
  static constexpr sql::Statement<Head, std::string_view, std::int64_t> kHead{"products.head",
                                                                              R"sql(
    SELECT number, change, synonyms_change, model, languages,
           iif(synonyms_change > CAST(?2 AS INTEGER), synonyms, NULL) AS synonyms
      FROM catalog WHERE organization_id = ?1
  )sql"};
  static constexpr sql::Statement<Change, std::string_view, std::int64_t, std::int64_t,
                                  std::int64_t>
      kChanges{"products.changes", R"sql(
    SELECT number, change, amount, created_at, updated_at, brand, currency, categories,
           availability, name_key, lengths, deleted_at IS NOT NULL AS is_deleted
      FROM product
     WHERE organization_id = ?1 AND (change, number) > (?2, ?3)
     ORDER BY change, number LIMIT ?4
  )sql"};
  for (;;) {
    auto [heads, changes] =
        co_await database.batch(sql::bind(kHead, organization_id, synonyms_change_),
                                sql::bind(kChanges, organization_id, change_, number_, kStep));
    if (heads.rows.empty()) co_return;
    apply(std::move(heads.rows[0]));
    const bool is_last = std::ssize(changes.rows) < kStep;
    for (Change& change : changes.rows) apply(std::move(change));
    if (is_last) co_return;
  }
}

void Documents::apply(Head head) {
  catalog_ = head.number;
  model_ = head.model.value_or("");
  languages_.clear();
  const auto spoken = json::read<Map<std::int64_t>>(std::move(head.languages.text));
  std::int64_t all = 0, compounding = 0;
  if (spoken)
    for (const auto& [language, count] : spoken->entries) {
      all += count;
      const auto known = from_name<lexical::Language>(language);
      if (known) languages_.push_back(*known);
      if (known == lexical::Language::de || known == lexical::Language::nl) compounding += count;
    }
  has_compounds_ = compounding * 20 > all;
  if (std::ranges::find(languages_, lexical::Language::en) == languages_.end())
    languages_.push_back(lexical::Language::en);
  if (!head.synonyms || head.synonymsChange <= synonyms_change_) return;
  synonyms_change_ = head.synonymsChange;
  synonyms_.clear();
  const auto groups =
      json::read<std::vector<products::SynonymGroup>>(std::move(head.synonyms->text));
  if (!groups) return;
  for (const products::SynonymGroup& group : *groups) {
    SynonymRule rule{.sides = {}, .is_one_way = group.oneWay};
    for (const auto& words : group.words.value)
      if (auto side = words_in(words.value); !side.empty()) rule.sides.push_back(std::move(side));
    if (rule.sides.size() > 1) synonyms_.push_back(std::move(rule));
  }
}

void Documents::apply(Change change) {
  // Another request may have been faster.
  if (std::pair(change.change, change.number) <= std::pair(change_, number_)) return;
  remembered_ = {};
  change_ = change.change;
  number_ = change.number;
  const std::uint32_t place = place_of(change.number);
  Document& document = documents_[place];
  lexical::Lengths& lengths = lengths_[place];
  for (std::size_t i = 0; i < kFields; ++i) sums_[i] -= lengths[i];
  count_ -= document.is_there;

  document.is_there = !change.isDeleted;
  lengths = document.is_there ? products::lengths_of(change.lengths) : lexical::Lengths{};
  for (std::size_t i = 0; i < kFields; ++i) sums_[i] += lengths[i];
  count_ += document.is_there;
  document.number = change.number;
  document.amount = change.amount.value_or(-1);
  document.createdAt = change.createdAt;
  document.updatedAt = change.updatedAt;
  document.brand = change.brand ? name(*change.brand) : 0;
  document.currency = change.currency ? name(*change.currency) : 0;
  document.availability = change.availability;
  document.name_key = std::move(change.nameKey);
  const std::vector<std::string> categories = products::texts_of(change.categories);
  // Mostly the same as before: then their place is, too.
  std::vector<std::uint32_t> numbers;
  for (const std::string& one : categories) numbers.push_back(name(one));
  const auto old = std::span(categories_).subspan(document.categories_at, document.categories);
  if (std::ranges::equal(old, numbers)) return;
  document.categories_at = static_cast<std::uint32_t>(categories_.size());
  document.categories = static_cast<std::uint8_t>(numbers.size());
  categories_.insert(categories_.end(), numbers.begin(), numbers.end());
}

std::uint32_t Documents::name(std::string_view text) {
  const auto [place, is_new] =
      numbers_.try_emplace(std::string(text), static_cast<std::uint32_t>(names_.size()));
  if (is_new) names_.emplace_back(text);
  return place->second;
}

std::optional<std::uint32_t> Documents::named(std::string_view text) const {
  const auto place = numbers_.find(std::string(text));
  return place == numbers_.end() ? std::nullopt : std::optional(place->second);
}

// The index of a product, which is there from now on.
std::uint32_t Documents::place_of(std::int64_t number) {
  auto place = places_.end();
  if (!places_.empty() && places_.back().first >= number)
    place = std::ranges::lower_bound(places_, number, {}, &decltype(places_)::value_type::first);
  if (place != places_.end() && place->first == number) return place->second;
  const auto index = static_cast<std::uint32_t>(documents_.size());
  places_.insert(place, {number, index});
  documents_.emplace_back();
  lengths_.emplace_back();
  return index;
}

std::optional<std::uint32_t> Documents::find(std::int64_t number) const {
  std::size_t at = 0;
  return find_next(number, at);
}

std::optional<std::uint32_t> Documents::find_next(std::int64_t number, std::size_t& at) const {
  // In steps that double, then by halves.
  std::size_t step = 1;
  while (at + step < places_.size() && places_[at + step].first <= number) {
    at += step;
    step *= 2;
  }
  for (; step > 0; step /= 2)
    while (at + step < places_.size() && places_[at + step].first <= number) at += step;
  if (at >= places_.size() || places_[at].first != number) return std::nullopt;
  const std::uint32_t index = places_[at].second;
  return documents_[index].is_there ? std::optional(index) : std::nullopt;
}

lexical::Collection Documents::collection() const {
  lexical::Collection made{.lengths = lengths_, .averages = {}, .count = count_};
  for (std::size_t i = 0; i < kFields && count_ > 0; ++i)
    made.averages[i] = sums_[i] / static_cast<double>(count_);
  return made;
}

Selection Documents::select(const Filter& filter) const {
  Selection made;
  made.has_brands = !filter.brand.value.empty();
  for (const auto& one : filter.brand.value)
    if (const auto number = named(one.value)) made.brands.push_back(*number);
  made.has_categories = !filter.category.value.empty();
  for (const auto& one : filter.category.value)
    if (const auto number = named(one.value)) made.categories.push_back(*number);
  for (const Availability one : filter.availability.value)
    made.availabilities |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(one));
  if (filter.minPrice) made.least = ten_thousandths(filter.minPrice->value).value_or(-1);
  if (filter.maxPrice) made.most = ten_thousandths(filter.maxPrice->value).value_or(-1);
  made.has_currency = filter.currency.has_value();
  if (filter.currency) made.currency = named(filter.currency->value).value_or(~std::uint32_t{0});
  if (filter.updatedSince) made.updated_since = filter.updatedSince->ms;
  return made;
}

bool Documents::holds(std::size_t index, const Selection& selection) const {
  const Document& document = documents_[index];
  if (!document.is_there || (!selection.is_out.empty() && selection.is_out[index])) return false;
  if (selection.has_brands &&
      std::ranges::find(selection.brands, document.brand) == selection.brands.end())
    return false;
  if (selection.availabilities &&
      !(selection.availabilities >> static_cast<unsigned>(document.availability) & 1))
    return false;
  if ((selection.least >= 0 || selection.most >= 0) && document.amount < 0) return false;
  if (selection.least >= 0 && document.amount < selection.least) return false;
  if (selection.most >= 0 && document.amount > selection.most) return false;
  if (selection.has_currency && document.currency != selection.currency) return false;
  if (document.updatedAt.ms < selection.updated_since) return false;
  if (!selection.has_categories) return true;
  const auto own = std::span(categories_).subspan(document.categories_at, document.categories);
  return std::ranges::find_first_of(own, selection.categories) != own.end();
}

Facets Documents::facets_of(const std::vector<std::uint32_t>& indices) const {
  std::vector<std::int64_t> brands(names_.size()), categories(names_.size());
  std::array<std::int64_t, names(Availability{}).size()> availabilities{};
  for (const std::uint32_t index : indices) {
    const Document& document = documents_[index];
    ++brands[document.brand];
    ++availabilities[static_cast<std::size_t>(document.availability)];
    for (std::size_t i = 0; i < document.categories; ++i)
      ++categories[categories_[document.categories_at + i]];
  }
  const auto listed = [&](const std::vector<std::int64_t>& counts) {
    std::vector<FacetValue> values;
    for (std::size_t i = 1; i < counts.size(); ++i)
      if (counts[i] > 0) values.push_back({names_[i], counts[i]});
    std::ranges::sort(values, [](const FacetValue& a, const FacetValue& b) {
      return a.count != b.count ? a.count > b.count : a.value < b.value;
    });
    if (values.size() > kFacetsMax) values.resize(kFacetsMax);
    return values;
  };
  Facets facets{.brand = listed(brands), .category = listed(categories), .availability = {}};
  for (std::size_t i = 0; i < availabilities.size(); ++i)
    if (availabilities[i] > 0)
      facets.availability.push_back(
          {std::string(name_of(static_cast<Availability>(i))), availabilities[i]});
  std::ranges::sort(facets.availability, std::ranges::greater(), &FacetValue::count);
  return facets;
}

CountForService::Output Documents::counts() const {
  CountForService::Output made;
  std::vector<std::uint32_t> indices;
  std::vector<std::int64_t> priced(names_.size());
  for (std::uint32_t i = 0; i < documents_.size(); ++i) {
    if (!documents_[i].is_there) continue;
    indices.push_back(i);
    priced[documents_[i].currency] += documents_[i].amount >= 0;
  }
  made.total = std::ssize(indices);
  made.facets = facets_of(indices);
  std::uint32_t most = 0;
  for (std::uint32_t i = 1; i < priced.size(); ++i)
    if (priced[i] > priced[most]) most = i;
  made.currency = names_[most];
  made.priced = priced[most];
  if (made.priced > 0) made.lowest = std::numeric_limits<std::int64_t>::max();
  for (const std::uint32_t index : indices) {
    const Document& one = documents_[index];
    if (one.amount < 0 || one.currency != most) continue;
    made.lowest = std::min(made.lowest, one.amount);
    made.highest = std::max(made.highest, one.amount);
  }
  return made;
}

}  // namespace crow::search
