#!/bin/sh
# lsp.sh: how long the language server takes to check a manifest of 300 lines. JAVA_HOME must be a JDK 25 or newer; `mvn package` must have run.
set -e
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
exec "${JAVA_HOME:?}/bin/java" -XX:+UseSerialGC -Xss4m -cp "$root/compiler/target/classes:$root/stdlib/src/main/resources:$root/compiler/target/lib/*" "$here/LspBench.java"
