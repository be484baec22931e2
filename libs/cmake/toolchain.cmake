# How everything is compiled: C++20, warnings are errors, ccache when present, binaries in <build>/bin.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()
# -g1 keeps function names and lines for stack traces and sanitizer reports; full debug info doubles link time.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")

find_program(CCACHE ccache)
if(CCACHE)
  # Without the build folder in the hash, one compilation serves all build folders with the same flags.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_NOHASHDIR=1 ${CCACHE})
endif()

add_library(waggle_warnings INTERFACE)
target_compile_options(waggle_warnings INTERFACE -Wall -Wextra -Wpedantic -Werror -Wshadow
                                                 -Wnon-virtual-dtor -Woverloaded-virtual)

# Generated protobuf code is compiled without sanitizers: it is not ours and takes most of the build.
add_library(waggle_sanitizers INTERFACE)
if(WAGGLE_SANITIZE STREQUAL "address")
  # Left out are null pointers and pointers that wrap around: the address sanitizer reports both when they are used, and
  # these two checks, in every inlined function, are a seventh of the compilation.
  target_compile_options(waggle_sanitizers INTERFACE
    -fsanitize=address,undefined -fno-sanitize=null,pointer-overflow
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
elseif(WAGGLE_SANITIZE STREQUAL "thread")
  target_compile_options(waggle_sanitizers INTERFACE -fsanitize=thread -fno-omit-frame-pointer)
  add_link_options(-fsanitize=thread)
elseif(WAGGLE_SANITIZE)
  message(FATAL_ERROR "WAGGLE_SANITIZE=${WAGGLE_SANITIZE}: say address or thread")
endif()

# The tests' own code. With sanitizers it is compiled without optimisation, which takes two thirds of the time; the code
# under test is optimised as ever.
add_library(waggle_test_code INTERFACE)
if(WAGGLE_SANITIZE)
  target_compile_options(waggle_test_code INTERFACE -O0)
endif()

if(WAGGLE_CRASH_POINTS)
  add_compile_definitions(WAGGLE_CRASH_POINTS)
endif()

find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(Protobuf REQUIRED)
find_package(gRPC CONFIG REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(CURL REQUIRED)
find_package(prometheus-cpp CONFIG REQUIRED)
# From PyPI, where deploy/install puts it; another place by -DOpenVINO_DIR.
file(GLOB WAGGLE_OPENVINO_CMAKE ${CMAKE_SOURCE_DIR}/.local/encoder/venv/lib/python3*/site-packages/openvino/cmake)
find_package(OpenVINO CONFIG REQUIRED COMPONENTS Runtime HINTS ${WAGGLE_OPENVINO_CMAKE})
# Its package states for every file of ours what is the compiler's default.
remove_definitions(-D_GLIBCXX_USE_CXX11_ABI=1)
# Debian's CMake files for these two do not load; pkg-config does.
find_package(PkgConfig REQUIRED)
pkg_check_modules(HIREDIS REQUIRED IMPORTED_TARGET hiredis)
pkg_check_modules(RDKAFKA REQUIRED IMPORTED_TARGET rdkafka)
find_library(STEMMER_LIBRARY stemmer REQUIRED)
# Its header must be compiled with the macros that the library was built with; pkg-config knows them.
pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)
if(WAGGLE_BUILD_TESTS)
  find_package(GTest REQUIRED)
  include(GoogleTest)
endif()
