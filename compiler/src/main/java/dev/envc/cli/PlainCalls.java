package dev.envc.cli;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Calls that the JVM links at their first use, with classes made for them that no AOT cache keeps,
/// as calls of methods beside them: pattern switches over types, and what records have by
/// themselves.
final class PlainCalls implements ClassTransform {
  private final ClassDesc owner;
  private final boolean inInterface;
  private final List<Added> added = new ArrayList<>();

  private record Added(InvokeDynamicInstruction call, Consumer<CodeBuilder> body) {}

  private PlainCalls(ClassModel model) {
    owner = model.thisClass().asSymbol();
    inInterface = model.flags().has(AccessFlag.INTERFACE);
  }

  /// A transform for one class.
  static ClassTransform of(ClassModel model) {
    return new PlainCalls(model);
  }

  /// Whether a class has one to replace.
  static boolean in(ClassModel model) {
    return model.methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .anyMatch(e -> e instanceof InvokeDynamicInstruction call && body(call).isPresent());
  }

  private static Optional<Consumer<CodeBuilder>> body(InvokeDynamicInstruction call) {
    return TypeSwitch.body(call).or(() -> RecordMethod.body(call));
  }

  @Override
  public void accept(ClassBuilder to, ClassElement element) {
    if (element instanceof MethodModel method && method.code().isPresent()) {
      to.transformMethod(
          method,
          MethodTransform.transformingCode(
              (code, instruction) -> {
                if (instruction instanceof InvokeDynamicInstruction call
                    && body(call).isPresent()) {
                  code.invokestatic(owner, name(added.size()), call.typeSymbol(), inInterface);
                  added.add(new Added(call, body(call).orElseThrow()));
                } else {
                  code.with(instruction);
                }
              }));
    } else {
      to.with(element);
    }
  }

  @Override
  public void atEnd(ClassBuilder to) {
    for (int i = 0; i < added.size(); i++) {
      to.withMethodBody(
          name(i),
          added.get(i).call.typeSymbol(),
          ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
          added.get(i).body);
    }
  }

  private static String name(int number) {
    return "plain$" + number;
  }
}
