# Compiles one file that must be refused, and looks for the reason in what the compiler says.
#
#   cmake -DSOURCE=shared/sql/must-not-compile/star.cpp -DROOT=. -DCOMPILER=clang++-19 \
#         -DFLAGS="-std=c++23 -stdlib=libc++" -P shared/sql/must-not-compile.cmake
#
# The first line of the file names the reason: "// Must not compile: star_instead_of_columns".

foreach(variable SOURCE ROOT COMPILER FLAGS)
  if(NOT DEFINED ${variable})
    message(FATAL_ERROR "Say -D${variable}=…; the first lines of this script show how.")
  endif()
endforeach()

file(STRINGS "${SOURCE}" first_line LIMIT_COUNT 1)
if(NOT first_line MATCHES "^// Must not compile: (.+)$")
  message(FATAL_ERROR "${SOURCE}: the first line must be \"// Must not compile: <the reason>\"")
endif()
set(reason "${CMAKE_MATCH_1}")

separate_arguments(flags UNIX_COMMAND "${FLAGS}")
execute_process(
  COMMAND "${COMPILER}" ${flags} "-I${ROOT}" -fsyntax-only "${SOURCE}"
  RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(status EQUAL 0)
  message(FATAL_ERROR "${SOURCE} compiles, though it must not: ${reason}")
endif()
string(FIND "${said}" "${reason}" position)
if(position EQUAL -1)
  message(FATAL_ERROR "${SOURCE} is refused, but not with \"${reason}\":\n${said}")
endif()
