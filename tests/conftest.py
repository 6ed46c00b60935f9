"""Settings of hypothesis, and the battery of networks with a known answer."""

import signal
from collections.abc import Iterator

import jaxtyping
import pytest
from hypothesis import settings

from cases import BROKEN, PLANTED, Broken, Case, name_of

# The same examples at every run, so that a gate never depends on luck; `--hypothesis-profile wide` searches.
settings.register_profile("gate", deadline=None, max_examples=25, derandomize=True, database=None)
settings.register_profile("wide", deadline=None, max_examples=400, database=None)
settings.load_profile("gate")

# A shell that starts the tests in the background has them ignore Ctrl-C, of which some are about.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def without_shape_checks() -> Iterator[None]:
    """As users run it: shapes are not checked on every call, so that the package's own refusals speak."""
    jaxtyping.config.update("jaxtyping_disable", True)
    yield
    jaxtyping.config.update("jaxtyping_disable", False)


@pytest.fixture(params=PLANTED, ids=name_of)
def planted(request: pytest.FixtureRequest) -> Case:
    """Each network that holds the circuit of its task."""
    return request.param


@pytest.fixture(params=BROKEN, ids=name_of)
def broken(request: pytest.FixtureRequest) -> Broken:
    """Each network of which the circuit must not be said to be present."""
    return request.param
