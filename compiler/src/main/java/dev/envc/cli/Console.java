package dev.envc.cli;

import java.io.PrintWriter;

/// Where a command prints: results to `out`, everything said to a person to `err`.
record Console(PrintWriter out, PrintWriter err, Terminal terminal) {}
