package dev.envc.backend.disk.board;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.DiskCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.SettingValue;
import dev.envc.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// The boards of the standard library: `std/board/NAME.board.json`, one file each, listed in
/// `std/board/boards.txt`.
public final class Boards {
  /// What may stand before a board's name.
  public static final String PREFIX = "std:board/";

  private static final String FOLDER = "/std/board/";

  private Boards() {}

  /// The names of all boards, sorted.
  public static List<String> names() {
    return resource("boards.txt").lines().filter(l -> !l.isBlank()).sorted().toList();
  }

  /// A board's settings.
  ///
  /// @throws UserErrorException when there is no such board
  public static SettingValue.MapValue read(SettingValue.TextValue board) throws UserErrorException {
    String name =
        board.text().startsWith(PREFIX) ? board.text().substring(PREFIX.length()) : board.text();
    if (!names().contains(name)) {
      Diagnostic d =
          Diagnostic.error(
                  DiskCode.UNKNOWN_BOARD, board.span(), "There is no board `" + name + "`.")
              .note("A board of your own is a module with these settings under `outputs: disk:`.")
              .hint("The boards are " + String.join(", ", names()) + ".");
      throw new UserErrorException(
          Suggestions.apply(d, board.text(), names().stream().map(n -> PREFIX + n).toList()));
    }
    return JsonSettings.read(SourceFile.of(PREFIX + name, resource(name + ".board.json")));
  }

  /// The settings with those of their `board` under them; of several boards, with what [BoardUnion]
  /// makes of them.
  ///
  /// @throws UserErrorException when there is no such board
  public static SettingValue.MapValue under(SettingValue.MapValue settings)
      throws UserErrorException {
    List<SettingValue> named =
        switch (settings.get("board").orElse(settings)) {
          case SettingValue.TextValue one -> List.of(one);
          case SettingValue.ListValue several -> several.items();
          case SettingValue.MapValue _, SettingValue.IntegerValue _, SettingValue.BooleanValue _ ->
              List.of();
        };
    List<SettingValue.MapValue> boards = new ArrayList<>();
    for (SettingValue v : named) {
      if (v instanceof SettingValue.TextValue board) {
        boards.add(read(board));
      }
    }
    return boards.isEmpty() ? settings : merge(BoardUnion.of(boards), settings);
  }

  /// `over` laid over `under`: maps are merged by key, anything else of `over` replaces what lies
  /// under it.
  public static SettingValue.MapValue merge(
      SettingValue.MapValue under, SettingValue.MapValue over) {
    var merged = new LinkedHashMap<String, SettingValue>(under.entries());
    over.entries()
        .forEach(
            (key, value) ->
                merged.merge(
                    key,
                    value,
                    (a, b) ->
                        a instanceof SettingValue.MapValue x && b instanceof SettingValue.MapValue y
                            ? merge(x, y)
                            : b));
    return new SettingValue.MapValue(merged, over.span());
  }

  private static String resource(String name) {
    try (InputStream in = Boards.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the standard library lacks board/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
