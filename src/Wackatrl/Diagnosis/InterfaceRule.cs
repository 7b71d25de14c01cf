using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis;

/// <summary>Judges each interface of virtual addresses that is here.</summary>
internal abstract class InterfaceRule(string name) : Rule(Area.Interfaces, name)
{
    public sealed override IEnumerable<Finding> Judge(HostFacts host) =>
        host.Interfaces.Where(one => one.Exists).SelectMany(one => Judge(one, host));

    protected abstract IEnumerable<Finding> Judge(InterfaceFacts one, HostFacts host);

    /// <summary>
    /// What the kernel makes of «all» and of the interface; what cannot be read is said.
    /// </summary>
    protected Finding Setting(KernelSetting setting, InterfaceFacts one,
        Func<long, Finding> judge) => setting.Effective is { IsKnown: true } value
            ? judge(value.Value) : Hidden(setting.Name, setting.Effective, one.Name);
}
