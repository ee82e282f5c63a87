package dev.envc.cli;

/// The program `envc`.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(args.length);
  }
}
