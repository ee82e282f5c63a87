package dev.envc.cli;

/** The command line. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Object o = args;
    switch (o) {
      case String[] _ -> System.out.println("x");
      default -> System.out.println("y");
    }
  }
}
