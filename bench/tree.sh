#!/bin/sh
# tree.sh CACHE-DIR TREE… : see tree.md. JAVA_HOME must be a JDK 25 or newer; `mvn package` must have run.
set -e
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
exec "${JAVA_HOME:?}/bin/java" ${JAVA_OPTIONS:--Xmx512m} -cp "$root/compiler/target/classes:$root/compiler/target/lib/*" "$here/TreeBench.java" "$@"
