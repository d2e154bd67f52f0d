# Two functions make every target of the project:
#
#   crow_library(sql SOURCES bound.cpp rows.cpp TESTS bound-test.cpp DEPS core json)
#   crow_worker(users SOURCES main.cpp routes.cpp get.cpp TESTS get-test.cpp BINDINGS d1 service)
#
# Natively a library's and a worker's tests become one program, whose cases ctest knows one by one.
# For WebAssembly a worker becomes build/<preset>/dist/<worker>/, ready to deploy.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)

add_library(crow_options INTERFACE)
target_include_directories(crow_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(crow_options INTERFACE
  -fno-exceptions -fno-rtti -ffp-contract=off
  -Wall -Wextra -Wshadow -Wpedantic -Werror -Wno-gnu-statement-expression)

find_program(CCACHE ccache)
if(CCACHE)
  # What ccache must not mind where headers are precompiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime "${CCACHE}")
  set(CMAKE_C_COMPILER_LAUNCHER "${CCACHE}")
endif()

# RapidJSON: Debian's header, else a pinned archive.
find_path(RAPIDJSON_INCLUDE rapidjson/reader.h PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH)
if(NOT RAPIDJSON_INCLUDE)
  include(FetchContent)
  FetchContent_Declare(rapidjson
    URL "https://github.com/Tencent/rapidjson/archive/refs/tags/v1.1.0.tar.gz"
    URL_HASH SHA256=bf7ced29704a1e696fbccf2a2b4ea068e7774fa37f6d7dd4039d0787f8bed98e)
  FetchContent_GetProperties(rapidjson)
  if(NOT rapidjson_POPULATED)
    FetchContent_Populate(rapidjson)
  endif()
  set(RAPIDJSON_INCLUDE "${rapidjson_SOURCE_DIR}/include")
endif()
# fast_float, which reads the numbers natively: likewise.
find_path(FAST_FLOAT_INCLUDE fast_float/fast_float.h PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH)
if(NOT FAST_FLOAT_INCLUDE AND NOT CMAKE_SYSTEM_NAME STREQUAL "WASI")
  include(FetchContent)
  FetchContent_Declare(fast_float
    URL "https://github.com/fastfloat/fast_float/archive/v3.9.0.tar.gz"
    URL_HASH SHA256=a10443e13748291709b422b2da49fc6753a1a43bf24205d4600595dfe3d811bb)
  FetchContent_GetProperties(fast_float)
  if(NOT fast_float_POPULATED)
    FetchContent_Populate(fast_float)
  endif()
  set(FAST_FLOAT_INCLUDE "${fast_float_SOURCE_DIR}/include")
endif()
# For wasm the host's /usr/include must not be searched, so both get a folder of their own.
file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/include")
file(CREATE_LINK "${RAPIDJSON_INCLUDE}/rapidjson" "${CMAKE_BINARY_DIR}/include/rapidjson" SYMBOLIC)
if(FAST_FLOAT_INCLUDE)
  file(CREATE_LINK "${FAST_FLOAT_INCLUDE}/fast_float" "${CMAKE_BINARY_DIR}/include/fast_float"
    SYMBOLIC)
endif()
target_include_directories(crow_options SYSTEM INTERFACE "${CMAKE_BINARY_DIR}/include")

if(CMAKE_SYSTEM_NAME STREQUAL "WASI")
  set(CROW_WASM ON)
  target_compile_options(crow_options INTERFACE -mtail-call -msimd128 -mbulk-memory
    -fvisibility=hidden -D_LIBCPP_HARDENING_MODE=_LIBCPP_HARDENING_MODE_EXTENSIVE
    "-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=")
  set(CMAKE_CXX_FLAGS_RELEASE "-Oz -DNDEBUG")
  set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g")
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(crow_options INTERFACE -flto)
    # The linker's own -O says how LTO optimises. The driver's only makes it run a wasm-opt that it
    # happens to find, before pack-worker.mjs does, and what comes of both is a kilobyte larger.
    target_link_options(crow_options INTERFACE -flto -Wl,--lto-O2 -O0)
  endif()
  target_link_options(crow_options INTERFACE -mexec-model=reactor
    -Wl,--stack-first -Wl,-z,stack-size=1048576 -Wl,--max-memory=100663296
    -Wl,--gc-sections)
else()
  set(CROW_WASM OFF)
  target_compile_options(crow_options INTERFACE
    -D_LIBCPP_HARDENING_MODE=_LIBCPP_HARDENING_MODE_EXTENSIVE
    "-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=")
  # Compile time decides how often the tests run: unoptimised code halves it.
  set(CMAKE_CXX_FLAGS_DEBUG "-O0 -gline-tables-only")
  if(CROW_SANITIZE)
    set(CROW_SANITIZERS -fsanitize=address,undefined -fno-sanitize-recover=all
      -fno-omit-frame-pointer
      "-fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/cmake/sanitizers.txt")
    if(CROW_FUZZ)
      list(APPEND CROW_SANITIZERS -fsanitize=fuzzer-no-link)
    endif()
    target_compile_options(crow_options INTERFACE ${CROW_SANITIZERS})
    target_link_options(crow_options INTERFACE ${CROW_SANITIZERS})
  endif()
endif()

# crow_library(NAME SOURCES … [TESTS …] [DEPS …]): a folder of shared/.
function(crow_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;TESTS;DEPS")
  add_library(crow_${name} STATIC ${arg_SOURCES})
  target_link_libraries(crow_${name} PUBLIC crow_options)
  foreach(dependency IN LISTS arg_DEPS)
    target_link_libraries(crow_${name} PUBLIC crow_${dependency})
  endforeach()
  if(NOT CROW_WASM AND arg_TESTS)
    crow_test(${name}-test SOURCES ${arg_TESTS} DEPS crow_${name})
  endif()
endfunction()

# crow_test(NAME SOURCES … DEPS target…): one GoogleTest program, each case one ctest test.
function(crow_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPS")
  if(NOT BUILD_TESTING)
    return()
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_DEPS} crow_fake crow_options GTest::gtest_main)
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST TEST_PREFIX "${name}: "
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}" PROPERTIES LABELS "${name}")
endfunction()

# Headers that many include, read once for all: the kernel's for the operations of workers, and for
# their tests GoogleTest and the World besides.
function(crow_precompile)
  target_compile_options(crow_options INTERFACE
    "$<$<COMPILE_LANGUAGE:CXX>:SHELL:-Xclang -fno-pch-timestamp>")
  crow_headers(crow_kernel_headers shared/service/service.h DEPS crow_options)
  if(BUILD_TESTING)
    crow_headers(crow_test_headers shared/identity/testing.h DEPS crow_fake GTest::gtest_main)
  endif()
endfunction()

function(crow_headers name header)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "DEPS")
  file(WRITE "${CMAKE_BINARY_DIR}/${name}.cpp" "")
  add_library(${name} OBJECT "${CMAKE_BINARY_DIR}/${name}.cpp")
  target_link_libraries(${name} PUBLIC ${arg_DEPS})
  target_precompile_headers(${name} PRIVATE "${PROJECT_SOURCE_DIR}/${header}")
endfunction()

# crow_worker(NAME SOURCES … [TESTS …] [BINDINGS …] [DEPS …] [TEST_DEPS …] [ENTRY …]
# [MIGRATIONS …]): a folder of workers/. BINDINGS name the modules of bindings/ that the worker
# uses, TEST_DEPS what its tests alone use, ENTRY a module that makes further classes to export,
# MIGRATIONS the SQL files of its Durable Objects.
function(crow_worker name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "ENTRY"
    "SOURCES;TESTS;BINDINGS;DEPS;TEST_DEPS;MIGRATIONS")
  if(NOT CROW_WASM)
    add_library(crow_worker_${name} STATIC ${arg_SOURCES})
    target_link_libraries(crow_worker_${name} PUBLIC crow_service)
    # Every operation includes the kernel: read it once for all of them.
    target_precompile_headers(crow_worker_${name} REUSE_FROM crow_kernel_headers)
    foreach(dependency IN LISTS arg_DEPS)
      target_link_libraries(crow_worker_${name} PUBLIC crow_${dependency})
    endforeach()
    if(arg_TESTS)
      list(TRANSFORM arg_TEST_DEPS PREPEND crow_)
      crow_test(worker-${name}-test SOURCES ${arg_TESTS}
        DEPS crow_worker_${name} ${arg_TEST_DEPS})
      if(BUILD_TESTING)
        target_precompile_headers(worker-${name}-test REUSE_FROM crow_test_headers)
      endif()
    endif()
    return()
  endif()

  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE crow_service)
  # The exports stand in an archive; naming one brings its object in.
  target_link_options(${name} PRIVATE -Wl,--undefined=crow_start)
  foreach(dependency IN LISTS arg_DEPS)
    target_link_libraries(${name} PRIVATE crow_${dependency})
  endforeach()

  set(dist "${CMAKE_BINARY_DIR}/dist/${name}")
  set(modules "${PROJECT_SOURCE_DIR}/bindings/shim.js")
  foreach(binding IN LISTS arg_BINDINGS arg_ENTRY)
    list(APPEND modules "${PROJECT_SOURCE_DIR}/bindings/${binding}.js")
  endforeach()
  list(JOIN arg_BINDINGS "," bindings)
  set(more "")
  if(arg_ENTRY)
    list(APPEND more --entry "${arg_ENTRY}")
  endif()
  if(arg_MIGRATIONS)
    list(APPEND more --migrations "${CMAKE_CURRENT_SOURCE_DIR}/migrations")
    list(TRANSFORM arg_MIGRATIONS PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
    list(APPEND modules ${arg_MIGRATIONS})
  endif()
  # What several modules import.
  list(APPEND modules "${PROJECT_SOURCE_DIR}/bindings/packed.js"
    "${PROJECT_SOURCE_DIR}/bindings/migrate.js")
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    set(optimise --optimise)
  endif()
  add_custom_command(OUTPUT "${dist}/${name}.wasm" "${dist}/index.js"
    COMMAND "${CROW_NODE}" "${PROJECT_SOURCE_DIR}/cmake/pack-worker.mjs"
      --name "${name}" --wasm "$<TARGET_FILE:${name}>" --dist "${dist}"
      --bindings "${bindings}" ${optimise} ${more}
    DEPENDS ${name} ${modules} "${PROJECT_SOURCE_DIR}/cmake/pack-worker.mjs"
    COMMENT "Packing ${name}"
    VERBATIM)
  add_custom_target(${name}-dist ALL DEPENDS "${dist}/${name}.wasm" "${dist}/index.js")
endfunction()
