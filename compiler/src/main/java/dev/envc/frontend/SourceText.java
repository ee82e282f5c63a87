package dev.envc.frontend;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.source.SourceFile;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Bytes of a manifest as text: UTF-8, with or without a byte order mark.
final class SourceText {
  private SourceText() {}

  static Optional<SourceFile> decode(String name, byte[] bytes, Diagnostics diagnostics) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, out, true);
    String text = out.flip().toString();
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (!result.isError()) {
      return Optional.of(SourceFile.of(name, body));
    }
    SourceFile readable =
        SourceFile.of(name, new String(bytes, StandardCharsets.UTF_8).replace("\uFEFF", ""));
    diagnostics.add(
        Diagnostic.error(
                ManifestCode.NOT_UTF8,
                readable.span(body.length(), body.length() + 1),
                String.format(
                    Locale.ROOT,
                    "The byte 0x%02x at offset %d is not UTF-8.",
                    bytes[in.position()],
                    in.position()))
            .hint("Save the file as UTF-8."));
    return Optional.empty();
  }
}
