"""Fixed points and cycles of any network: searched from many starts, each found once, with its stability.

starts = draw_starts(visited_states(network, rng), 512, rng, noise=0.1)
print(find_fixed_points(network, starts))
print(find_cycles(network, starts, period=8))
"""

from engram.interpretation.fixed_points.files import load_orbits, save_orbits
from engram.interpretation.fixed_points.modes import Modes, modes_of
from engram.interpretation.fixed_points.orbits import Orbit, Orbits, SearchCriteria, Stability, StartRecords
from engram.interpretation.fixed_points.search import (
    FixedPoint,
    OnProgress,
    Progress,
    explore,
    extend,
    find_cycles,
    find_fixed_point,
    find_fixed_points,
)
from engram.interpretation.fixed_points.solver import Stop
from engram.interpretation.fixed_points.starts import draw_starts, states_on_task, visited_by, visited_states

__all__ = [
    "FixedPoint",
    "Modes",
    "OnProgress",
    "Orbit",
    "Orbits",
    "Progress",
    "SearchCriteria",
    "Stability",
    "StartRecords",
    "Stop",
    "draw_starts",
    "explore",
    "extend",
    "find_cycles",
    "find_fixed_point",
    "find_fixed_points",
    "load_orbits",
    "modes_of",
    "save_orbits",
    "states_on_task",
    "visited_by",
    "visited_states",
]
