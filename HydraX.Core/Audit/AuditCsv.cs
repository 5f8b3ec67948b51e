using System.Globalization;
using HydraX.Core.Kernel;

namespace HydraX.Core.Audit;

/// <summary>An audit entry as a line of CSV.</summary>
internal static class AuditCsv
{
    public const string Heading = "id,at_utc,actor_id,actor,origin,address,action,subject_kind,subject_id,subject,before,after,why";

    public static string Line(AuditLine line) => Csv.Line(
        line.AuditEntryId.ToString(CultureInfo.InvariantCulture),
        line.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        line.ActorUserId?.ToString(CultureInfo.InvariantCulture),
        line.Actor, line.Origin.Code(), line.Address, line.Action, line.SubjectKind, line.SubjectId, line.Subject, line.Before, line.After, line.Why);
}
