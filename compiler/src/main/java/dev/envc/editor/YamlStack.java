package dev.envc.editor;

import dev.envc.editor.Place.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The block mappings and lists that a line of YAML is in, by their columns.
final class YamlStack {
  private static final class Frame {
    private final int column;
    private final boolean list;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private String key = "";

    Frame(int column, boolean list) {
      this.column = column;
      this.list = list;
    }
  }

  private final List<Frame> frames = new ArrayList<>();

  /// Leaves what a line at that column ends. A list may stand at the column of the key it belongs
  /// to.
  void enter(int column, boolean dash) {
    while (!frames.isEmpty()
        && (frames.getLast().column > column
            || (frames.getLast().column == column && frames.getLast().list && !dash))) {
      frames.removeLast();
    }
  }

  /// A dash at a column: the next item of the list there.
  void dash(int column) {
    if (frames.isEmpty() || !(frames.getLast().list && frames.getLast().column == column)) {
      frames.add(new Frame(column, true));
    }
  }

  /// A key at a column.
  void key(int column, String name) {
    if (frames.isEmpty() || frames.getLast().list || frames.getLast().column != column) {
      frames.add(new Frame(column, false));
    }
    Frame map = frames.getLast();
    map.key = name;
    map.texts.putIfAbsent(name, "");
  }

  /// The text of the current key.
  void text(String value) {
    frames.getLast().texts.put(frames.getLast().key, value);
  }

  /// Whether a word at a column is an item of a list, and not a key of a mapping there.
  boolean isItem(int column) {
    return !frames.isEmpty() && frames.getLast().list && frames.getLast().column < column;
  }

  /// The path of the mapping that a key at a column belongs to, or would make.
  List<Step> keyPath(int column) {
    return path(isMappingAt(column) ? frames.size() - 1 : frames.size());
  }

  private boolean isMappingAt(int column) {
    return !frames.isEmpty() && !frames.getLast().list && frames.getLast().column == column;
  }

  /// The path of the innermost list's item, or of the current key's value.
  List<Step> path() {
    return path(frames.size());
  }

  private List<Step> path(int depth) {
    var path = new ArrayList<Step>();
    for (int i = 0; i < depth; i++) {
      Frame f = frames.get(i);
      path.add(f.list ? item(i) : new Step.Key(f.key));
    }
    return path;
  }

  /// An item knows the package it is about, when its mapping has said so.
  private Step item(int i) {
    boolean mapping = i + 1 < frames.size() && !frames.get(i + 1).list;
    return new Step.Item(
        mapping ? Optional.ofNullable(frames.get(i + 1).texts.get("atom")) : Optional.empty());
  }

  /// The texts of the mapping that a key at a column belongs to, by key.
  Map<String, String> beside(int column) {
    return isMappingAt(column) ? frames.getLast().texts : Map.of();
  }
}
