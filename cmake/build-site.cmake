# cmake -DSOURCE=… -P build-site.cmake: builds `site` in the native-release tree, which is
# configured first where it is not there yet.
set(native "${SOURCE}/build/native-release")
if(NOT EXISTS "${native}/build.ninja")
  execute_process(COMMAND "${CMAKE_COMMAND}" --preset native-release
    WORKING_DIRECTORY "${SOURCE}" COMMAND_ERROR_IS_FATAL ANY)
endif()
execute_process(COMMAND "${CMAKE_COMMAND}" --build "${native}" --target site
  COMMAND_ERROR_IS_FATAL ANY)
