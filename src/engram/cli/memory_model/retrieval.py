"""Commands that run the model once: a sequence of random memories, of digits, of time cells."""

import time
from typing import TYPE_CHECKING, Annotated

from engram.cli.application import note
from engram.cli.memory_model.group import memory_model
from engram.cli.memory_model.options import PresetName, RuleName, SequenceOptions, Stem, StrengthOptions
from engram.cli.memory_model.output import arrays_of, check_free, print_model, print_recalled, write
from engram.cli.options import Flag, Positive, Seed
from engram.cli.progress import share_bar

if TYPE_CHECKING:
    from numpy import ndarray

    from engram.figures.memory_model import Recalled
    from engram.theory.memory_model import Course, LearningRule, MemoryModel, Method

SAMPLES = 2000
"""Times at which a course is drawn and written."""


@memory_model.command
def retrieve(
    preset: PresetName,
    /,
    *,
    sequence: SequenceOptions | None = None,
    strengths: StrengthOptions | None = None,
    out: Stem = None,
    overwrite: Annotated[bool, Flag] = False,
) -> int:
    """Store random memories, give a partly erased cue, and say which memory is retrieved when.

    Parameters
    ----------
    preset
        the member of the family: hopfield (no sequence), lisem, polynomial, dsem or eden
    overwrite
        replace the files if they exist
    """
    import numpy as np

    from engram.theory.memory_model import Method, partial_cue, random_memories

    chosen = sequence or SequenceOptions()
    rng = np.random.default_rng(chosen.seed)
    memories = random_memories(chosen.features, chosen.num_memories, rng)
    model = (strengths or StrengthOptions()).build(preset, memories, chosen.sequences)
    cue = partial_cue(memories[:, chosen.cued], chosen.erased_share, rng)
    check_free(out, overwrite, "", ".npz")
    course, seconds = _run(model, cue, chosen.duration, Method(chosen.method), chosen.rtol, chosen.atol)
    recalled = _recalled(course, tuple(str(memory) for memory in range(model.num_memories)), preset)
    print(f"{preset}: {model.num_memories} memories of {model.num_features} features, {model.rule} rule")
    print_model(model)
    print_recalled(recalled, course, seconds)
    if out is not None:
        from engram.figures.memory_model import retrieval_figure

        write(out, {"": retrieval_figure(recalled)}, arrays_of(recalled))
    return 0


@memory_model.command
def digits(
    *,
    text: str = "3145926",
    rule: RuleName | None = None,
    gain: float = 20.0,
    sequence_strength: float = 1.5,
    delay_time: float = 20.0,
    erased: float = 0.4,
    duration: float | None = None,
    out: Stem = None,
    overwrite: Annotated[bool, Flag] = False,
) -> int:
    """Store images of digits as a sequence that closes, and retrieve it from the first, its lower part erased.

    With --out also draws STEM-landscape: the energy over the plane of three memories while one is left for the next
    (of the Hebbian rule, for which the features roll down it).

    Parameters
    ----------
    text
        the digits in order; one that comes again is another memory, its image moved by a pixel
    rule
        of learning; without, both are shown
    gain
        of the softmax (DSEM), per overlap of 1
    sequence_strength
        A_c, with A_s = 1
    delay_time
        T_d, in T_f
    erased
        share of the first image that is erased, from below
    duration
        in T_f; default long enough for one round of the slower rule, and three more
    overwrite
        replace the files if they exist
    """
    from engram.theory.memory_model import LearningRule, Method
    from engram.theory.memory_model.digits import covered, digit_memories

    stored = digit_memories(text)
    cue = covered(stored.memories[:, 0], erased)
    check_free(out, overwrite, "", "-landscape", ".npz")
    length = duration or 1.8 * delay_time * (len(stored.names) + 3)
    recalls = {}
    for each in (LearningRule(rule),) if rule else tuple(LearningRule):
        strengths = StrengthOptions(
            rule=each.value, gain=gain, sequence_strength=sequence_strength, delay_time=delay_time
        )
        model = strengths.build("dsem", stored.memories, (tuple(range(len(stored.names))),))
        course, seconds = _run(model, cue, length, Method.AUTO, None, None)
        recalls[each] = _recalled(course, stored.names, f"{each.value} rule".capitalize())
        print(recalls[each].title)
        print_recalled(recalls[each], course, seconds)
    if out is not None:
        _draw_digits(out, recalls)
    return 0


def _draw_digits(out: str, recalls: "dict[LearningRule, Recalled]") -> None:
    """Every rule's retrieval, and the landscape of the Hebbian one where it went far enough."""
    from engram.figures.memory_model import digits_figure, find_switch, has_switch, landscape_figure
    from engram.theory.memory_model import LearningRule
    from engram.theory.memory_model.digits import image_of

    figures = {"": digits_figure(tuple(recalls.values()), image_of)}
    hebbian = recalls.get(LearningRule.HEBBIAN)
    if hebbian is not None and has_switch(hebbian):
        figures["-landscape"] = landscape_figure(find_switch(hebbian), image_of)
    else:
        note(
            "no landscape: it needs the Hebbian rule, and three different memories after the first retrieval"
        )
    arrays = {f"{each}_{name}": array for each in recalls for name, array in arrays_of(recalls[each]).items()}
    write(out, figures, arrays)


@memory_model.command
def cells(
    *,
    memories: Positive = 24,
    features: Positive = 200,
    ratio: float = 0.5,
    delay: float = 20.0,
    gain: float = 30.0,
    rule: RuleName = "pseudo-inverse",
    seed: Seed = 0,
    out: Stem = None,
    overwrite: Annotated[bool, Flag] = False,
) -> int:
    """Time cells and ramping cells: the hidden units and the delayed features of EDEN over one long sequence.

    Parameters
    ----------
    memories
        how many random memories the sequence has
    features
        N
    ratio
        r = A_s / A_c; below 1 memories are left
    delay
        tau = T_d / T_f
    gain
        of the softmax, per overlap of 1 and A_c
    rule
        of learning
    overwrite
        replace the files if they exist
    """
    import numpy as np

    from engram.figures.memory_model import cells_figure, sort_by_peak
    from engram.theory.memory_model import Method, published_dwell_time, random_memories

    stored = random_memories(features, memories, np.random.default_rng(seed))
    strengths = StrengthOptions(
        rule=rule, gain=gain, static_strength=ratio, sequence_strength=1.0, delay_time=delay
    )
    model = strengths.build("eden", stored, (tuple(range(memories)),))
    check_free(out, overwrite, "", ".npz")
    duration = memories * min(published_dwell_time(ratio, delay), 4 * delay)
    course, seconds = _run(model, stored[:, 0], duration, Method.AUTO, None, None)
    names = tuple(str(memory) for memory in range(memories))
    recalled = _recalled(course, names, "EDEN", _end_of_round(course))
    found = sort_by_peak(recalled.recording.times, recalled.recording.active)
    widths = recalled.recording.times[1] * (found.shares > 0.5).sum(axis=0)
    print(f"EDEN: {memories} memories of {features} features, {rule} rule, r = {ratio:g}, tau = {delay:g}")
    print(f"hidden units with a peak: {len(found.order)} of {memories}, {_order_in_words(found.order)}")
    print(f"active for {np.min(widths):.1f} .. {np.max(widths):.1f} T_f, median {np.median(widths):.1f} T_f")
    print(f"solver {course.method.value}: {course.evaluations[0]} evaluations, {seconds:.2f} s")
    if out is not None:
        title = f"EDEN, r = {ratio:g}, τ = {delay:g}"
        write(out, {"": cells_figure(recalled.recording, title)}, arrays_of(recalled))
    return 0


def _order_in_words(order: "ndarray") -> str:
    in_order = all(unit == place for place, unit in enumerate(order))
    return "in the order of the sequence" if in_order else "not in the order of the sequence"


def _run(
    model: "MemoryModel",
    cue: "ndarray",
    duration: float,
    method: "Method",
    rtol: float | None,
    atol: float | None,
) -> tuple["Course", float]:
    """One course from a cue and an empty trace, with a progress bar, and how many seconds it took."""
    import numpy as np

    from engram.theory.memory_model import simulate

    began = time.perf_counter()
    empty = np.zeros_like(cue) if model.delay_time > 0 else None
    with share_bar("integrating") as show:
        course = simulate(
            model,
            model.state_at(cue, empty),
            duration,
            method=method,
            rtol=rtol,
            atol=atol,
            on_progress=show,
        )
    return course, time.perf_counter() - began


def _recalled(course: "Course", names: tuple[str, ...], title: str, end: float | None = None) -> "Recalled":
    """The course, or its part up to a time."""
    import numpy as np

    from engram.figures.memory_model import Recalled
    from engram.theory.memory_model import retrievals
    from engram.theory.memory_model.recording import record

    shown = np.linspace(0.0, course.duration if end is None else end, SAMPLES)
    seen = tuple(one for one in retrievals(course)[0] if one.start < shown[-1])
    return Recalled(title, record(course, shown), seen, names)


def _end_of_round(course: "Course") -> float:
    """When the last memory's hidden unit falls silent; the end of the course where it does not come to that."""
    from engram.theory.memory_model import hidden_shares, retrievals

    turns = retrievals(course, measure=hidden_shares)[0]
    return turns[min(course.model.num_memories, len(turns)) - 1].stop if turns else course.duration
