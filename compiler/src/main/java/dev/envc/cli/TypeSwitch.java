package dev.envc.cli;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A pattern switch over types (java.lang.runtime.SwitchBootstraps) as plain code.
final class TypeSwitch {
  private static final ClassDesc BOOTSTRAPS = ClassDesc.of("java.lang.runtime", "SwitchBootstraps");

  private TypeSwitch() {}

  /// What a call of `typeSwitch(target, restart)` does, where all labels are classes; one with
  /// constants among them stays as it is.
  static Optional<Consumer<CodeBuilder>> body(InvokeDynamicInstruction call) {
    var method = call.bootstrapMethod();
    boolean plain =
        method.owner().equals(BOOTSTRAPS)
            && method.methodName().equals("typeSwitch")
            && call.bootstrapArgs().stream().allMatch(label -> label instanceof ClassDesc);
    return plain ? Optional.of(code -> write(code, call.bootstrapArgs())) : Optional.empty();
  }

  /// It is defined to give -1 for null, else the number of the first label at `restart` or later
  /// that the target is an instance of, else how many labels there are.
  private static void write(CodeBuilder code, List<ConstantDesc> labels) {
    code.aload(0).ifThen(Opcode.IFNULL, none -> none.iconst_m1().ireturn());
    for (int i = 0; i < labels.size(); i++) {
      var next = code.newLabel();
      code.iload(1).loadConstant(i).if_icmpgt(next);
      code.aload(0).instanceOf((ClassDesc) labels.get(i)).ifeq(next);
      code.loadConstant(i).ireturn().labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }
}
