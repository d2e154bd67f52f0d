// The operations of meaning: texts of other services, found by what they mean. They are for
// services alone.
//
// A collection is what one service keeps here of one organization, as its interactions. Each text
// has a key, by which its owner knows it again; the same text under the same key costs nothing. A
// job makes the vectors a few seconds later, and all anew when the model changes: until those are
// complete, the ones before answer, and vectors of two models never meet.
#pragma once

#include "shared/contracts/common.h"
#include "shared/core/describe.h"
#include "shared/service/operation.h"

namespace crow::meaning {

inline constexpr std::size_t kTextsMax = 500;  // Of one call.
inline constexpr std::size_t kHitsMax = 100;
inline constexpr std::size_t kTextCharactersMax = 8'000;

using Collection = Text<1, 15, IdFormat>;
using Key = Text<1, 32, IdFormat>;

// What a text is known and told apart by.
struct KeptText {
  Key key;
  Text<1, kTextCharactersMax> text;
  RawObject labels;

  static constexpr auto fields =
      describe(field<&KeptText::key>("key", "By which its owner knows it again."),
               field<&KeptText::text>("text", "What is said."),
               field<&KeptText::labels>("labels", "What searches filter by: {\"source\":\"web\"}.")
                   .defaulted());
};

// Idempotent. A key that comes again with another text stands for that text from then on.
struct PutTexts {
  static constexpr Operation operation{.name = "put_texts",
                                       .method = Method::post,
                                       .path = "/internal/meaning/texts",
                                       .summary = "Keeps texts, to be found by what they mean.",
                                       .access = Access::service,
                                       .success = 204,
                                       .body_bytes_max = 8'388'608};
  struct Input {
    Id organizationId;
    Collection collection;
    List<KeptText, 1, kTextsMax> texts;

    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "Whose texts they are."),
                 field<&Input::collection>("collection", "What they are of."),
                 field<&Input::texts>("texts", "The texts."));
  };
  using Output = Nothing;
};

// The texts are gone at once, their vectors a few seconds later. Keys that nobody knows are none.
struct ForgetTexts {
  static constexpr Operation operation{.name = "forget_texts",
                                       .method = Method::post,
                                       .path = "/internal/meaning/texts/forget",
                                       .summary = "Forgets texts.",
                                       .access = Access::service,
                                       .success = 204};
  struct Input {
    Id organizationId;
    Collection collection;
    List<Key, 1, kTextsMax> keys;

    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "Whose texts they are."),
                 field<&Input::collection>("collection", "What they are of."),
                 field<&Input::keys>("keys", "Their keys."));
  };
  using Output = Nothing;
};

struct FoundText {
  std::string key;
  double score = 0;
  static constexpr auto fields =
      describe(field<&FoundText::key>("key", "Which text."),
               field<&FoundText::score>("score", "How near: the cosine of the angle, 1 at most."));
};

struct FindTexts {
  static constexpr Operation operation{
      .name = "find_texts",
      .method = Method::post,
      .path = "/internal/meaning/search",
      .summary = "The texts that are nearest to another one, the nearest first.",
      .description =
          "501 where this deployment has no vectors; 503 while the first ones are made, and when "
          "the AI or the index fails.",
      .access = Access::service};
  struct Input {
    Id organizationId;
    Collection collection;
    Text<1, kTextCharactersMax> text;
    Integer<1, kHitsMax> limit{kHitsMax};
    RawObject filter;

    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "In whose texts."),
                 field<&Input::collection>("collection", "In which of them."),
                 field<&Input::text>("text", "What is looked for."),
                 field<&Input::limit>("limit", "So many at most.").defaulted(),
                 field<&Input::filter>("filter", "What the labels must be: {\"source\":\"web\"}.")
                     .defaulted());
  };
  struct Output {
    static constexpr std::string_view title = "FoundTexts";
    std::string mode, model;
    std::vector<FoundText> hits;
    static constexpr auto fields =
        describe(field<&Output::mode>("mode", "Who made the vectors: workers, openai or builtin."),
                 field<&Output::model>("model", "By which model."),
                 field<&Output::hits>("hits", "The nearest first."));
  };
};

using All = Operations<PutTexts, ForgetTexts, FindTexts>;

}  // namespace crow::meaning
