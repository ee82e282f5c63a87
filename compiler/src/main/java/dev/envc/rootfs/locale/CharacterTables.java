package dev.envc.rootfs.locale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What LC_CTYPE says of characters: the classes they are in, what they are mapped to, the digits,
/// and how they are transliterated. Characters have numbers in the order in which they are first
/// named, the first 256 their own: tables are made in this order.
final class CharacterTables {
  /// The classes of ISO C, by the order of their bits.
  static final List<String> CLASSES =
      List.of(
          "upper", "lower", "alpha", "digit", "xdigit", "space", "print", "graph", "blank", "cntrl",
          "punct", "alnum");

  static final int UPPER = 0;
  static final int LOWER = 1;
  static final int ALPHA = 2;
  static final int DIGIT = 3;
  static final int XDIGIT = 4;
  static final int SPACE = 5;
  static final int PRINT = 6;
  static final int GRAPH = 7;
  static final int BLANK = 8;
  static final int PUNCT = 10;
  static final int ALNUM = 11;
  static final int TOUPPER = 0;
  static final int TOLOWER = 1;

  private static final int OWN_NUMBERS = 256;
  private static final int NO_NUMBER = -1;
  private static final int MAX_CLASSES = 32;
  private static final int MAX_MAPS = 16;

  final List<String> classNames;
  final List<String> mapNames;
  final List<Integer> digits;
  final List<Integer> outDigits;
  final Transliteration transliteration;
  boolean mapsAsciiElsewhere;

  /// Bits of the classes that a source defines itself.
  private int definedClasses;

  private int definedMaps;
  private final IntList characters;
  private final ThreeLevelTable numbers;

  /// Number of a character -> its classes.
  private final IntList classes;

  /// Single byte -> its classes.
  private final int[] byteClasses;

  /// Map -> number of a character -> what it is mapped to, or zero.
  private final List<IntList> maps;

  private final int[][] byteMaps;

  CharacterTables() {
    classNames = new ArrayList<>(CLASSES);
    mapNames = new ArrayList<>(List.of("toupper", "tolower"));
    digits = new ArrayList<>();
    outDigits = new ArrayList<>();
    transliteration = new Transliteration();
    characters = new IntList();
    numbers = new ThreeLevelTable(7, 9, NO_NUMBER);
    classes = new IntList();
    classes.set(OWN_NUMBERS - 1, 0);
    byteClasses = new int[OWN_NUMBERS];
    maps = new ArrayList<>(List.of(new IntList(), new IntList()));
    byteMaps = new int[2][OWN_NUMBERS];
    for (int i = 0; i < OWN_NUMBERS; i++) {
      characters.add(i);
      for (int map = 0; map < 2; map++) {
        maps.get(map).add(i);
        byteMaps[map][i] = i;
      }
    }
  }

  private CharacterTables(CharacterTables other) {
    classNames = new ArrayList<>(other.classNames);
    mapNames = new ArrayList<>(other.mapNames);
    digits = new ArrayList<>(other.digits);
    outDigits = new ArrayList<>(other.outDigits);
    transliteration = other.transliteration.copy();
    mapsAsciiElsewhere = other.mapsAsciiElsewhere;
    definedClasses = other.definedClasses;
    definedMaps = other.definedMaps;
    characters = other.characters.copy();
    numbers = other.numbers.copy();
    classes = other.classes.copy();
    byteClasses = other.byteClasses.clone();
    maps = new ArrayList<>(other.maps.stream().map(IntList::copy).toList());
    byteMaps = Arrays.stream(other.byteMaps).map(int[]::clone).toArray(int[][]::new);
  }

  CharacterTables copy() {
    return new CharacterTables(this);
  }

  /// @return whether there was room, and no class of the name
  boolean addClass(String name) {
    return !classNames.contains(name) && classNames.size() < MAX_CLASSES && classNames.add(name);
  }

  /// @return whether there was room, and no map of the name
  boolean addMap(String name) {
    if (mapNames.contains(name) || mapNames.size() >= MAX_MAPS) {
      return false;
    }
    maps.add(new IntList());
    return mapNames.add(name);
  }

  void define(int characterClass) {
    definedClasses |= 1 << characterClass;
  }

  boolean defines(int characterClass) {
    return (definedClasses & 1 << characterClass) != 0;
  }

  /// @return whether it was not defined before
  boolean defineMap(int map) {
    boolean first = !definesMap(map);
    definedMaps |= 1 << map;
    return first;
  }

  boolean definesMap(int map) {
    return (definedMaps & 1 << map) != 0;
  }

  void put(int character, int characterClass) {
    int number = number(character);
    classes.set(number, classes.get(number) | 1 << characterClass);
  }

  void putByte(int octet, int characterClass) {
    byteClasses[octet] |= 1 << characterClass;
  }

  /// Puts characters and bytes of some classes, given as bits, into others.
  void putAlso(int ofClasses, int intoClasses) {
    for (int i = 0; i < classes.size(); i++) {
      if ((classes.get(i) & ofClasses) != 0) {
        classes.set(i, classes.get(i) | intoClasses);
      }
    }
    for (int i = 0; i < OWN_NUMBERS; i++) {
      if ((byteClasses[i] & ofClasses) != 0) {
        byteClasses[i] |= intoClasses;
      }
    }
  }

  void map(int map, int from, int to) {
    maps.get(map).set(number(from), to);
  }

  void mapByte(int map, int from, int to) {
    byteMaps[map][from] = to;
  }

  /// How many characters have a number that classes use.
  int classifiedCharacters() {
    return classes.size();
  }

  /// How many characters have a number that a map uses.
  int mappedCharacters(int map) {
    return maps.get(map).size();
  }

  int character(int number) {
    return characters.get(number);
  }

  int classesOfNumber(int number) {
    return classes.get(number);
  }

  int mappedNumber(int map, int number) {
    return maps.get(map).get(number);
  }

  int classesOf(int character) {
    int number = character < OWN_NUMBERS ? character : numbers.get(character);
    return number == NO_NUMBER ? 0 : classes.get(number);
  }

  int classesOfByte(int octet) {
    return byteClasses[octet];
  }

  int mappedByte(int map, int octet) {
    return byteMaps[map][octet];
  }

  private int number(int character) {
    if (character < OWN_NUMBERS) {
      return character;
    }
    int number = numbers.get(character);
    if (number == NO_NUMBER) {
      number = characters.size();
      characters.add(character);
      numbers.set(character, number);
    }
    return number;
  }
}
