"""Where the paper's print is amended, the print itself does not hold."""

import numpy as np
import pytest

from engram.tasks import repeat_copy
from engram.theory import memory_model
from engram.theory.circuit import interaction_matrix
from engram.theory.memory_model import LearningRule, MemoryModel, ModelState
from engram.theory.verification.instances import SOFTMAX, TANH, draw_state, printed_rates


def test_the_signs_of_eq_1_need_an_odd_hidden_activation() -> None:
    """With softmax the printed system is another one."""
    rng = np.random.default_rng(0)
    xi, phi = rng.standard_normal((5, 3)), rng.standard_normal((3, 3))
    for hidden, same in ((TANH, True), (SOFTMAX, False)):
        model = MemoryModel(
            xi,
            phi,
            LearningRule.PSEUDO_INVERSE,
            memory_model.tanh(),
            hidden.activation,
            1.0,
            1.0,
            1.0,
            1.0,
            1.0,
        )
        state = draw_state(model, rng)
        mirrored = ModelState(state.features, -state.hidden, -state.delayed)
        printed = printed_rates(model, mirrored, TANH, hidden, -1.0)[0]
        assert np.allclose(model.derivative(state).features, printed) is same


@pytest.mark.parametrize("s", [2, 5])
def test_eq_13_as_printed_names_directions_that_do_not_exist(s: int) -> None:
    """((mu - t - 1) mod s) + 1 slots times kappa, plus i, runs up to (s + 1) kappa."""
    kappa = 3
    printed = {
        ((mu - t - 1) % s + 1) * kappa + i for mu in range(1, s + 1) for t in range(s) for i in (1, 2, 3)
    }
    amended = {((mu - t - 1) % s) * kappa + i for mu in range(1, s + 1) for t in range(s) for i in (1, 2, 3)}
    assert amended == set(range(1, s * kappa + 1))
    assert max(printed) == (s + 1) * kappa
    assert min(printed) == kappa + 1


def test_eq_9_as_printed_gives_one_direction_two_rows() -> None:
    """The first sum has mu = (N-1) kappa, and the print begins the second with it, too."""
    task = repeat_copy(3, 2)
    shifted, composed = set(range(1, 2 * 2 + 1)), set(range(2 * 2, 3 * 2 + 1))
    assert shifted & composed == {4}
    assert np.all(np.abs(interaction_matrix(task)).sum(axis=1) == 1)


def test_xi_transposed_is_not_the_pseudo_inverse_where_memories_overlap() -> None:
    """Appendix A prints Xi^T for the Xi^+ of Eq. 1 and 2: the same only for orthonormal memories."""
    rng = np.random.default_rng(1)
    tanh, one, phi = memory_model.tanh(), memory_model.identity(), rng.standard_normal((3, 3))
    for memories, same in (
        (np.linalg.qr(rng.standard_normal((6, 3)))[0], True),
        (rng.standard_normal((6, 3)), False),
    ):
        duals = [MemoryModel(memories, phi, rule, tanh, one).dual for rule in LearningRule]
        assert np.allclose(*duals) is same
