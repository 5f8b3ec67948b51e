using HydraX.Core.Data;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace HydraX.Tests.Architecture;

/// <summary>What the compiled assemblies say of themselves.</summary>
internal static class Compiled
{
    public static readonly AssemblyDefinition Core = AssemblyDefinition.ReadAssembly(typeof(HydraXDb).Assembly.Location);
    public static readonly AssemblyDefinition Web = AssemblyDefinition.ReadAssembly(typeof(Program).Assembly.Location);

    /// <summary>All types, nested and generated ones among them.</summary>
    public static IEnumerable<TypeDefinition> Types(AssemblyDefinition assembly) => assembly.MainModule.Types.SelectMany(WithNested);

    /// <summary>The outermost type around one: lambdas and state machines belong to whoever wrote them.</summary>
    public static TypeReference Owner(TypeReference type) => type.DeclaringType is { } outer ? Owner(outer) : type;

    /// <summary>The slice of a type of HydraX.Core; null for its root and for foreign types.</summary>
    public static string? Slice(TypeReference type)
    {
        var parts = Owner(type).Namespace.Split('.');
        return parts is ["HydraX", "Core", var slice, ..] ? slice : null;
    }

    /// <summary>All types that a type names: in its shape, its signatures and its code.</summary>
    public static IEnumerable<TypeReference> Named(TypeDefinition type)
    {
        var direct = new List<TypeReference?> { type.BaseType };
        direct.AddRange(type.Interfaces.Select(i => i.InterfaceType));
        direct.AddRange(type.Fields.Select(f => f.FieldType));
        direct.AddRange(type.CustomAttributes.Select(a => a.AttributeType));
        foreach (var method in type.Methods)
        {
            direct.Add(method.ReturnType);
            direct.AddRange(method.Parameters.Select(p => p.ParameterType));
            if (!method.HasBody) continue;
            direct.AddRange(method.Body.Variables.Select(v => v.VariableType));
            direct.AddRange(method.Body.Instructions.SelectMany(Named));
        }
        return direct.OfType<TypeReference>().SelectMany(Parts);
    }

    /// <summary>The methods that a type's code calls.</summary>
    public static IEnumerable<MethodReference> Calls(TypeDefinition type) =>
        Instructions(type).Select(i => i.Operand).OfType<MethodReference>();

    /// <summary>The texts in a type's code.</summary>
    public static IEnumerable<string> Texts(TypeDefinition type) => Instructions(type).Select(i => i.Operand).OfType<string>();

    private static IEnumerable<Instruction> Instructions(TypeDefinition type) => type.Methods.Where(m => m.HasBody).SelectMany(m => m.Body.Instructions);

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private static IEnumerable<TypeReference?> Named(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod generic => [generic.DeclaringType, generic.ReturnType, .. generic.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(p => p.ParameterType)],
        _ => [],
    };

    // List<Task<Pass[]>> names List, Task and Pass.
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Prepend(generic.ElementType),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        GenericParameter => [],
        _ => [type],
    };
}
