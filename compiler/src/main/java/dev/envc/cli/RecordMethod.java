package dev.envc.cli;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What a record has by itself, equals, hashCode and toString (java.lang.runtime.ObjectMethods), as
/// plain code with the same results.
final class RecordMethod {
  private static final ClassDesc BOOTSTRAPS = ClassDesc.of("java.lang.runtime", "ObjectMethods");
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util", "Objects");
  private static final ClassDesc BUILDER = ClassDesc.of("java.lang", "StringBuilder");

  private final ClassDesc owner;
  private final List<DirectMethodHandleDesc> fields;

  private RecordMethod(ClassDesc owner, List<DirectMethodHandleDesc> fields) {
    this.owner = owner;
    this.fields = fields;
  }

  /// What a call does that is one of the three.
  static Optional<Consumer<CodeBuilder>> body(InvokeDynamicInstruction call) {
    if (!call.bootstrapMethod().owner().equals(BOOTSTRAPS)) {
      return Optional.empty();
    }
    // The record, the names of its components, a getter for each.
    var arguments = call.bootstrapArgs();
    var method =
        new RecordMethod(
            (ClassDesc) arguments.getFirst(),
            arguments.subList(2, arguments.size()).stream()
                .map(DirectMethodHandleDesc.class::cast)
                .toList());
    return switch (call.name().stringValue()) {
      case "equals" -> Optional.of(method::equality);
      case "hashCode" -> Optional.of(method::hash);
      case "toString" -> Optional.of(method::text);
      default -> Optional.empty();
    };
  }

  private void equality(CodeBuilder code) {
    var different = code.newLabel();
    code.aload(0).aload(1).ifThen(Opcode.IF_ACMPEQ, same -> same.iconst_1().ireturn());
    code.aload(1).instanceOf(owner).ifeq(different);
    code.aload(1).checkcast(owner).astore(2);
    for (DirectMethodHandleDesc field : fields) {
      get(code, 0, field);
      get(code, 2, field);
      switch (TypeKind.from(type(field)).asLoadable()) {
        case INT -> code.if_icmpne(different);
        case LONG -> code.lcmp().ifne(different);
        case FLOAT -> compare(code, ConstantDescs.CD_Float, ConstantDescs.CD_float).ifne(different);
        case DOUBLE ->
            compare(code, ConstantDescs.CD_Double, ConstantDescs.CD_double).ifne(different);
        default ->
            code.invokestatic(
                    OBJECTS,
                    "equals",
                    MethodTypeDesc.of(
                        ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object))
                .ifeq(different);
      }
    }
    code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
  }

  private static CodeBuilder compare(CodeBuilder code, ClassDesc box, ClassDesc type) {
    return code.invokestatic(box, "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type));
  }

  private void hash(CodeBuilder code) {
    code.iconst_0();
    for (DirectMethodHandleDesc field : fields) {
      code.bipush(31).imul();
      get(code, 0, field);
      ClassDesc type = type(field);
      ClassDesc argument = type.isPrimitive() ? type : ConstantDescs.CD_Object;
      code.invokestatic(
              type.isPrimitive() ? box(type) : OBJECTS,
              "hashCode",
              MethodTypeDesc.of(ConstantDescs.CD_int, argument))
          .iadd();
    }
    code.ireturn();
  }

  private static ClassDesc box(ClassDesc primitive) {
    return switch (primitive.descriptorString()) {
      case "I" -> ConstantDescs.CD_Integer;
      case "Z" -> ConstantDescs.CD_Boolean;
      case "J" -> ConstantDescs.CD_Long;
      case "D" -> ConstantDescs.CD_Double;
      case "F" -> ConstantDescs.CD_Float;
      case "B" -> ConstantDescs.CD_Byte;
      case "S" -> ConstantDescs.CD_Short;
      default -> ConstantDescs.CD_Character;
    };
  }

  private void text(CodeBuilder code) {
    code.new_(BUILDER).dup().invokespecial(BUILDER, "<init>", MethodTypeDesc.ofDescriptor("()V"));
    code.loadConstant(owner)
        .invokevirtual(
            ConstantDescs.CD_Class, "getSimpleName", MethodTypeDesc.of(ConstantDescs.CD_String));
    append(code, ConstantDescs.CD_String);
    String before = "[";
    for (DirectMethodHandleDesc field : fields) {
      append(code.loadConstant(before + field.methodName() + "="), ConstantDescs.CD_String);
      get(code, 0, field);
      append(code, appended(type(field)));
      before = ", ";
    }
    append(code.loadConstant(fields.isEmpty() ? "[]" : "]"), ConstantDescs.CD_String);
    code.invokevirtual(BUILDER, "toString", MethodTypeDesc.of(ConstantDescs.CD_String)).areturn();
  }

  private static ClassDesc appended(ClassDesc type) {
    if (!type.isPrimitive()) {
      return ConstantDescs.CD_Object;
    }
    return "BS".contains(type.descriptorString()) ? ConstantDescs.CD_int : type;
  }

  private static void append(CodeBuilder code, ClassDesc type) {
    code.invokevirtual(BUILDER, "append", MethodTypeDesc.of(BUILDER, type));
  }

  private void get(CodeBuilder code, int local, DirectMethodHandleDesc field) {
    code.aload(local).getfield(owner, field.methodName(), type(field));
  }

  private static ClassDesc type(DirectMethodHandleDesc getter) {
    return getter.invocationType().returnType();
  }
}
