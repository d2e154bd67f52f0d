// For the tests of imports: the way from a file to the end of its import.
#pragma once

#include "workers/products/testing.h"

namespace crow::products {

struct Imported : ProductsWorld {
  Reply upload(const Caller& by, std::string file, std::string fields = {}) {
    Message message{"POST",
                    "/api/v1/products/imports",
                    {{"content-type", "multipart/form-data; boundary=b"}},
                    concat(fields,
                           "--b\r\nContent-Disposition: form-data; name=\"file\"; "
                           "filename=\"shop.csv\"\r\n\r\n",
                           file, "\r\n--b--\r\n")};
    message.headers.push_back(as(by));
    return send(std::move(message));
  }
  static std::string field(std::string_view name, std::string_view value) {
    return concat("--b\r\nContent-Disposition: form-data; name=\"", name, "\"\r\n\r\n", value,
                  "\r\n");
  }
  ImportWithReports end_of(const Reply& reply) {
    EXPECT_EQ(reply.status, 202) << reply.body;
    const std::string id = read_body<Import>(reply).id;
    for (int i = 0; i < 30; ++i) {
      wake();
      run();
      now_ms += 20'000;
    }
    return read_body<ImportWithReports>(get_as(ada, concat("/imports/", id)));
  }
};

}  // namespace crow::products
