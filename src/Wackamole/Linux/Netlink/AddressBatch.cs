using Wackamole.Core.Values;
using Wackamole.Linux.Native;
using static Wackamole.Linux.Netlink.NetlinkConstants;

namespace Wackamole.Linux.Netlink;

/// <summary>Carries out many additions and removals with few system calls.</summary>
internal sealed class AddressBatch(NetlinkConnection connection)
{
    /// <summary>
    /// Requests of one system call: the kernel carries them out while it lasts, and the verdicts
    /// have to fit into the receive buffer of an unprivileged socket.
    /// </summary>
    public const int StepsAtOnce = 64;

    /// <summary>The shortest prefix with a broadcast address (RFC 3021).</summary>
    private const int LongestBroadcastPrefix = 30;

    private readonly byte[] _requests = new byte[StepsAtOnce * AddressCodec.MaxRequestBytes];

    /// <summary>The address as we have the kernel add it.</summary>
    public static KernelAddress ToKernel(AddressRequest request, AddressLifetime lifetime)
    {
        var (address, prefix) = (request.Address.Address, request.Address.PrefixLength);

        // Another host may still hold the address for a moment, and it was probed for before:
        // the kernel's own detection would keep it silent for a second (RFC 4862, 5.4).
        return new KernelAddress(request.InterfaceIndex, address, prefix,
            RouteSocket.AddressProtocol, address.IsV6 ? IFA_F_NODAD : 0)
        {
            Lifetime = lifetime,
            Broadcast = address.IsV6 || prefix > LongestBroadcastPrefix ? null
                : IpAddress.V4(address.AsV4 | (uint.MaxValue >> prefix)),
        };
    }

    /// <summary>
    /// Does the steps in order; faults of their owners are set to the first, or to null.
    /// </summary>
    public void Run(List<AddressStep> steps, Span<SystemFault?> faults)
    {
        foreach (var step in steps)
        {
            faults[step.Owner] = null;
        }

        Span<Acknowledgement> outcomes = new Acknowledgement[Math.Min(steps.Count, StepsAtOnce)];
        for (var start = 0; start < steps.Count; start += StepsAtOnce)
        {
            var count = Math.Min(StepsAtOnce, steps.Count - start);
            RunSome(steps, start, outcomes[..count]);
            for (var index = 0; index < count; index++)
            {
                var step = steps[start + index];
                faults[step.Owner] ??= ToFault(step, outcomes[index]);
            }
        }
    }

    private void RunSome(List<AddressStep> steps, int start, Span<Acknowledgement> outcomes)
    {
        var first = connection.TakeSequences(outcomes.Length);
        var writer = new NetlinkWriter(_requests);
        for (var index = 0; index < outcomes.Length; index++)
        {
            var step = steps[start + index];
            if (step.IsRemoval)
            {
                AddressCodec.WriteDelete(ref writer, step.Address, first + (uint)index);
            }
            else
            {
                AddressCodec.WriteNew(ref writer, step.Address, step.Flags, first + (uint)index);
            }
        }

        var errno = connection.Send(_requests.AsSpan(0, writer.Length));
        if (errno != 0)
        {
            outcomes.Fill(new Acknowledgement(errno, null));
            return;
        }

        NetlinkRequests.Collect(connection, first, outcomes);
    }

    private static SystemFault? ToFault(AddressStep step, Acknowledgement outcome)
    {
        // What is gone already is what was wanted.
        if (outcome.Errno == 0 || step.IsRemoval && outcome.Errno == ErrorNumber.EADDRNOTAVAIL)
        {
            return null;
        }

        var name = Sockets.InterfaceName(step.Address.InterfaceIndex)
            ?? $"interface {step.Address.InterfaceIndex}";
        return new SystemFault(
            step.IsRemoval ? $"remove {step.Address} from {name}" : $"add {step.Address} to {name}",
            outcome.Errno, outcome.Errno switch
            {
                ErrorNumber.EPERM => "run as root or grant CAP_NET_ADMIN",
                ErrorNumber.ENODEV => "there is no such interface any more",
                _ => NetlinkRequests.Words(outcome),
            });
    }
}
