"""Commands that run the model many times: phases, capacity, and the limit in which it is a network."""

from typing import TYPE_CHECKING, Annotated

from engram.cli.memory_model.group import memory_model
from engram.cli.memory_model.options import PhaseOptions, Stem, numbers, values
from engram.cli.memory_model.output import check_free, write
from engram.cli.options import Flag, Positive, Seed
from engram.cli.progress import counting_bar

if TYPE_CHECKING:
    from numpy import ndarray

    from engram.theory.memory_model.phases import PhaseDiagram
    from engram.theory.memory_model.sequence_capacity import SequenceCapacity


@memory_model.command
def phases(
    *, grid: PhaseOptions | None = None, out: Stem = None, overwrite: Annotated[bool, Flag] = False
) -> int:
    """Static or sequential: how long EDEN holds a memory, over r = A_s/A_c and T_d, and over r and the softmax's gain.

    Two times are measured, from turn to turn of a running sequence and from the start to the first escape. Beside
    them stand tau ln(1/(1 - sqrt r)), published for the running sequence, the exact period, and tau ln(1/(1 - r)).
    Takes about a minute.

    Parameters
    ----------
    overwrite
        replace the files if they exist
    """
    from engram.theory.memory_model.phases import HARD, scan_phases

    chosen = grid or PhaseOptions()
    chosen.check()
    check_free(out, overwrite, "", ".npz")
    with counting_bar("points (1/2)") as show:
        over_delays = scan_phases(chosen.ratio_values, chosen.delay_values, (HARD,), on_progress=show)
    with counting_bar("points (2/2)") as show:
        over_gains = scan_phases(chosen.ratio_values, (chosen.delay,), chosen.gain_values, on_progress=show)
    _print_phases(over_delays, chosen.delay)
    if out is not None:
        from engram.figures.memory_model import phases_figure

        arrays = {**_phase_arrays(over_delays, "delays"), **_phase_arrays(over_gains, "gains")}
        write(out, {"": phases_figure(over_delays, over_gains)}, arrays)
    return 0


@memory_model.command
def capacity(
    *,
    memories: Positive = 20,
    features: Positive = 100,
    gains: str = "2,4,6,8,10,15,20,40",
    degrees: str = "1,2,3,4,6,8,12",
    erased: float = 0.25,
    seeds: Positive = 10,
    seed: Seed = 0,
    out: Stem = None,
    overwrite: Annotated[bool, Flag] = False,
) -> int:
    """How far a long sequence is recalled in order, against the sharpness of the hidden units.

    Protocol: random memories, the Hebbian rule, one closed sequence through all of them, A_c = 1.5 A_s, T_d = 20 T_f,
    cue the first memory partly erased. Counted are memories in the right order before the first wrong one.

    Parameters
    ----------
    memories
        how many, all in one sequence
    features
        N
    gains
        of a softmax on the hidden units, per overlap of 1
    degrees
        of polynomials on the hidden units (features then tanh)
    erased
        share of the cue's features that are erased
    seeds
        sets of memories and cues
    seed
        the first of them; the others follow
    overwrite
        replace the files if they exist
    """
    from engram.theory.memory_model.sequence_capacity import Family, SequenceProtocol, measure_capacity

    protocol = SequenceProtocol(features, memories, erased, tuple(range(seed, seed + seeds)))
    chosen = {
        Family.SOFTMAX: values(gains, "--gains", "10,20,40"),
        Family.POLYNOMIAL: tuple(float(degree) for degree in numbers(degrees, "--degrees", "1,2,3")),
    }
    check_free(out, overwrite, "", ".npz")
    found = []
    for family, sharpness in chosen.items():
        with counting_bar(f"sequences ({family})") as show:
            found.append(measure_capacity(protocol, family, sharpness, on_progress=show))
        _print_capacity(found[-1])
    if out is not None:
        from engram.figures.memory_model import capacity_figure

        arrays = {
            f"{each.family}_{name}": getattr(each, name)
            for each in found
            for name in ("sharpness", "lengths", "quality")
        }
        write(out, {"": capacity_figure(tuple(found))}, arrays)
    return 0


@memory_model.command
def limit(
    *,
    memories: Positive = 5,
    features: Positive = 40,
    periods: Positive = 12,
    seed: Seed = 0,
    out: Stem = None,
    overwrite: Annotated[bool, Flag] = False,
) -> int:
    """From the memory model to the network: how fast Euler's steps and T_h, T_d -> 0 reach their limits.

    Parameters
    ----------
    memories
        in one cycle
    features
        N
    periods
        how many T_f are followed
    seed
        draws the memories and the start
    overwrite
        replace the files if they exist
    """
    import numpy as np

    from engram.theory.equivalence.convergence import cycling_network, study_limit

    rng = np.random.default_rng(seed)
    model = cycling_network(features, memories, rng)
    check_free(out, overwrite, "", ".npz")
    study = study_limit(model, model.memories[:, :1].T + 0.1 * rng.standard_normal((1, features)), periods)
    arrays = {}
    for name, found in (("dt / T_f", study.euler), ("T_h / T_f = T_d / T_f", study.adiabatic)):
        print(f"{name:>22}{'error of V_f':>16}{'order':>8}")
        for place, (value, error) in enumerate(zip(found.values, found.errors, strict=True)):
            order = f"{found.local_orders[place - 1]:8.3f}" if place else ""
            print(f"{value:>22.6f}{error:>16.3e}{order}")
        arrays |= {f"{found.parameter}_values": found.values, f"{found.parameter}_errors": found.errors}
    if out is not None:
        from engram.figures.limit import limit_figure

        write(out, {"": limit_figure(study)}, arrays)
    return 0


def _print_phases(diagram: "PhaseDiagram", delay: float) -> None:
    """Both times at one delay beside what theory says."""
    from engram.theory.memory_model import first_escape_time, published_dwell_time
    from engram.theory.memory_model.phases import cycle_period

    row = int(abs(diagram.delays - delay).argmin())
    tau = float(diagram.delays[row])
    print(f"tau = T_d/T_f = {tau:g}, times in T_f; running - 1 is since the features came")
    print(f"{'r':>7}{'running':>10}{'exact':>9}{'running-1':>11}{'published':>11}{'first':>10}{'theory':>9}")
    for place, ratio in enumerate(diagram.ratios):
        running, first = float(diagram.running[0, row, place]), float(diagram.first[0, row, place])
        print(
            f"{ratio:>7.3f}{running:>10.2f}{cycle_period(ratio, tau):>9.2f}{running - 1:>11.2f}"
            f"{published_dwell_time(ratio, tau):>11.2f}{first:>10.2f}{first_escape_time(ratio, tau):>9.2f}"
        )


def _phase_arrays(diagram: "PhaseDiagram", over: str) -> "dict[str, ndarray]":
    names = ("ratios", "delays", "gains", "running", "first")
    return {f"over_{over}_{name}": getattr(diagram, name) for name in names}


def _print_capacity(capacity: "SequenceCapacity") -> None:
    """A row a sharpness: how far, how many came all the way, and how well."""
    import numpy as np

    protocol = capacity.protocol
    whole = protocol.num_memories
    print(f"{capacity.family}: {whole} memories, N = {protocol.num_features}, {len(protocol.seeds)} seeds")
    print(f"{'sharpness':>10}{'in order: mean':>16}{'least':>7}{'most':>6}{'whole':>8}{'overlap':>9}")
    for sharpness, lengths, quality in zip(
        capacity.sharpness, capacity.lengths, capacity.quality, strict=True
    ):
        share, known = np.mean(lengths == whole), quality[np.isfinite(quality)]
        overlap = f"{np.median(known):>9.3f}" if len(known) else f"{'-':>9}"
        print(
            f"{sharpness:>10g}{lengths.mean():>16.1f}{lengths.min():>7}{lengths.max():>6}{share:>8.0%}{overlap}"
        )
