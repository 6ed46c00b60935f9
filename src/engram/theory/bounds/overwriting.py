"""The cure of the input phase: tanh with a write gain above the recurrent gain, and what it can be shown to correct.

In the standard basis a saturating circuit is h(t) = tanh(g Phi h(t-1) + w E_s u(t)). While inputs come in, the newest
slot gets tanh(w u + g F h): what f adds is at most g times the size of what it reads, so that from some w on the sign
of u wins always (`least_write_gain`, exact for all inputs). Above g = 1 contents settle at +-a with tanh(g a) = a, and
each step multiplies a small deviation from there by g (1 - a^2): errors are corrected, as long as no unit is pushed
over to the other side of zero.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float
from numpy import ndarray
from scipy import optimize, special

from engram.dynamics import Elman, run, run_on
from engram.errors import InputError
from engram.tasks import LinearTask, sample_trials
from engram.theory.circuit import needed_coordinates
from engram.theory.compiler import Gains, compile_linear, compile_saturating
from engram.theory.paths import one_step


def least_write_gain(task: LinearTask, recurrent_gain: float) -> float:
    """The write gain above which overwriting is right for all inputs, and below which it is wrong for some.

    The worst case is a chain of inputs that f adds up with one sign, as large as tanh lets them grow, against an input
    of the other sign: w must exceed g times what f reads there. 0 where f never fires while inputs come in. Raises
    `TaskError` for a dense F.
    """

    def margin(write_gain: float) -> float:
        return write_gain - _largest_firing(task, recurrent_gain, write_gain)

    # Convex in w (tanh of concave functions is concave), zero at 0, positive at g: there is one root, or none.
    low, high = 1e-9 * recurrent_gain, recurrent_gain
    return 0.0 if margin(low) >= 0 else float(optimize.brentq(margin, low, high, xtol=1e-13))


def _largest_firing(task: LinearTask, recurrent_gain: float, write_gain: float) -> float:
    """The most that f can add to a needed content while it is written, over all inputs."""
    slots, kappa = task.num_variables, task.variable_size
    is_needed = np.isin(np.arange(task.history_size), needed_coordinates(task)).reshape(slots, kappa)
    largest, sources = np.zeros(task.history_size), np.asarray(task.sources)
    worst = 0.0
    for slot in range(slots):
        firing = recurrent_gain * largest[sources]
        worst = max(worst, float(np.max(firing[is_needed[slot]], initial=0.0)))
        largest = np.tanh(
            np.concatenate([recurrent_gain * largest[kappa:], write_gain + recurrent_gain * largest[sources]])
        )
    return worst


@dataclass(frozen=True, eq=False)
class OverwritingMap:
    """Where overwriting works: accuracy by recurrent and write gain, beside the bound."""

    task: LinearTask
    recurrent_gains: Float[ndarray, " recurrent"]
    write_gains: Float[ndarray, " write"]
    accuracy: Float[ndarray, "recurrent write"]
    least_write_gains: Float[ndarray, " recurrent"]
    """`least_write_gain` of every recurrent gain."""
    horizon: int
    noise: float
    """Standard deviation of what was added to every unit at every step."""
    num_trials: int


def map_overwriting(
    task: LinearTask,
    recurrent_gains: Float[ndarray, " recurrent"],
    write_gains: Float[ndarray, " write"],
    *,
    rng: np.random.Generator,
    num_trials: int = 32,
    horizon: int = 200,
    noise: float = 0.0,
) -> OverwritingMap:
    """Run the saturating circuit with every pair of gains, all at once, and score the signs of its outputs."""
    step, kappa = one_step(task), task.variable_size
    trials = sample_trials(task, num_trials, horizon, rng)
    recurrent, write = recurrent_gains[:, None, None, None], write_gains[:, None, None]
    states = np.zeros((recurrent_gains.size, write_gains.size, num_trials, task.history_size))
    right = np.zeros(states.shape[:2])
    for index in range(trials.vectors.shape[1]):
        moved = recurrent * states[..., step.sources] * step.signs
        if index < task.num_variables:
            moved[..., -kappa:] += write * trials.inputs[:, index]
        states = np.tanh(moved)
        if noise:
            # The same for all gains, so that the map's edges are no matter of luck.
            states += noise * rng.standard_normal(states.shape[2:])
        if index >= task.num_variables:
            right += np.mean(states[..., -kappa:] * trials.vectors[:, index] > 0, axis=(2, 3))
    bounds = np.array([least_write_gain(task, float(gain)) for gain in recurrent_gains])
    return OverwritingMap(
        task, recurrent_gains, write_gains, right / horizon, bounds, horizon, noise, num_trials
    )


@dataclass(frozen=True, eq=False)
class Recovery:
    """How the distance to the undisturbed run goes on after one disturbance of every unit."""

    sizes: Float[ndarray, " sizes"]
    """Standard deviations of the disturbance, over the size of a settled content."""
    saturating: Float[ndarray, "sizes steps"]
    """Root mean square distance over the size of a settled content, after 0, 1, ... steps, of contents with the sign
    that they would have."""
    linear: Float[ndarray, "sizes steps"]
    """The same of all contents in the linear circuit."""
    flipped: Float[ndarray, " sizes"]
    """Share of later outputs that have the other sign than they would have."""
    flipped_predicted: Float[ndarray, " sizes"]
    """P(disturbance < -a), the share of contents that is pushed over zero."""
    gains: Gains


def measure_recovery(
    task: LinearTask,
    sizes: Float[ndarray, " sizes"],
    *,
    rng: np.random.Generator,
    gains: Gains | None = None,
    num_steps: int = 12,
    num_trials: int = 256,
) -> Recovery:
    """Disturb every unit once, long after the input phase, in the saturating and in the linear circuit."""
    chosen = gains or Gains()
    if not chosen.settled:
        raise InputError(
            f"the recurrent gain is {chosen.recurrent}; errors are corrected above 1, where contents settle"
        )
    saturating, linear = (
        compile_saturating(task, gains=chosen),
        compile_linear(task, np.eye(task.history_size)),
    )
    trials = sample_trials(task, num_trials, 40, rng)
    settled = run(saturating, trials.inputs).states[:, -1]
    kicks = rng.standard_normal((sizes.size, *settled.shape)) * sizes[:, None, None] * chosen.settled
    restored = [_aftermath(saturating, settled, kick, num_steps) for kick in kicks]
    carried = [_aftermath(linear, settled, kick, num_steps) for kick in kicks]
    return Recovery(
        sizes,
        np.stack([_distance(each, is_kept=each.has_same_sign) for each in restored]) / chosen.settled,
        np.stack([_distance(each, is_kept=np.ones_like(each.has_same_sign)) for each in carried])
        / chosen.settled,
        np.array([np.mean(each.says_other) for each in restored]),
        special.ndtr(-1 / sizes),
        chosen,
    )


@dataclass(frozen=True, eq=False)
class _Aftermath:
    """A disturbed run minus the undisturbed one."""

    difference: Float[ndarray, "trials steps hidden"]
    has_same_sign: Bool[ndarray, "trials steps hidden"]
    says_other: Bool[ndarray, "trials later component"]


def _aftermath(
    network: Elman, states: Float[ndarray, "trials hidden"], kick: Float[ndarray, "trials hidden"], steps: int
) -> _Aftermath:
    silence = np.zeros((len(states), steps, network.input_size))
    disturbed, calm = run_on(network, states + kick, silence), run_on(network, states, silence)
    after = np.concatenate([(states + kick)[:, None], disturbed.states], axis=1)
    before = np.concatenate([states[:, None], calm.states], axis=1)
    return _Aftermath(after - before, after * before > 0, disturbed.outputs * calm.outputs < 0)


def _distance(
    aftermath: _Aftermath, *, is_kept: Bool[ndarray, "trials steps hidden"]
) -> Float[ndarray, " steps"]:
    """Root mean square difference of a unit, after 0, 1, ... steps."""
    return np.sqrt(np.mean(aftermath.difference**2, axis=(0, 2), where=is_kept))
