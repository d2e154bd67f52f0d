#include "shared/openapi/document.h"

#include <gtest/gtest.h>

#include "shared/core/error.h"
#include "shared/core/text.h"
#include "shared/json/read.h"
#include "shared/openapi/replies.h"
#include "shared/openapi/services.h"

namespace crow::openapi {
namespace {

struct Note {
  static constexpr std::string_view title = "Note";
  std::string id, text;
  static constexpr auto fields = describe(field<&Note::id>("id", "The note's id."),
                                          field<&Note::text>("text", "What it says."));
};

struct GetNote {
  static constexpr Operation operation{
      .name = "get_note", .path = "/notes/{id}", .summary = "One note."};
  struct Input {
    Id id;
    std::optional<bool> full;
    static constexpr auto fields = describe(field<&Input::id>("id", "The note's id."),
                                            field<&Input::full>("full", "All of it."));
  };
  using Output = Note;
};

struct AddNote {
  static constexpr Operation operation{.name = "add_note",
                                       .method = Method::post,
                                       .path = "/notes/of/{organizationId}",
                                       .summary = "Adds a note.",
                                       .access = Access::admin,
                                       .permission = Permission::interactions,
                                       .organization = "organizationId",
                                       .success = 201};
  struct Input {
    Id organizationId;
    Text<1, 100> text;
    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "The organization."),
                 field<&Input::text>("text", "What it says."));
  };
  using Output = Note;
};

struct DeleteNote {
  static constexpr Operation operation{.name = "delete_note",
                                       .method = Method::remove,
                                       .path = "/notes/{id}",
                                       .summary = "Deletes a note.",
                                       .success = 204};
  struct Input {
    Id id;
    static constexpr auto fields = describe(field<&Input::id>("id", "The note's id."));
  };
  using Output = Nothing;
};

struct PurgeNotes {
  static constexpr Operation operation{.name = "purge_notes",
                                       .method = Method::post,
                                       .path = "/internal/notes/purge",
                                       .summary = "For services.",
                                       .access = Access::service};
  using Input = Nothing;
  using Output = Nothing;
};

struct SignIn {
  static constexpr Operation operation{.name = "sign_in",
                                       .method = Method::post,
                                       .path = "/auth/sign-in",
                                       .summary = "Signs in.",
                                       .access = Access::anyone,
                                       .takes_forms = true,
                                       .ignores_unknown = true};
  struct Input {
    std::string email;
    static constexpr auto fields = describe(field<&Input::email>("email", "Who."));
  };
  using Output = Note;
};

struct WriteNotes {
  static constexpr Operation operation{.name = "write_notes",
                                       .method = Method::post,
                                       .path = "/notes",
                                       .summary = "Writes notes.",
                                       .access = Access::writer,
                                       .success = 202,
                                       .takes_text = true,
                                       .batch_max = 50};
  struct Input {
    static constexpr std::string_view title = "NewNote";
    Text<1, 100> text;
    static constexpr auto fields = describe(field<&Input::text>("text", "What it says."));
  };
  using Output = Note;
};

struct ExportNotes {
  static constexpr Operation operation{.name = "export_notes",
                                       .path = "/notes/export",
                                       .summary = "All notes, one a line.",
                                       .access = Access::admin,
                                       .answers = "application/x-ndjson"};
  using Input = Nothing;
  using Output = Note;
};

template <typename... Op>
Document document_of(Operations<Op...> operations) {
  const ServiceEntry service = service_entry("notes", {{"Notes", "Notes."}}, operations);
  return describe_services("Test", {&service, 1}, "1.2.3");
}

// The document without blanks and line ends outside of texts.
std::string compact(std::string_view json) {
  return json::read<RawJson>(std::string(json), {.depth = 64}).value_or(RawJson{"broken"}).text;
}

// What follows `from` in the compact document, up to `to`.
std::string part(const Document& document, std::string_view from, std::string_view to) {
  const std::string json = compact(document.json);
  const auto begin = json.find(from);
  if (begin == json.npos) return concat("there is no ", from);
  return json.substr(begin, json.find(to, begin + from.size()) - begin);
}

bool has(const std::string& text, std::string_view what) { return text.find(what) != text.npos; }

TEST(OpenApi, AnOperationHasParametersSecurityAndRefusals) {
  const Document document = document_of(Operations<GetNote, DeleteNote, AddNote, PurgeNotes>{});
  EXPECT_TRUE(document.faults.empty());
  const std::string get = part(document, R"("get":)", R"("delete":)");
  EXPECT_TRUE(has(get, R"("operationId":"getNote","tags":["Notes"],"summary":"One note.")")) << get;
  EXPECT_TRUE(has(get, R"("security":[{"apiKey":[]},{"bearer":[]},{"session":[]}])")) << get;
  EXPECT_TRUE(
      has(get, R"({"name":"id","in":"path","required":true,"description":"The note's id.")"));
  EXPECT_TRUE(has(get, R"({"name":"full","in":"query","required":false,"description":"All of it.",)"
                       R"("schema":{"type":"boolean"}})"))
      << get;
  for (const std::string_view status : {"200", "400", "401", "403", "404", "429", "default"})
    EXPECT_TRUE(has(get, concat('"', status, "\":{"))) << status;
  for (const std::string_view status : {"409", "413", "415", "422"})
    EXPECT_FALSE(has(get, concat('"', status, "\":{"))) << status;
}

TEST(OpenApi, MethodsOfOnePathStandTogether) {
  const Document document = document_of(Operations<GetNote, AddNote, DeleteNote>{});
  const std::string json = compact(document.json);
  EXPECT_EQ(json.find(R"("/notes/{id}":)"), json.rfind(R"("/notes/{id}":)"));
  const std::string gone = part(document, R"("delete":)", R"("/notes/of)");
  EXPECT_TRUE(has(gone, R"("204":{"description":"Done.")")) << gone;
  EXPECT_FALSE(has(gone, R"("content")")) << gone;
}

TEST(OpenApi, APathMayHaveOperationsOfTwoServices) {
  const auto document_with = [](std::string_view sentence) {
    const std::vector<ServiceEntry> both = {
        service_entry("notes", {{"Notes", "Notes."}}, Operations<DeleteNote>{}),
        service_entry("reading", {{"Notes", sentence}}, Operations<GetNote>{})};
    return describe_services("Test", both, "1.2.3");
  };
  const Document document = document_with("Notes.");
  EXPECT_TRUE(document.faults.empty());
  const std::string json = compact(document.json);
  const auto path = json.find(R"("/notes/{id}":)");
  ASSERT_NE(path, json.npos);
  EXPECT_EQ(path, json.rfind(R"("/notes/{id}":)"));
  EXPECT_LT(path, json.find(R"("operationId":"deleteNote","tags":["Notes"])"));
  EXPECT_LT(path, json.find(R"("operationId":"getNote","tags":["Notes"])"));
  EXPECT_TRUE(has(json, R"("tags":[{"name":"Notes","description":"Notes."}])"));
  EXPECT_EQ(document_with("Others.").faults.size(), 1u);
}

TEST(OpenApi, TheBodyLacksWhatThePathGives) {
  const std::string post =
      part(document_of(Operations<AddNote>{}), R"("post":)", R"("components":)");
  EXPECT_TRUE(has(post, R"("requestBody":{"required":true,"content":{"application/json":{"schema":)"
                        R"({"type":"object","properties":{"text":)"))
      << post;
  EXPECT_TRUE(has(post, R"("additionalProperties":false)"));
  EXPECT_FALSE(has(post, "urlencoded"));
  EXPECT_TRUE(has(post, "Needs the permission `interactions`."));
  EXPECT_TRUE(has(post, "For owners and admins."));
  EXPECT_TRUE(has(post, R"("$ref":"#/components/parameters/IdempotencyKey")"));
  for (const std::string_view status : {"201", "409", "413", "415", "422"})
    EXPECT_TRUE(has(post, concat('"', status, "\":{"))) << status;
  // The path's organization is the caller's or 403.
  EXPECT_FALSE(has(post, R"("404":{)"));
}

TEST(OpenApi, ProgramsReadWhoMayCall) {
  const std::string get = part(document_of(Operations<GetNote>{}), R"("get":)", R"("responses":)");
  EXPECT_TRUE(has(get, R"("x-access":"member")")) << get;
  EXPECT_FALSE(has(get, "x-permission"));
  const std::string post =
      part(document_of(Operations<AddNote>{}), R"("post":)", R"("responses":)");
  EXPECT_TRUE(has(post, R"("x-access":"admin","x-permission":"interactions")")) << post;
}

TEST(OpenApi, OperationsForServicesAreLeftOut) {
  const Document document = document_of(Operations<GetNote, PurgeNotes>{});
  EXPECT_FALSE(has(document.json, "internal"));
  EXPECT_FALSE(has(document.json, "purge"));
}

TEST(OpenApi, AWriterHasAKeyOfItsOwnAndMaySendManyAsText) {
  const Document document = document_of(Operations<WriteNotes>{});
  EXPECT_TRUE(document.faults.empty());
  const std::string post = part(document, R"("post":)", R"("components":)");
  EXPECT_TRUE(has(post, R"("security":[{"apiKey":[]},{"bearer":[]},{"writeKey":[]},)"
                        R"({"session":[]}])"))
      << post;
  const std::string schema =
      R"({"schema":{"oneOf":[{"$ref":"#/components/schemas/NewNoteInput"},{"type":"array",)"
      R"("minItems":1,"maxItems":50,"items":{"$ref":"#/components/schemas/NewNoteInput"}}]}})";
  EXPECT_TRUE(has(post, concat(R"("application/json":)", schema, R"(,"text/plain":)", schema)))
      << post;
  // An event names itself: it needs no key to be sent again.
  EXPECT_FALSE(has(post, "IdempotencyKey"));
  const std::string schemes = part(document, R"("securitySchemes":)", R"("schemas":)");
  EXPECT_TRUE(has(schemes, R"("writeKey":{"type":"apiKey","in":"query","name":"key")")) << schemes;
  EXPECT_FALSE(has(document_of(Operations<GetNote>{}).json, "writeKey"));
}

TEST(OpenApi, AnAnswerHasItsOwnType) {
  const std::string get = part(document_of(Operations<ExportNotes>{}), R"("get":)", R"("400":)");
  EXPECT_TRUE(has(get, R"("content":{"application/x-ndjson":{"schema":)")) << get;
}

TEST(OpenApi, BetterAuthKeepsItsShapes) {
  const Document document = document_of(Operations<SignIn>{});
  const std::string post = part(document, R"("post":)", R"("components":)");
  EXPECT_TRUE(has(post, R"("security":[])")) << post;
  EXPECT_TRUE(has(post, R"("application/x-www-form-urlencoded")"));
  EXPECT_TRUE(has(post, R"("400":{"$ref":"#/components/responses/AuthBadRequest"})"));
  EXPECT_TRUE(has(post, R"("429":{"$ref":"#/components/responses/RateLimited"})"));
  EXPECT_TRUE(has(post, R"("Set-Cookie")"));
  EXPECT_FALSE(has(post, R"("additionalProperties":false)"));
  const std::string refusal = part(document, R"("AuthBadRequest":{"desc)", R"("RateLimited")");
  EXPECT_TRUE(has(refusal, "#/components/schemas/AuthError")) << refusal;
}

TEST(OpenApi, ProbesNeedNoCredentialAndAreNotCounted) {
  ServiceEntry service = service_entry("notes", {{"Notes", "Notes."}}, Operations<>{});
  add_probes(service);
  const Document document = describe_services("Test", {&service, 1}, "1.2.3");
  const std::string ready = part(document, R"("/notes/ready":)", R"("components":)");
  EXPECT_TRUE(has(ready, R"("operationId":"getNotesReady")")) << ready;
  EXPECT_TRUE(has(ready, R"("security":[])"));
  EXPECT_TRUE(has(ready, R"("503":{"description":"Not well.")"));
  EXPECT_FALSE(has(ready, R"("429":{)"));
}

struct SameName : GetNote {
  static constexpr Operation operation{
      .name = "get_note", .path = "/others/{id}", .summary = "Another."};
};
struct SamePath : GetNote {
  static constexpr Operation operation{
      .name = "get_by_slug", .path = "/notes/{slug}", .summary = "The same path."};
};

struct ListOfGroup : GetNote {
  static constexpr Operation operation{
      .name = "list_of_group", .path = "/notes/by-group/{id}", .summary = "Some notes."};
};
struct GetAuthor : GetNote {
  static constexpr Operation operation{
      .name = "get_author", .path = "/notes/{id}/author", .summary = "Who wrote it."};
};

TEST(OpenApi, TheMoreLiteralPathIsNoFault) {
  EXPECT_TRUE(document_of(Operations<ListOfGroup, GetAuthor>{}).faults.empty());
}

TEST(OpenApi, WhatNoDocumentCanShowIsAFault) {
  EXPECT_EQ(document_of(Operations<GetNote, SameName>{}).faults.size(), 1u);
  // The path is ambiguous, and {slug} is no field.
  EXPECT_EQ(document_of(Operations<GetNote, SamePath>{}).faults.size(), 2u);
}

TEST(OpenApi, ErrorsAreDescribedAsTheyAreWritten) {
  constexpr auto all = names(ErrorName{});
  ASSERT_EQ(all.size(), static_cast<std::size_t>(ErrorCode::unavailable) + 1);
  for (std::size_t i = 0; i < all.size(); ++i)
    EXPECT_EQ(all[i], name_of(static_cast<ErrorCode>(i)));
}

TEST(OpenApi, TheServicesMakeSoundDocuments) {
  std::vector<ServiceEntry> all = services();
  for (ServiceEntry& service : all) {
    if (service.name.empty()) continue;
    add_probes(service);
    const Document document = describe_services(service.name, {&service, 1}, "1.2.3");
    for (const std::string& fault : document.faults) ADD_FAILURE() << service.name << ": " << fault;
  }
  const Document whole = describe_services("CROW API", all, "1.2.3");
  for (const std::string& fault : whole.faults) ADD_FAILURE() << fault;
  EXPECT_NE(compact(whole.json), "broken");
  EXPECT_EQ(whole.json, describe_services("CROW API", all, "1.2.3").json);
}

}  // namespace
}  // namespace crow::openapi
