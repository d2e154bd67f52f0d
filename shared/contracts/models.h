// The operations of models: the platform's own AI, which needs no weights and no network. They are
// for other services, which reach them through shared/host/ai.h.
#pragma once

#include "shared/contracts/common.h"
#include "shared/contracts/context-shapes.h"
#include "shared/core/describe.h"
#include "shared/service/operation.h"

namespace crow::models {

constexpr std::size_t kTextsMax = 100;         // Vectors made at a time.
constexpr std::size_t kLearnedTextsMax = 500;  // Texts taken in at a time.
constexpr std::size_t kTextCharactersMax = 8'000;
constexpr std::size_t kBodyBytesMax = 8'000'000;

using AnyText = Text<0, kTextCharactersMax>;
using ModelName = Text<1, 100>;

// --------------------------------------------------------------------------------------- vectors

struct Embed {
  static constexpr Operation operation{
      .name = "embed_texts",
      .method = Method::post,
      .path = "/internal/models/embed",
      .summary = "Makes vectors of texts, with what was learned of an organization's own.",
      .access = Access::service,
      .body_bytes_max = kBodyBytesMax};
  struct Input {
    Id organizationId;
    List<AnyText, 1, kTextsMax> texts;
    std::optional<ModelName> model;
    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "Whose texts they are."),
                 field<&Input::texts>("texts", "The texts."),
                 field<&Input::model>("model", "A model of before; by default the newest."));
  };
  struct Output {
    std::string model;
    std::int64_t dimensions = 0;
    std::string vectors;
    static constexpr auto fields = describe(
        field<&Output::model>("model", "What made them: vectors of two models never compare."),
        field<&Output::dimensions>("dimensions", "Numbers of one vector."),
        field<&Output::vectors>(
            "vectors",
            "One after the other, in the order of the texts: 32-bit floats, little endian, in "
            "Base64. Length 1 each, or all zero for a text without words."));
  };
};

struct ListModels {
  static constexpr Operation operation{.name = "list_models",
                                       .method = Method::post,
                                       .path = "/internal/models/list",
                                       .summary = "What can be asked for an organization.",
                                       .access = Access::service};
  struct Input {
    Id organizationId;
    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "For whom."));
  };
  struct Output {
    std::vector<std::string> tasks;
    std::string model;
    std::int64_t dimensions = 0;
    std::vector<std::string> models;
    static constexpr auto fields =
        describe(field<&Output::tasks>("tasks", "What can be done here."),
                 field<&Output::model>("model", "The newest model of vectors."),
                 field<&Output::dimensions>("dimensions", "Numbers of one vector, of each model."),
                 field<&Output::models>("models", "All that vectors can be asked of by name."));
  };
};

struct DropModels {
  static constexpr Operation operation{.name = "drop_models",
                                       .method = Method::post,
                                       .path = "/internal/models/drop",
                                       .summary = "Deletes what was learned before.",
                                       .description = "The newest model stays in any case.",
                                       .access = Access::service};
  struct Input {
    Id organizationId;
    std::vector<std::string> keep;
    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "Whose models."),
                 field<&Input::keep>("keep", "Names of those that stay."));
  };
  struct Output {
    std::int64_t dropped = 0;
    static constexpr auto fields = describe(field<&Output::dropped>("dropped", "How many went."));
  };
};

// --------------------------------------------------------------------------------------- learning

enum class TrainingStatus : std::uint8_t { collecting, learning, completed };
constexpr auto names(TrainingStatus) {
  return std::to_array<std::string_view>({"collecting", "learning", "completed"});
}

struct Training {
  TrainingStatus status{};
  std::int64_t percent = 0;
  std::int64_t texts = 0;
  std::int64_t pass = 0;
  std::optional<std::string> model;
  static constexpr auto fields = describe(
      field<&Training::status>("status", "How far it is."),
      field<&Training::percent>("percent", "Of the steps."),
      field<&Training::texts>("texts", "How many texts were counted."),
      field<&Training::pass>("pass", "How often they were gone through."),
      field<&Training::model>("model",
                              "What came of it; null before, and when there were too few texts to "
                              "learn from."));
};

struct BeginTraining {
  static constexpr Operation operation{
      .name = "begin_training",
      .method = Method::post,
      .path = "/internal/models/trainings/begin",
      .summary = "Begins to learn from an organization's texts, or says how far that is.",
      .access = Access::service};
  struct Input {
    Id organizationId, trainingId;
    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "Whose texts."),
                 field<&Input::trainingId>("trainingId", "A new id, as that of a job."));
  };
  using Output = Training;
};

struct AddTexts {
  static constexpr Operation operation{.name = "add_texts_to_training",
                                       .method = Method::post,
                                       .path = "/internal/models/trainings/texts",
                                       .summary = "Takes in texts to learn from.",
                                       .access = Access::service,
                                       .success = 204,
                                       .body_bytes_max = kBodyBytesMax};
  struct Input {
    Id organizationId, trainingId;
    Integer<0, 999> part;
    List<AnyText, 1, kLearnedTextsMax> texts;
    static constexpr auto fields = describe(
        field<&Input::organizationId>("organizationId", "Whose texts."),
        field<&Input::trainingId>("trainingId", "The training."),
        field<&Input::part>("part",
                            "Their place among all texts. A part that comes again replaces what "
                            "it was."),
        field<&Input::texts>("texts", "The texts."));
  };
  using Output = Nothing;
};

struct StepTraining {
  static constexpr Operation operation{
      .name = "step_training",
      .method = Method::post,
      .path = "/internal/models/trainings/step",
      .summary = "Learns a step further: called again until it is completed.",
      .description =
          "A step takes a second or two. A step that was done and not heard of may be "
          "done again: it comes to the same.",
      .access = Access::service};
  using Input = BeginTraining::Input;
  using Output = Training;
};

// ------------------------------------------------------------------------------------ descriptions

struct Colour {
  Text<7, 7> hex;
  Number<0.0, 1.0> share;
  static constexpr auto fields =
      describe(field<&Colour::hex>("hex", "\"#a03c2f\"."),
               field<&Colour::share>("share", "How much of the image it covers."));
};

struct Description {
  std::string model;
  std::string text;
  std::vector<std::string> features;
  static constexpr auto fields =
      describe(field<&Description::model>("model", "What made it."),
               field<&Description::text>("text", "A sentence."),
               field<&Description::features>("features", "What is to be seen or known, briefly."));
};

struct DescribeImage {
  static constexpr Operation operation{
      .name = "describe_image",
      .method = Method::post,
      .path = "/internal/models/describe-image",
      .summary = "Describes an image by what is known of it.",
      .description =
          "Nothing looks at the image: the sentence is made of its name, its size and "
          "its colours.",
      .access = Access::service};
  struct Input {
    std::string name, alt, category;
    Integer<0, 1'000'000> width, height;
    List<Colour, 0, 16> colours;
    static constexpr auto fields =
        describe(field<&Input::name>("name", "Of the product that it shows.").defaulted(),
                 field<&Input::alt>("alt", "What its page says of it.").defaulted(),
                 field<&Input::category>("category", "Of the product.").defaulted(),
                 field<&Input::width>("width", "In pixels; 0 when nobody knows.").defaulted(),
                 field<&Input::height>("height", "In pixels.").defaulted(),
                 field<&Input::colours>("colours", "The largest ones."));
  };
  using Output = Description;
};

struct DescribeProduct {
  static constexpr Operation operation{.name = "describe_product",
                                       .method = Method::post,
                                       .path = "/internal/models/describe-product",
                                       .summary = "Describes a product by its fields.",
                                       .access = Access::service,
                                       .body_bytes_max = 500'000};
  struct Input {
    std::string name, brand, description, price, currency, availability;
    List<std::string, 0, 50> categories, captions;
    static constexpr auto fields =
        describe(field<&Input::name>("name", "Its name."),
                 field<&Input::brand>("brand", "Its brand.").defaulted(),
                 field<&Input::description>("description", "Its description.").defaulted(),
                 field<&Input::price>("price", "As a decimal.").defaulted(),
                 field<&Input::currency>("currency", "ISO 4217.").defaulted(),
                 field<&Input::availability>("availability", "As products have it.").defaulted(),
                 field<&Input::categories>("categories", "From the widest to the narrowest."),
                 field<&Input::captions>("captions", "Of its images."));
  };
  using Output = Description;
};

// --------------------------------------------------------------------------------------- contexts

struct WriteContext {
  static constexpr Operation operation{
      .name = "write_context",
      .method = Method::post,
      .path = "/internal/models/write-context",
      .summary = "Writes about an organization by templates over facts.",
      .description =
          "Sentences are made of the facts whose ids it knows, and cite them; facts with other ids "
          "are passed over.",
      .access = Access::service,
      .body_bytes_max = 500'000};
  struct Input {
    List<context::Fact, 0, context::kFactsMax> facts;
    static constexpr auto fields = describe(field<&Input::facts>("facts", "What is known."));
  };
  struct Output {
    std::string model;
    std::vector<context::Draft> sentences;
    static constexpr auto fields =
        describe(field<&Output::model>("model", "What wrote it."),
                 field<&Output::sentences>("sentences", "In the order of reading."));
  };
};

using All = Operations<Embed, ListModels, DropModels, BeginTraining, AddTexts, StepTraining,
                       DescribeImage, DescribeProduct, WriteContext>;

}  // namespace crow::models
