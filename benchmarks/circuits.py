"""Circuits that run: the input phase and its cure, capacity below the least width, and how long real contents last.

    python benchmarks/circuits.py                    # all tables, a few minutes
    python benchmarks/circuits.py --figures out/     # and the figures of each part
    python benchmarks/circuits.py --train            # also a few trained networks below the least linear width

Everything is drawn from seeds that are printed. Accuracies are shares of signs that are right, over all outputs.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from engram import tasks
from engram.figures import save_figure
from engram.figures.capacity import capacity_figure
from engram.figures.horizon import horizon_figure
from engram.figures.input_phase import input_phase_figure
from engram.tasks import LinearTask
from engram.theory import Gains, circuit_of, least_write_gain, map_overwriting, measure_recovery
from engram.theory.bounds.capacity import (
    CapacityCurve,
    capacity_curve,
    least_squares_bound,
    overwriting_accuracy,
)
from engram.theory.bounds.input_phase import score_input_phase
from engram.theory.bounds.overwriting import Recovery
from engram.theory.bounds.precision import (
    ErrorCourse,
    information_course,
    log_steps,
    rounding_courses,
    scan_amplitudes,
    spectral_courses,
    tanh_courses,
)
from engram.theory.bounds.squeezing import Squeeze, loops_of

COMPOSE = 9241421688590303745
NAMED = {
    "repeat copy": tasks.repeat_copy(),
    "compose copy": tasks.compose_copy(),
    "(.., 262676, 189)": tasks.from_id((COMPOSE, 262676, 189)),
    "(.., 38637, 145)": tasks.from_id((COMPOSE, 38637, 145)),
}
"""The four named tasks, s = kappa = 8; `..` is the first number of compose copy's id."""
SEED = 0
CAPACITY_SEEDS, CAPACITY_HORIZON = 5, 840
PRECISIONS = (1e-6, 1e-3, 1e-2, 1e-1)


def input_phase(figures: Path | None) -> None:
    """Table 1 to 3."""
    print(f"\n1. The input phase: accuracy, by theory and run (512 trials, 840 outputs, seed {SEED})")
    print(
        f"{'':20}{'standard basis':>19}{'random basis':>19}{'best linear, any N':>22}{'overwriting':>13}\n"
        f"{'':20}{'theory':>10}{'run':>9}{'theory':>10}{'run':>9}{'accuracy':>12}{'error':>10}{'run':>13}"
    )
    scores = [
        score_input_phase(task, horizon=840, num_trials=512, rng=np.random.default_rng(SEED))
        for task in NAMED.values()
    ]
    for name, of in zip(NAMED, scores, strict=True):
        print(
            f"{name:20}{of.linear_predicted:10.4f}{of.linear:9.4f}{of.rotated_predicted:10.4f}{of.rotated:9.4f}"
            f"{of.best_linear:12.4f}{of.best_linear_error:10.4f}{of.overwriting:13.4f}"
        )
    overwriting()
    courses, basin = recovery()
    if figures is not None:
        task = NAMED["compose copy"]
        rng = np.random.default_rng(SEED)
        found = map_overwriting(task, np.linspace(0.5, 3, 26), np.linspace(0.1, 4, 27), rng=rng, noise=0.05)
        drawn = input_phase_figure(task, scores, list(NAMED), found, courses, basin)
        save_figure(drawn, figures / "input_phase")


def overwriting() -> None:
    """The bound on the write gain, and runs just above and below it."""
    print(
        f"\n2. Overwriting: least write gain by theory, and accuracy of 2,000 outputs (16 trials, seed {SEED})"
    )
    print(f"{'':20}{'g':>5}{'least w':>10}{'w = 0.9 least':>15}{'1.02 least':>12}{'w = 4 g':>10}")
    for name, task in NAMED.items():
        for gain in (0.9, 1.2, 2.0, 3.0):
            least = least_write_gain(task, gain)
            gains = np.array([max(0.9 * least, 1e-3), max(1.02 * least, 1e-3), 4 * gain])
            rng = np.random.default_rng(SEED)
            found = map_overwriting(task, np.array([gain]), gains, rng=rng, num_trials=16, horizon=2000)
            print(f"{name:20}{gain:5.1f}{least:10.4f}" + "".join(
                f"{share:{width}.4f}" for share, width in zip(found.accuracy[0], (15, 12, 10), strict=True)
            ))  # fmt: skip


def recovery() -> tuple[Recovery, Recovery]:
    """What the overwriting circuit corrects."""
    print(
        f"\n3. One disturbance of every unit (compose copy, gains 2 and 8, seed {SEED}; a = {Gains().settled:.4f})"
    )
    task, rng = NAMED["compose copy"], np.random.default_rng(SEED)
    basin = measure_recovery(task, np.linspace(0.1, 2.0, 20), rng=rng, num_steps=24)
    courses = measure_recovery(task, np.array([0.05, 0.2, 0.5]), rng=rng)
    print(
        f"distance after 0, 1, 2, 4, 8 steps (each step multiplies small ones by {courses.gains.contraction:.4f})"
    )
    for size, restored, carried in zip(courses.sizes, courses.saturating, courses.linear, strict=True):
        cells = "".join(f"{restored[step]:10.1e}" for step in (0, 1, 2, 4, 8))
        print(f"  {size:4.2f} a {cells}   linear, 8 steps: {carried[8]:.1e}")
    print("signs lost, by the size of the disturbance: theory P(disturbance < -a), run")
    for size, predicted, lost in list(zip(basin.sizes, basin.flipped_predicted, basin.flipped, strict=True))[
        ::3
    ]:
        print(f"  {size:4.2f} a {predicted:10.5f}{lost:10.5f}")
    return courses, basin


def capacity(figures: Path | None) -> None:
    """Table 4."""
    print(
        f"\n4. Fewer units than directions: accuracy of {CAPACITY_HORIZON} outputs, contents put in as they should be\n"
        f"   (seeds 0 .. {CAPACITY_SEEDS - 1}, 64 trials each; superposition: mean, least .. most)"
    )
    curves: list[list[CapacityCurve]] = []
    written: list[tuple[list[int], list[float]]] = []
    for name, task in NAMED.items():
        circuit = circuit_of(task)
        widths = np.arange(4, circuit.num_directions + 1, 4)
        found = [
            capacity_curve(
                task, squeeze, widths, seeds=CAPACITY_SEEDS, horizon=CAPACITY_HORIZON, num_trials=64
            )
            for squeeze in Squeeze
        ]
        overwritten = [
            overwriting_accuracy(circuit, int(units), 200, 64, np.random.default_rng(SEED))
            for units in widths
        ]
        curves.append(found)
        written.append((widths.tolist(), overwritten))
        lengths = ", ".join(str(loop.length) for loop in loops_of(circuit))
        print(f"\n{name}: {circuit.num_directions} directions on cycles of length {lengths}")
        print_capacity(found, overwritten)
    if figures is not None:
        save_figure(capacity_figure(curves, list(NAMED), written), figures / "capacity")


def print_capacity(curves: Sequence[CapacityCurve], overwritten: Sequence[float]) -> None:
    """One row a width."""
    by_squeeze = {curve.squeeze: curve for curve in curves}
    cycles, modes, mixed = (
        by_squeeze[squeeze] for squeeze in (Squeeze.CYCLES, Squeeze.MODES, Squeeze.SUPERPOSITION)
    )
    print(
        f"{'N':>4}{'whole cycles':>17}{'':8}{'modes':>12}{'':16}{'superposition':>20}\n"
        f"{'':4}{'theory':>8}{'run':>8}{'tanh':>9}{'theory':>9}{'run':>8}{'error':>8}{'bound':>8}{'mean':>9}"
    )
    for place, units in enumerate(cycles.num_units):
        superposed, error = mixed.accuracy[:, place], float(modes.error[:, place].mean())
        print(
            f"{units:4}{cycles.predicted[units - 1]:8.4f}{cycles.accuracy[:, place].mean():8.4f}"
            f"{overwritten[place]:9.4f}{modes.predicted[units - 1]:9.4f}{modes.accuracy[:, place].mean():8.4f}"
            f"{error:8.4f}{least_squares_bound(cycles.circuit, int(units)):8.4f}"
            f"{superposed.mean():9.4f} {superposed.min():.2f} .. {superposed.max():.2f}"
        )


def precision(figures: Path | None) -> None:
    """Table 5 to 7."""
    task, rng = NAMED["repeat copy"], np.random.default_rng(SEED)
    steps = log_steps(100_000, 26)
    print(
        f"\n5. Gaussian contents: steps until the relative error exceeds ... (repeat copy, 16 trials, seed {SEED})\n"
        "   (linear up to 100,000 steps; in the standard basis there is no error at all: Phi is a permutation)"
    )
    print(
        f"{'':28}" + "".join(f"{limit:>10.0e}" for limit in PRECISIONS) + f"{'after 1':>12}{'after 1e5':>12}"
    )
    rounding = rounding_courses(task, (1, 1e2, 1e4, 1e6), steps, hidden_size=128, rng=rng)
    short = log_steps(10_000, 21)
    spectral = [spectral_courses(task, short, size=size, rng=rng) for size in (1e-3, 1e-4)]
    bent = tanh_courses(task, (1, 0.1, 0.01, 0.001), steps, rng=rng)
    print_courses("float64, basis of ", rounding)
    for courses in spectral:
        print_courses("", courses)
    print_courses("tanh, contents of size ", bent)
    scan = scan_amplitudes(task, np.geomspace(3e-3, 1, 21), steps=100, noise=1e-4, rng=rng)
    least = scan.amplitudes[np.argmin(scan.measured)]
    print(
        f"\n6. tanh with noise of {scan.noise:g} a step, t = {scan.steps}: least error {scan.measured.min():.3f} at "
        f"alpha = {least:.4f};\n   theory {scan.best:.4f}; largest ratio of error run to predicted "
        f"{np.max(np.abs(np.log(scan.measured / scan.predicted))):.3f} (logarithm)"
    )
    times = log_steps(3000, 15)
    informed = [
        information_course(task, times, noise=noise, gains=Gains(), rng=rng) for noise in (0.1, 0.2, 0.3)
    ]
    print(
        "\n7. Bits left of each content under noise of size sigma a step: linear (Gaussian), saturating (signs)"
    )
    print(f"{'':14}" + "".join(f"{f't = {time}':>16}" for time in times[::4]))
    for course in informed:
        cells = "".join(
            f"{course.linear[place]:9.3f}{course.saturating[place]:7.3f}" for place in range(0, times.size, 4)
        )
        print(f"sigma = {course.noise:<6g}{cells}")
    if figures is not None:
        drawn = horizon_figure(rounding, spectral[1], bent, scan, (informed[0], informed[2]))
        save_figure(drawn, figures / "horizon")


def print_courses(start: str, courses: Sequence[ErrorCourse]) -> None:
    """One row a course."""
    for course in courses:
        cells = [course.steps_within(limit) for limit in PRECISIONS]
        shown = "".join(
            f"{'> ' + f'{course.steps[-1]:.0e}' if np.isinf(cell) else f'{cell:.0f}':>10}" for cell in cells
        )
        last = f"{course.measured[-1]:12.1e}" if course.steps[-1] == 100_000 else ""
        print(f"{start + course.name:32}{shown}{course.measured[0]:12.1e}{last}")


def trained_below_the_least_width(task: LinearTask) -> None:
    """Table 8, on request: networks of fewer units than any linear circuit needs."""
    from engram.interpretation.recording import task_accuracy
    from engram.training import train

    print("\n8. Trained tanh networks on compose copy, below and above 36 units: accuracy of 200 outputs")
    for width in (24, 32, 36, 48):
        result = train(task, hidden_size=width, seeds=(0, 1, 2))
        shares = [
            task_accuracy(each.network, task, num_trials=128, horizon=200, rng=np.random.default_rng(SEED))
            for each in result.trained
        ]
        print(f"N = {width:<4}" + "".join(f"{share:9.4f}" for share in shares), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--figures", type=Path, help="folder for the figures; made if need be")
    parser.add_argument(
        "--train", action="store_true", help="also train networks below the least linear width"
    )
    options = parser.parse_args()
    if options.figures is not None:
        options.figures.mkdir(parents=True, exist_ok=True)
    input_phase(options.figures)
    capacity(options.figures)
    precision(options.figures)
    if options.train:
        trained_below_the_least_width(NAMED["compose copy"])
