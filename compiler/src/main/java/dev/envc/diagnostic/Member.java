package dev.envc.diagnostic;

/// What a note says of one of several things of a kind: many versions of a package that fell for
/// the same reason are shown as one line to people, and stay notes of their own for programs.
///
/// @param group what the things are, such as `dev-libs/openssl`
/// @param name the thing by its full name
/// @param version what tells the things of the group apart
/// @param text what is said of it; continues the name
public record Member(String group, String name, String version, String text) {}
