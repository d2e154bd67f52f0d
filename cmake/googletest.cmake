# GoogleTest, built from source with our libc++ and sanitizers: Debian's library is for libstdc++.
include(GoogleTest)
set(INSTALL_GTEST OFF)
set(BUILD_GMOCK OFF)
if(EXISTS /usr/src/googletest/CMakeLists.txt)
  add_subdirectory(/usr/src/googletest "${CMAKE_BINARY_DIR}/googletest" EXCLUDE_FROM_ALL)
else()
  include(FetchContent)
  FetchContent_Declare(googletest
    URL "https://github.com/google/googletest/archive/refs/tags/v1.12.1.tar.gz"
    URL_HASH SHA256=81964fe578e9bd7c94dfdb09c8e4d6e6759e19967e397dbea48d1c10e45d0df2)
  FetchContent_MakeAvailable(googletest)
endif()
foreach(target gtest gtest_main)
  # Our code has no RTTI, which the vptr check needs on both sides.
  target_compile_options(${target} PRIVATE ${CROW_SANITIZERS} -fno-sanitize=vptr)
  target_link_options(${target} PUBLIC ${CROW_SANITIZERS})
  if(NOT TARGET GTest::${target})
    add_library(GTest::${target} ALIAS ${target})
  endif()
endforeach()
