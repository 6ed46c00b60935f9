"""The memory model in continuous time: exactness, energy, EDEN's times, sequences of DSEM, length of sequences, speed.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/memory_model.py     # five to eight minutes on one core
    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/memory_model.py eden speed
                                       # some of reference, energy, eden, cycles, lengths, speed

Units are T_f. A_s = 1 unless said otherwise; strengths and gains count per unit of overlap (`presets`). Random memories
are -1 and +1 with equal chances, N = 100, and a seed draws memories and cue. Cues have a quarter of their components
erased (0), at random; traces start empty (V_d = 0).
"""

import sys
import time
import timeit
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy import ndarray
from scipy import integrate

from engram.numerics import proportion_interval
from engram.theory import memory_model as mm
from engram.theory.memory_model import Course, LearningRule, MemoryActivation, MemoryModel, Method, ModelState
from engram.theory.memory_model.equations import pack, right_hand_side
from engram.theory.memory_model.sequence_capacity import (
    DELAY,
    FEATURE_GAIN,
    PATIENCE,
    STRENGTH,
    Family,
    SequenceProtocol,
    measure_capacity,
)

N, CYCLES = 100, [[0, 1, 2], [3, 4, 5, 6]]
FRESH = 1000
"""First of the seeds that nothing was chosen on."""
RATIOS, TAU = (0.5, 0.9, 0.98), 20.0
TOLERANCE = 1e-9
"""Of the comparison of speed."""


def heading(number: int, text: str) -> None:
    """A title over the tables of one section."""
    print(f"\n{number}. {text}\n", flush=True)


def interval(share: float, count: int) -> str:
    """A proportion with its 95 % interval by Wilson."""
    low, high = proportion_interval(share, count)
    return f"{share:.3f} [{low:.3f}, {high:.3f}]"


# 1. Against a reference ----------------------------------------------------------------------------------------


def cued(make: Callable[..., MemoryModel], seed: int, cycle: list[int]) -> tuple[MemoryModel, ModelState]:
    """Seven memories in a 3- and a 4-cycle, and a partial cue of the first of `cycle`."""
    rng = np.random.default_rng(seed)
    memories = mm.random_memories(N, 7, rng)
    model = make(memories, mm.cycle_interactions(CYCLES, 7))
    cue = mm.partial_cue(memories[:, cycle[0]], 0.25, rng)
    return model, model.state_at(cue, np.zeros(N))


def plain(model: MemoryModel) -> Callable[[float, ndarray], ndarray]:
    """The equations as one would write them for one DSEM or LISEM: the reference, and what speed is compared with."""
    xi, phi, root = np.array(model.memories), np.array(model.interactions), np.sqrt(model.static_strength)
    dual = xi.T if model.rule is LearningRule.HEBBIAN else np.linalg.pinv(xi)
    says, answers = model.feature_activation.apply, model.hidden_activation.apply
    n, k = xi.shape

    def rate(time: float, x: ndarray) -> ndarray:
        v_f, v_d = x[:n], x[-n:]
        s_f = says(v_f)
        target = root * (dual @ s_f) + model.sequence_strength * (phi.T @ (dual @ v_d))
        v_h = x[n : n + k] if model.hidden_time > 0 else target
        rates = [(root * (xi @ answers(v_h)) - v_f) / model.feature_time]
        if model.hidden_time > 0:
            rates.append((target - v_h) / model.hidden_time)
        return np.concatenate([*rates, (s_f - v_d) / model.delay_time])

    return rate


def unknowns(model: MemoryModel, start: ModelState) -> ndarray:
    """V_f, V_h where it is an unknown, V_d."""
    hidden = [start.hidden] if model.hidden_time > 0 else []
    return np.concatenate([start.features, *hidden, start.delayed])


LENGTHS = {
    Method.RK45: 300.0,
    Method.DOP853: 300.0,
    Method.LSODA: 300.0,
    Method.RADAU: 50.0,
    Method.BDF: 50.0,
}
"""How long each method is followed, in T_f: the last two are slow at such tolerances."""


def reference_errors() -> None:
    """Largest error of the features of every method at its default tolerance, and what it costs."""
    heading(1, "Error of V_f against DOP853 at 1e-12 in steps of at most 0.25; seed 0, default tolerances")
    presets: dict[str, Callable[..., MemoryModel]] = {
        "DSEM": mm.dsem,
        "DSEM, T_h = 0.1": lambda x, p: mm.dsem(x, p, hidden_time=0.1),
        "LISEM": mm.lisem,
        "LISEM, T_h = 0.3": lambda x, p: mm.lisem(x, p, hidden_time=0.3),
        "EDEN, r = 0.5": mm.eden,
    }
    print(f"{'over':16}" + "".join(f"{f'{method.value} {LENGTHS[method]:g} T_f':>18}" for method in LENGTHS))
    print(f"{'':16}" + "   error RHS / T_f" * len(LENGTHS))
    times = np.linspace(0.0, 300.0, 6001)
    for name, make in presets.items():
        model, start = cued(make, 0, CYCLES[1])
        settings = {"method": "DOP853", "t_eval": times, "rtol": 1e-12, "atol": 1e-12, "max_step": 0.25}
        exact = integrate.solve_ivp(plain(model), (0, 300.0), unknowns(model, start), **settings)
        line = f"{name:16}"
        for method, length in LENGTHS.items():
            course, shown = mm.simulate(model, start, length, method=method), times <= length
            error = np.max(np.abs(course.at(times[shown]).features[0] - exact.y[:N, shown].T))
            line += f"{error:8.0e}{course.evaluations[0] / length:10.0f}"
        print(line, flush=True)


# 2. Energy -----------------------------------------------------------------------------------------------------


def energies() -> None:
    """The largest rise of the energy, Hebbian without interactions and otherwise."""
    heading(2, "Largest rise of the energy from any time to any later one, over 1 + max |E|; 30 T_f")
    activations = [
        mm.identity(),
        mm.tanh(),
        mm.tanh(3.0),
        mm.sigmoid(2.0),
        mm.relu(),
        mm.softmax(1.0),
        mm.softmax(8.0),
    ]
    print(
        "20 features, 4 memories of normal entries / sqrt 20, T_f = 1, T_h = 0 or 0.5, T_d = 0 or 3, constant input;"
    )
    print(
        "all 49 pairs of 7 activations (identity, tanh, relu, sigmoid, softmax), 8 seeds each, 2 starts a seed\n"
    )
    for name, rule, interacting in (
        ("Hebbian, Phi' = 0: claimed never to rise", LearningRule.HEBBIAN, 0.0),
        ("Hebbian, random Phi': nothing claimed", LearningRule.HEBBIAN, 1.0),
        ("pseudo-inverse, Phi' = 0: nothing claimed", LearningRule.PSEUDO_INVERSE, 0.0),
    ):
        rises = [
            rise(rule, interacting, f, h, seed) for f in activations for h in activations for seed in range(8)
        ]
        largest, share = np.max(rises), np.mean(np.array(rises) > 1e-8)
        print(f"{name:45} largest {largest:8.1e}   share of models above 1e-8 {share:.3f}", flush=True)


def rise(
    rule: LearningRule, interacting: float, feature: MemoryActivation, hidden: MemoryActivation, seed: int
) -> float:
    """The largest rise of one model, relative."""
    rng = np.random.default_rng(seed)
    memories, phi = rng.standard_normal((20, 4)) / np.sqrt(20), rng.standard_normal((4, 4))
    model = MemoryModel(
        memories,
        interacting * phi,
        rule,
        feature,
        hidden,
        hidden_time=0.5 * (seed % 2),
        delay_time=3.0 * (seed // 2 % 2),
    )
    start = model.settled(ModelState(*(rng.standard_normal((2, size)) for size in (20, 4, 20))))
    course = mm.simulate(model, start, 30.0, input=rng.standard_normal(20), rtol=1e-9, atol=1e-9)
    energy = mm.energy_course(course, np.linspace(0.0, 30.0, 301)).energy
    return float(np.max(mm.largest_rise(course)) / (1 + np.max(np.abs(energy))))


# 3. EDEN -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Measured:
    """What was measured of a running EDEN, in T_f; NaN where the sequence does not run in order."""

    first: float
    """From the start, at the memory with an empty trace, to the first turn of the hidden units."""
    period: float
    """From turn to turn, mean of the last round of the cycle."""
    held: float
    """From arrival of the features, overlap 1 - 1/e, to the turn; mean of the last round."""


def orthogonal(rng: np.random.Generator) -> ndarray:
    """Seven orthogonal memories of length sqrt N."""
    return np.sqrt(N) * np.linalg.qr(rng.standard_normal((N, 7)))[0]


def measure(ratio: float, tau: float, gain: float, rule: LearningRule, memories: ndarray) -> Measured:
    """One course over three rounds of a cycle of seven."""
    model = mm.eden(
        memories,
        mm.cycle_interactions([range(7)], 7),
        rule=rule,
        gain=gain,
        static_strength=ratio,
        delay_time=tau,
    )
    duration = 21.5 * mm.running_period(ratio, tau)
    start = model.state_at(memories[:, 0], np.zeros(len(memories)))
    course = mm.simulate(model, start, duration, rtol=1e-8, atol=1e-8)
    turns = mm.switch_times(course, measure=mm.hidden_shares)[0]
    if not in_order(course, list(range(7)), rounds=2):
        return Measured(np.nan, np.nan, np.nan)
    reached = mm.retrievals(course, threshold=1 - np.exp(-1))[0]
    arrivals = np.array([one.start for one in reached])
    last = turns[-7:]
    held = [turn - arrivals[arrivals < turn].max() for turn in last]
    return Measured(float(turns[0]), float(turns[-1] - turns[-8]) / 7, float(np.mean(held)))


def in_order(course: Course, cycle: list[int], *, rounds: int) -> bool:
    """Whether all memories retrieved follow the cycle from its start, over so many whole rounds at least."""
    order = [one.memory for one in mm.retrievals(course)[0]]
    right = [cycle[k % len(cycle)] for k in range(len(order))]
    return order == right and len(order) >= rounds * len(cycle) + 1


def eden() -> None:
    """EDEN's escape times by several definitions, beside the published formula and the exact theory."""
    heading(
        3, "EDEN: times in T_f beside the published tau ln(1 / (1 - sqrt r)), r = A_s / A_c, tau = T_d / T_f"
    )
    print("cycle of 7 orthogonal memories, N = 100, Hebbian, gain 1e6, third round of the running sequence")
    print("period: from turn to turn of the hidden units; held: from arrival (overlap 1 - 1/e) to the turn;")
    print("first: from memory and empty trace to the first turn, theory tau ln(1 / (1 - r))\n")
    print("  tau     r   published    held  off by   period  off by   exact theory  off by    first   theory")
    for tau in (TAU, 100.0, 400.0):
        for ratio in RATIOS:
            row(ratio, tau)
    gains()
    kinds()
    boundary()


def row(ratio: float, tau: float) -> None:
    """One line of the first table."""
    found = measure(ratio, tau, 1e6, LearningRule.HEBBIAN, orthogonal(np.random.default_rng(0)))
    published, exact = (
        mm.published_dwell_time(ratio, tau),
        mm.running_period(ratio, tau, cycle_length=7),
    )
    print(
        f"{tau:5g}{ratio:6g}{published:12.2f}{found.held:8.2f}{found.held / published - 1:+8.2%}{found.period:9.2f}"
        f"{found.period / published - 1:+8.2%}{exact:15.3f}{found.period / exact - 1:+8.3%}{found.first:9.2f}"
        f"{mm.first_escape_time(ratio, tau):9.2f}",
        flush=True,
    )


def gains() -> None:
    """What a softmax of finite gain does to the period."""
    print("\nperiod over that of a hard softmax, tau = 20, against the gain: a soft one lets go early")
    print(f"{'gain':>8}" + "".join(f"{f'r = {ratio:g}':>12}" for ratio in RATIOS))
    for gain in (1e2, 1e3, 1e4, 1e5, 1e6):
        shares = [
            measure(ratio, TAU, gain, LearningRule.HEBBIAN, orthogonal(np.random.default_rng(0))).period
            / mm.running_period(ratio, TAU, cycle_length=7)
            for ratio in RATIOS
        ]
        print(f"{gain:8.0e}" + "".join(f"{share:12.4f}" for share in shares), flush=True)


def kinds() -> None:
    """What memories that are not orthogonal do."""
    print("\nheld time over published, tau = 20, gain 1e6, 7 random memories, seeds 0 .. 19:")
    print("share of sequences that run in order, mean and range of the others' held times")
    for rule in LearningRule:
        for ratio in RATIOS:
            held = [
                measure(ratio, TAU, 1e6, rule, mm.random_memories(N, 7, np.random.default_rng(seed))).held
                for seed in range(20)
            ]
            kept = np.array(held)[np.isfinite(held)] / mm.published_dwell_time(ratio, TAU)
            text = f"{kept.mean():.3f} ({kept.min():.3f} .. {kept.max():.3f})" if kept.size else "-"
            print(f"{rule.value:16} r = {ratio:<6g} in order {len(kept):2} of 20   {text}", flush=True)


def boundary() -> None:
    """The least r at which a memory is held for ever, by bisection, beside theory."""
    print(
        "\nleast r at which a memory is held for ever (600 T_f, T_d = 2), 5 orthogonal memories, by bisection"
    )
    print("    gain   simulated    theory   1 + (1 + ln gain) / gain")
    for gain in (10.0, 30.0, 100.0, 1e3, 1e4):
        low, high = 0.9, 1.8
        while high - low > 5e-5:
            middle = (low + high) / 2
            low, high = (low, middle) if is_static(middle, gain) else (middle, high)
        estimate = 1 + (1 + np.log(gain)) / gain
        print(f"{gain:8g}{high:12.4f}{mm.static_boundary(gain):10.4f}{estimate:12.4f}", flush=True)


def is_static(ratio: float, gain: float) -> bool:
    """Whether the first memory is never left."""
    cycle = mm.cycle_interactions([range(5)], 5)
    model = mm.eden(np.eye(5), cycle, static_strength=ratio, gain=gain, delay_time=2.0)
    start = model.state_at(np.eye(5)[0], np.zeros(5))
    return bool(np.isinf(mm.escape_time(mm.simulate(model, start, 600.0, rtol=1e-7, atol=1e-9))[0]))


# 4. Cycles -----------------------------------------------------------------------------------------------------


def cycles() -> None:
    """Whether partial cues start their own cycle and keep its order."""
    heading(
        4,
        "A 3- and a 4-cycle among 7 random memories, cue with a quarter erased: right order over >= 5 rounds",
    )
    print(
        "seeds 1000 .. 1099 for the first row, 1000 .. 1029 for the others (defaults were chosen on seeds below 30);"
    )
    print("each seed cued for both cycles; 420 T_f, rtol = atol = 1e-6")
    print("DSEM:  softmax, gain 30; A_s = 1, A_c = 1.5, T_h = 0, T_d = 10 (defaults of the preset)")
    print("LISEM: tanh, gain 4; A_s = 1, A_c = 1.05, T_h = 0, T_d = 10 (defaults of the preset)\n")
    hebbian, inverse = LearningRule.HEBBIAN, LearningRule.PSEUDO_INVERSE
    for name, make, seeds in (
        ("DSEM, Hebbian (default)", mm.dsem, 100),
        ("DSEM, pseudo-inverse", lambda x, p: mm.dsem(x, p, rule=inverse), 30),
        ("DSEM, T_h = 1", lambda x, p: mm.dsem(x, p, hidden_time=1.0), 30),
        ("DSEM, gain 6", lambda x, p: mm.dsem(x, p, gain=6.0), 30),
        ("LISEM, pseudo-inverse (default)", mm.lisem, 30),
        ("LISEM, Hebbian", lambda x, p: mm.lisem(x, p, rule=hebbian), 30),
    ):
        shares = [
            interval(np.mean([runs(make, FRESH + seed, cycle) for seed in range(seeds)]), seeds)
            for cycle in CYCLES
        ]
        print(f"{name:34} 3-cycle {shares[0]}   4-cycle {shares[1]}", flush=True)


def runs(make: Callable[..., MemoryModel], seed: int, cycle: list[int]) -> bool:
    """Whether one cue does."""
    model, start = cued(make, seed, cycle)
    return in_order(mm.simulate(model, start, 420.0, rtol=1e-6, atol=1e-6), cycle, rounds=5)


# 5. Length of sequences ----------------------------------------------------------------------------------------


def lengths() -> None:
    """How much of a sequence of 20 is recalled in order, and how well."""
    heading(
        5,
        "A sequence of 20 random memories in N = 100, Hebbian: share recalled in order before the first error",
    )
    print(
        f"A_c = {STRENGTH:g}, T_d = {DELAY:g}; powers: tanh(gain {FEATURE_GAIN:g}) on the features; seeds 0 .. 19;"
    )
    print(
        f"at most {PATIENCE:g} T_f a memory; overlap: mean over the right retrievals, in the middle of each"
    )
    print("intervals of the mean share: 95 %, 10,000 bootstrap samples over seeds (seed 0)\n")
    print("erased  hidden units           share in order           whole sequence          overlap at recall")
    for erased in (0.0, 0.25):
        protocol = SequenceProtocol(N, 20, erased, tuple(range(20)))
        for family, values in (
            (Family.POLYNOMIAL, (1, 2, 3, 5, 10)),
            (Family.SOFTMAX, (3.0, 5.0, 7.0, 10.0, 20.0, 40.0)),
        ):
            for value in values:
                found = measure_capacity(protocol, family, [value])
                shares = found.lengths[0] / 20
                low, high = bootstrapped(shares)
                what = f"{'power' if family is Family.POLYNOMIAL else 'softmax, gain'} {value:g}"
                print(
                    f"{erased:6g}  {what:20} {shares.mean():.3f} [{low:.3f}, {high:.3f}]   "
                    f"{interval(np.mean(shares == 1), 20)}   {overlap(found.quality[0])}",
                    flush=True,
                )


def bootstrapped(shares: ndarray) -> tuple[float, float]:
    """The 95 % interval of a mean."""
    rng = np.random.default_rng(0)
    means = shares[rng.integers(0, len(shares), (10_000, len(shares)))].mean(axis=1)
    return float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))


def overlap(quality: ndarray) -> str:
    """Mean and range over the seeds that retrieved anything."""
    kept = quality[np.isfinite(quality)]
    return f"{kept.mean():.3f} ({kept.min():.3f} .. {kept.max():.3f})" if kept.size else "nothing retrieved"


# 6. Speed ------------------------------------------------------------------------------------------------------


def speed() -> None:
    """Time and evaluations beside a loop of solve_ivp over trials with a right-hand side in plain NumPy."""
    heading(
        6, "Speed: `simulate` beside a loop of solve_ivp in plain NumPy; 2 trials, tolerances 1e-9, 1 thread"
    )
    print("median of 3 runs, taken in turn\n")
    print("model                 method    over T_f   RHS / T_f   of plain   time a trial   over plain")
    for name, make, method, length in (
        ("DSEM, 7 memories", mm.dsem, Method.RK45, 300.0),
        ("DSEM, 7 memories", mm.dsem, Method.DOP853, 300.0),
        ("LISEM, 7 memories", mm.lisem, Method.RK45, 300.0),
        ("DSEM, T_h = 0.005", lambda x, p: mm.dsem(x, p, hidden_time=0.005), Method.LSODA, 30.0),
    ):
        model, start = cued(make, 0, CYCLES[1])
        trials, ours, theirs = stacked(start, 2), [], []
        for _ in range(3):
            theirs.append(seconds(lambda m=model, s=start, k=method, d=length: loop(m, s, k, d)))
            ours.append(seconds(lambda m=model, s=trials, k=method, d=length: run_for(m, s, k, d)))
        found, other = (
            run_for(model, start, method, length).evaluations[0],
            loop(model, start, method, length),
        )
        print(
            f"{name:22}{method.value:10}{length:8g}{found / length:12.0f}{other / length:11.0f}"
            f"{np.median(ours) / 2:13.3f} s{np.median(ours) / np.median(theirs):13.2f}",
            flush=True,
        )

    share_of_products()


def share_of_products() -> None:
    """How far an evaluation is from the matrix products that it cannot do without."""
    model, start = cued(mm.dsem, 0, CYCLES[1])
    rate, packed, repeats = right_hand_side(model, None), pack(model, start), 20_000
    to_hidden, to_features = np.array(model.dual), np.array(model.memories)
    features, hidden = packed[:N], np.ones(model.num_memories)

    def products() -> None:
        _ = to_hidden @ features, to_hidden @ features, to_features @ hidden

    whole = seconds(lambda: run_for(model, start, Method.RK45, 300.0))
    parts = (
        whole / run_for(model, start, Method.RK45, 300.0).evaluations[0],
        timeit.timeit(lambda: rate(0.0, packed), number=repeats) / repeats,
        timeit.timeit(products, number=repeats) / repeats,
    )
    each, right_side, least = (1e6 * part for part in parts)
    print(
        f"\nDSEM, RK45, microseconds an evaluation: {each:.0f}; in the right-hand side {right_side:.0f}; "
        f"in its matrix products {least:.1f}"
    )


def stacked(state: ModelState, trials: int) -> ModelState:
    """The same state as several trials."""
    return ModelState(
        *(np.tile(array, (trials, 1)) for array in (state.features, state.hidden, state.delayed))
    )


def run_for(model: MemoryModel, start: ModelState, method: Method, length: float) -> Course:
    """Ours."""
    return mm.simulate(model, start, length, method=method, rtol=TOLERANCE, atol=TOLERANCE)


def loop(model: MemoryModel, start: ModelState, method: Method, length: float) -> int:
    """The plain way, two trials; evaluations of the last."""
    settings = {"method": method.value, "dense_output": True, "rtol": TOLERANCE, "atol": TOLERANCE}
    for _ in range(2):
        found = integrate.solve_ivp(plain(model), (0, length), unknowns(model, start), **settings)
    return found.nfev


def seconds(work: Callable[[], object]) -> float:
    """Wall time."""
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


SECTIONS: dict[str, Callable[[], None]] = {
    "reference": reference_errors,
    "energy": energies,
    "eden": eden,
    "cycles": cycles,
    "lengths": lengths,
    "speed": speed,
}

if __name__ == "__main__":
    for section in sys.argv[1:] or SECTIONS:
        SECTIONS[section]()
