# The target `site`: what the gateway serves as files, build/site/ with the OpenAPI documents, the
# documentation page and the tracking script. It is the same for all presets and is always made
# natively: a WebAssembly preset hands over to native-release.
#
#   cmake --build --preset wasm-release --target site

if(CROW_WASM)
  # Ninja knows there what has changed; when nothing has, this takes a moment.
  add_custom_target(site
    COMMAND "${CMAKE_COMMAND}" "-DSOURCE=${PROJECT_SOURCE_DIR}"
      -P "${PROJECT_SOURCE_DIR}/cmake/build-site.cmake"
    COMMENT "Making the gateway's files"
    USES_TERMINAL VERBATIM)
  return()
endif()

set(CROW_SITE "${PROJECT_SOURCE_DIR}/build/site" CACHE PATH "Where the gateway's files go")
file(READ "${PROJECT_SOURCE_DIR}/package.json" package)
string(JSON version GET "${package}" version)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/package.json")

add_custom_command(OUTPUT "${CROW_SITE}/openapi/openapi.json"
  COMMAND crow-openapi "${CROW_SITE}/openapi" "${version}"
  DEPENDS crow-openapi
  COMMENT "Writing the OpenAPI documents"
  VERBATIM)

file(GLOB pages CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/shared/openapi/docs/*")
set(swagger_ui "${PROJECT_SOURCE_DIR}/node_modules/swagger-ui-dist/package.json")
if(NOT EXISTS "${swagger_ui}")
  set(swagger_ui "")  # The script says what to do.
endif()
file(GLOB tracking_script CONFIGURE_DEPENDS
  "${PROJECT_SOURCE_DIR}/workers/interactions/crow-js/*.js"
  "${PROJECT_SOURCE_DIR}/workers/interactions/crow-js/*.mjs")
add_custom_command(OUTPUT "${CROW_SITE}/docs/index.html" "${CROW_SITE}/crow.js"
  COMMAND "${CROW_NODE}" "${PROJECT_SOURCE_DIR}/scripts/lib/site.mjs" "${CROW_SITE}"
  DEPENDS ${pages} ${swagger_ui} ${tracking_script} "${PROJECT_SOURCE_DIR}/scripts/lib/site.mjs"
  COMMENT "Assembling the documentation page and the tracking script"
  VERBATIM)

add_custom_target(site
  DEPENDS "${CROW_SITE}/openapi/openapi.json" "${CROW_SITE}/docs/index.html"
    "${CROW_SITE}/crow.js")
