"""State dicts as people have them: any prefix, any cell; ambiguity is said, not guessed."""

import numpy as np
import pytest

from cells import random_layer, random_stack
from engram.dynamics import (
    GRU,
    LSTM,
    Activation,
    Cell,
    CellKind,
    Elman,
    Layout,
    Stacked,
    diagonal,
    linear,
    network_of,
    run,
)
from engram.dynamics.naming import arrays_to_save, short_names, torch_names
from engram.errors import WeightsError

KINDS = (Elman, GRU, LSTM)
INPUTS = np.random.default_rng(0).standard_normal((2, 6, 3))


def state_dict_of(network: Cell) -> dict[str, np.ndarray]:
    return torch_names(arrays_to_save(network))


def built(kind: type, seed: int = 1) -> Cell:
    return random_layer(kind, np.random.default_rng(seed))


def check_same(found: Cell, expected: Cell) -> None:
    assert found.kind == expected.kind
    assert np.array_equal(run(found, INPUTS).outputs, run(expected, INPUTS).outputs)


def refused(arrays: dict[str, np.ndarray], layout: Layout = Layout()) -> str:
    with pytest.raises(WeightsError) as caught:
        network_of(arrays, layout)
    return str(caught.value)


@pytest.mark.parametrize("prefix", ["", "model.", "module.", "net.0.encoder_"])
@pytest.mark.parametrize("kind", KINDS)
def test_any_prefix_will_do(kind: type, prefix: str) -> None:
    network = built(kind)
    arrays = {f"{prefix}{name}": array for name, array in state_dict_of(network).items()}
    check_same(network_of(arrays), network)


@pytest.mark.parametrize("kind", KINDS)
def test_a_cell_without_layer_numbers(kind: type) -> None:
    network = built(kind)
    arrays = {
        name.replace("_l0", "").replace("rnn.", "cell."): a for name, a in state_dict_of(network).items()
    }
    check_same(network_of(arrays), network)
    at_root = {name.replace("cell.", ""): array for name, array in arrays.items()}
    assert "weight_hh" in at_root
    check_same(network_of(at_root), network)


@pytest.mark.parametrize("kind", KINDS)
def test_several_layers_are_a_stack(kind: type) -> None:
    network = random_stack(kind, kind, kind, reads_all=True)(np.random.default_rng(2))
    found = network_of(state_dict_of(network))
    assert isinstance(found, Stacked)
    check_same(found, network)
    check_same(network_of(short_names(arrays_to_save(network))), network)


def test_what_is_no_part_of_the_network_is_ignored() -> None:
    network = built(GRU)
    others = {
        "embedding.weight": np.ones((50, 9)),
        "norm.weight": np.ones(5),
        "norm.num_batches_tracked": np.array(7),
        "conv.weight": np.ones((2, 5, 3)),
        "step": np.array([1.0]),
        "name": np.array("x"),
    }
    check_same(network_of(state_dict_of(network) | others), network)


def test_activations_and_linear_cells_are_given() -> None:
    arrays = state_dict_of(built(Elman))
    assert network_of(arrays).kind == "tanh Elman"
    assert network_of(arrays, Layout(activation=Activation.RELU)).kind == "relu Elman"
    assert network_of(arrays, Layout(cell=CellKind.LINEAR)).kind == "linear"
    assert "of type 'gru', which has its own" in refused(
        state_dict_of(built(GRU)), Layout(activation=Activation.RELU)
    )
    # Files that say of a gated cell what it has anyway are common.
    assert network_of(state_dict_of(built(GRU)), Layout(activation=Activation.TANH)).kind == "GRU"
    assert "of type 'linear'" in refused(arrays, Layout(cell=CellKind.LINEAR, activation=Activation.TANH))
    assert "expected 3 times as many rows as columns for the cell 'gru'" in refused(
        arrays, Layout(cell=CellKind.GRU)
    )


def two_of(kind: type) -> dict[str, np.ndarray]:
    first, second = built(kind), built(kind, 2)
    return {f"online.{name}": a for name, a in state_dict_of(first).items()} | {
        f"ema.{name}": a for name, a in state_dict_of(second).items()
    }


def test_several_recurrent_layers_are_listed_and_chosen() -> None:
    arrays = two_of(LSTM)
    message = refused(arrays)
    assert "found 2 recurrent layers ('online.rnn', 'ema.rnn')" in message
    assert "--recurrent PREFIX" in message
    message = refused(arrays, Layout(recurrent="ema.rnn"))
    assert "found 2 linear layers that read 5 components" in message
    assert "'online.readout' of shape (2, 5), 'ema.readout' of shape (2, 5)" in message
    assert "--readout PREFIX" in message
    check_same(network_of(arrays, Layout("ema.rnn", "ema.readout")), built(LSTM, 2))
    check_same(network_of(arrays, Layout("online.rnn", "online.readout")), built(LSTM))
    assert "none of them 'rnn'" in refused(arrays, Layout(recurrent="rnn"))
    assert "none of them 'head'" in refused(arrays, Layout("ema.rnn", "head"))


def test_the_end_of_a_prefix_is_enough_where_it_is_the_only_one() -> None:
    network = built(GRU)
    arrays = {f"model.{name}": array for name, array in state_dict_of(network).items()}
    check_same(network_of(arrays, Layout("rnn", "readout")), network)


def test_no_readout() -> None:
    arrays = {name: array for name, array in state_dict_of(built(GRU)).items() if "readout" not in name}
    assert "found 0 linear layers that read 5 components (linear layers: none)" in refused(arrays)
    wrong = refused(arrays | {"fc.weight": np.ones((2, 4))}, Layout(readout="fc"))
    assert "weight_out has shape (2, 4), expected (2, 5)" in wrong


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ("rnn.weight_hh_l0_reverse", "'rnn' is bidirectional"),
        ("rnn.weight_hr_l0", "'rnn' projects its states"),
    ],
)
def test_layers_that_are_no_such_network(extra: str, message: str) -> None:
    assert message in refused(state_dict_of(built(LSTM)) | {extra: np.eye(5)})


def test_layers_that_are_not_whole() -> None:
    arrays = state_dict_of(random_stack(GRU, GRU, GRU, reads_all=True)(np.random.default_rng(3)))
    del arrays["rnn.weight_ih_l1"]
    assert "lacks weight_ih of layer 1" in refused(arrays)
    gap = {name: array for name, array in arrays.items() if "_l1" not in name}
    assert "has arrays for the layers 0, 2" in refused(gap)


@pytest.mark.usefixtures("without_shape_checks")
def test_a_wrong_layer_is_named() -> None:
    arrays = state_dict_of(random_stack(GRU, GRU, reads_all=True)(np.random.default_rng(3)))
    assert "layer 1: weight_ih has shape (12, 7), expected (12, 7)" not in refused(
        arrays | {"rnn.weight_ih_l1": np.ones((12, 7))}
    )
    assert "layer 0 reads out 5 components and layer 1 takes 7" in refused(
        arrays | {"rnn.weight_ih_l1": np.ones((12, 7))}
    )
    assert "layer 1: bias_hh has shape (9,), expected (12,)" in refused(
        arrays | {"rnn.bias_hh_l1": np.ones(9)}
    )


# Names -------------------------------------------------------------------------------------------------------


def test_arrays_of_any_name_come_in_by_names() -> None:
    network = built(Elman)
    arrays = {
        "h2h.weight": network.weight_hh,
        "h2h.bias": network.bias,
        "input2h.weight": network.weight_ih,
        "fc.weight": network.weight_out,
        "fc.bias": network.bias_out,
    }
    assert "--names weight_hh=NAME" in refused(arrays)
    names = {"weight_hh": "h2h.weight", "bias_hh": "h2h.bias", "weight_ih": "input2h.weight"}
    check_same(network_of(arrays, Layout(readout="fc", names=names)), network)
    everything = names | {"weight_out": "fc.weight", "bias_out": "fc.bias"}
    check_same(network_of(arrays, Layout(names=everything)), network)


@pytest.mark.parametrize("kind", KINDS)
def test_a_trailing_t_transposes(kind: type) -> None:
    network = built(kind)
    arrays = short_names(arrays_to_save(network))
    rows = {f"{name}_row": array.T for name, array in arrays.items()}
    names = {name: f"{name}_row.T" for name in arrays}
    check_same(network_of(rows, Layout(names=names)), network)
    literal = {"weight_hh.T": arrays["weight_hh"]} | {n: a for n, a in arrays.items() if n != "weight_hh"}
    check_same(
        network_of(
            literal, Layout(names={"weight_hh": "weight_hh.T", **{n: n for n in literal if "." not in n}})
        ),
        network,
    )


def test_layers_by_names() -> None:
    network = random_stack(LSTM, LSTM, reads_all=True)(np.random.default_rng(4))
    arrays = short_names(arrays_to_save(network))
    odd = {name.replace("weight", "W"): array for name, array in arrays.items()}
    names = {name: name.replace("weight", "W") for name in arrays}
    check_same(network_of(odd, Layout(names=names)), network)


def test_one_array_more_by_name() -> None:
    network = built(Elman)
    arrays = state_dict_of(network)
    del arrays["rnn.bias_hh_l0"], arrays["rnn.bias_ih_l0"]
    check_same(network_of(arrays | {"offset": network.bias}, Layout(names={"bias": "offset"})), network)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ({"W": "h2h.weight"}, "'W' is none of weight_hh, weight_ih"),
        ({"weight_hh": "h2h"}, "there is no array 'h2h'; found fc.weight, h2h.bias, h2h.weight"),
        ({"weight_hh": "h2h.weight"}, "'h2h.weight' is named and its bias 'h2h.bias' is not"),
        ({"weight_hh": "h2h.weight", "bias": "h2h.bias"}, "lacks weight_ih of layer 0"),
        ({"A": "h2h.weight.T", "B": "fc.weight", "bias": "h2h.bias"}, "C missing"),
    ],
)
def test_names_that_say_too_little(names, message) -> None:
    arrays = {"h2h.weight": np.eye(3), "h2h.bias": np.ones(3), "fc.weight": np.ones((2, 3))}
    assert message in refused(arrays, Layout(names=names))


def test_two_choices_of_one_thing() -> None:
    arrays = state_dict_of(built(GRU))
    names = {"weight_hh": "rnn.weight_hh_l0"}
    assert "both choose the recurrent layer" in refused(arrays, Layout(recurrent="rnn", names=names))


def test_the_one_bias_of_a_gru_must_say_where_it_stands() -> None:
    arrays = short_names(arrays_to_save(built(GRU)))
    inside, outside = arrays.pop("bias_hh"), arrays.pop("bias_ih")
    assert "a GRU has two biases" in refused(arrays | {"bias": outside})
    found = network_of(
        arrays | {"b": outside}, Layout(names={name: name for name in arrays} | {"bias_ih": "b"})
    )
    assert isinstance(found, GRU)
    assert np.array_equal(found.bias_ih, outside)
    assert not np.any(found.bias_hh)
    assert np.any(inside)


# (A, B, C) ---------------------------------------------------------------------------------------------------


def test_state_space_matrices_are_a_linear_network() -> None:
    rng = np.random.default_rng(5)
    a, b, c = rng.standard_normal((4, 4)), rng.standard_normal((4, 3)), rng.standard_normal((2, 4))
    check_same(network_of({"A": a, "B": b, "C": c}), linear(a, b, c))
    check_same(network_of({"A": a, "B": b, "C": c, "D": np.zeros((2, 3))}), linear(a, b, c))
    check_same(network_of({"x": a.T, "B": b, "C": c}, Layout(names={"A": "x.T"})), linear(a, b, c))
    values, wide = rng.standard_normal(4) + 1j * rng.standard_normal(4), b + 1j * b[::-1]
    expected = diagonal(values, wide, c.astype(complex))
    check_same(network_of({"A": values, "B": wide, "C": c}), expected)
    check_same(network_of({"A": values[None], "B": wide, "C": c}), expected)


@pytest.mark.usefixtures("without_shape_checks")
@pytest.mark.parametrize(
    ("arrays", "layout", "message"),
    [
        ({"D": np.ones((2, 3))}, Layout(), "D is not zero"),
        ({"A": 1j * np.eye(4)}, Layout(), "expected real matrices, or the eigenvalues"),
        ({"A": np.ones((4, 4, 4))}, Layout(), "or the eigenvalues in 1"),
        ({"B": np.array([["x"]])}, Layout(), "B is <U1"),
        ({"A": np.ones(3)}, Layout(), "eigenvalues have shape (3,), B (4, 3) and C (2, 4)"),
        ({}, Layout(activation=Activation.TANH), "A, B and C make a linear network"),
        ({}, Layout(cell=CellKind.GRU), "A, B and C make a linear network"),
        ({}, Layout(recurrent="rnn"), "A, B and C make a linear network"),
    ],
)
def test_matrices_that_make_no_linear_network(arrays, layout, message) -> None:
    whole = {"A": np.eye(4), "B": np.ones((4, 3)), "C": np.ones((2, 4))}
    assert message in refused(whole | arrays, layout)


def test_a_state_dict_is_not_changed_and_not_held() -> None:
    arrays = state_dict_of(built(GRU))
    mine = {name: array.copy() for name, array in arrays.items()}
    network = network_of(mine)
    before = run(network, INPUTS).outputs
    for array in mine.values():
        array[...] = 9.0
    assert np.array_equal(run(network, INPUTS).outputs, before)
