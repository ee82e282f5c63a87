package dev.envc.tree.load;

import dev.envc.tree.TreeRequest;
import java.util.ArrayList;
import java.util.List;

/// A tree among those that are asked for with it. `masters` is filled when all of them are known.
final class AskedTree {
  private final TreeRequest request;
  private final OpenTree tree;
  private final List<AskedTree> masters = new ArrayList<>();

  AskedTree(TreeRequest request, OpenTree tree) {
    this.request = request;
    this.tree = tree;
  }

  /// What asks for it, and is to blame.
  TreeRequest request() {
    return request;
  }

  OpenTree tree() {
    return tree;
  }

  List<AskedTree> masters() {
    return masters;
  }

  String name() {
    return tree.name();
  }
}
