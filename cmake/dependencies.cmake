# Every library from outside, found in one place. Debian 12's package is named beside each.
find_package(Threads REQUIRED)
find_package(RocksDB REQUIRED)                                  # librocksdb-dev
find_package(Boost 1.74 REQUIRED)                               # libboost-graph-dev (headers)
find_package(nlohmann_json 3.11 REQUIRED)                       # nlohmann-json3-dev
find_package(ICU 72 REQUIRED COMPONENTS uc i18n)                # libicu-dev
find_package(fmt 9 REQUIRED)                                    # libfmt-dev
find_package(CLI11 REQUIRED)                                    # libcli11-dev
find_package(TBB CONFIG REQUIRED)                               # libtbb-dev
find_package(OpenSSL REQUIRED COMPONENTS Crypto)                # libssl-dev (SHA-256)
find_package(PkgConfig REQUIRED)                                # pkg-config
pkg_check_modules(Libedit REQUIRED IMPORTED_TARGET libedit)     # libedit-dev
if(RAPPORT_TESTS)
  find_package(GTest REQUIRED)                                  # libgtest-dev, libgmock-dev
  include(GoogleTest)
endif()
if(RAPPORT_BENCH)
  find_package(benchmark REQUIRED)                              # libbenchmark-dev
endif()
