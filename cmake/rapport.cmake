# What all targets share: warnings, include folders, and one function each for libraries and tests.

add_library(rapport_warnings INTERFACE)
target_compile_options(rapport_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees overlaps and overreads inside std::string that are not there (GCC bugs 105329,
  # 105651, 105562), and uninitialised members of std::variant and std::function.
  target_compile_options(rapport_warnings INTERFACE
    -Wno-restrict -Wno-stringop-overread -Wno-stringop-overflow -Wno-array-bounds
    -Wno-maybe-uninitialized -Wno-dangling-pointer)
endif()

# The vocabulary headers, which depend on nothing but the standard library.
add_library(rapport_base INTERFACE)
add_library(rapport::base ALIAS rapport_base)
target_include_directories(rapport_base INTERFACE ${PROJECT_SOURCE_DIR}/include)
target_compile_features(rapport_base INTERFACE cxx_std_20)

# rapport_library(NAME sources...): the library rapport::NAME, private headers found as "NAME/x.h".
function(rapport_library name)
  add_library(rapport_${name} STATIC ${ARGN})
  add_library(rapport::${name} ALIAS rapport_${name})
  target_link_libraries(rapport_${name} PUBLIC rapport::base PRIVATE rapport_warnings)
  target_include_directories(rapport_${name} PRIVATE ${PROJECT_SOURCE_DIR})
endfunction()

# rapport_test(NAME SOURCES a.cc... LINKS rapport::x...): one GoogleTest program, its cases found by
# ctest and labelled NAME.
function(rapport_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(test_${name} ${arg_SOURCES})
  target_include_directories(test_${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_compile_definitions(test_${name} PRIVATE
    RAPPORT_SOURCE_DIR="${PROJECT_SOURCE_DIR}" RAPPORT_BINARY_DIR="${PROJECT_BINARY_DIR}")
  target_link_libraries(test_${name} PRIVATE ${arg_LINKS} rapport_warnings GTest::gmock_main)
  gtest_discover_tests(test_${name} PROPERTIES LABELS ${name} DISCOVERY_TIMEOUT 60)
endfunction()
