#!/bin/sh
# Keeps the layers apart by looking at what each folder includes. Prints each crossed line, and
# fails when there is one.
#
#   pack  <-  extract | graph  <-  query (on graph)  <-  app
cd "${1:-$(dirname "$0")/..}" || exit 2
status=0

# forbid WHY PATTERN PATH...: no file under the paths includes anything like the pattern.
forbid() {
  why=$1 pattern=$2
  shift 2
  for path in "$@"; do
    [ -e "$path" ] || { echo "check_layers: $path is not there"; status=1; }
  done
  found=$(grep -rnE --include='*.h' --include='*.cc' "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]$pattern" "$@")
  if [ -n "$found" ]; then
    printf '%s:\n%s\n' "$why" "$found"
    status=1
  fi
}

# As forbid, with files that may.
forbid_but() {
  why=$1 pattern=$2 except=$3
  shift 3
  found=$(grep -rnE --include='*.h' --include='*.cc' "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]$pattern" "$@" |
    grep -vE "^($except):")
  if [ -n "$found" ]; then
    printf '%s:\n%s\n' "$why" "$found"
    status=1
  fi
}

forbid 'pack lies below the other libraries' '(rapport/)?(extract|graph|query|app)/' pack include/rapport/pack
forbid 'extract and graph meet in the claim alone' '(rapport/)?(graph|query|app)/' extract include/rapport/extract
forbid 'graph knows neither extraction nor queries' '(rapport/)?(extract|query|app)/' graph include/rapport/graph
forbid 'query stands on graph, not on extraction' '(rapport/)?(extract|app)/' query include/rapport/query
forbid 'public headers show no library from outside' '(unicode|rocksdb|boost|nlohmann|fmt|tbb|CLI|openssl)/' include
forbid 'the vocabulary headers stand alone' 'rapport/(pack|extract|graph|query)/' include/rapport/claim.h include/rapport/ids.h include/rapport/result.h include/rapport/span.h include/rapport/value.h
forbid_but 'RocksDB is included in graph/rocks*.cc alone' 'rocksdb/' 'graph/rocks(_open|_bulk)?\.cc|graph/rocks_database\.h' pack extract graph query app
forbid_but 'Boost stands behind graph/bgl.h' 'boost/' '(graph/bgl\.h|query/[a-z_]+\.cc)' pack extract graph query app
forbid_but 'the command line is read in app/command_line.h alone' 'CLI/' 'app/command_line\.h' pack extract graph query app

[ $status -eq 0 ] && echo 'The layers are apart.'
exit $status
