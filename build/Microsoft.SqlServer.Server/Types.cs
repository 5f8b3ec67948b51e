namespace Microsoft.SqlServer.Server;

/// <summary>How a CLR user type is serialised. HydraX uses no CLR user types; SqlClient only needs the name to exist.</summary>
public enum Format
{
    /// <summary>Not stated.</summary>
    Unknown = 0,

    /// <summary>The server's own layout.</summary>
    Native = 1,

    /// <summary>The type writes itself.</summary>
    UserDefined = 2,
}

/// <summary>A CLR user type that writes itself.</summary>
public interface IBinarySerialize
{
    /// <summary>Reads the value.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes the value.</summary>
    void Write(BinaryWriter w);
}

/// <summary>Marks a CLR user type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>How it is serialised.</summary>
    public Format Format { get; } = format;

    /// <summary>Largest size in bytes.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Whether every value has the same size.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>Whether bytes sort as values do.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>The validating method's name.</summary>
    public string? ValidationMethodName { get; set; }

    /// <summary>The SQL name.</summary>
    public string? Name { get; set; }
}

/// <summary>A CLR user type breaks the rules.</summary>
public sealed class InvalidUdtException : SystemException
{
    internal static InvalidUdtException Create() => new();
}
