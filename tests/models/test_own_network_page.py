"""The page on own networks: its Python runs, and its commands exist."""

import re
from pathlib import Path

import pytest

import engram as eg
from engram.cli import app

PAGE = (Path(__file__).parents[2] / "docs" / "own_network.md").read_text(encoding="utf-8")


def test_the_python_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    blocks = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    kinds = []
    for block in blocks:
        exec(compile(block, "docs/own_network.md", "exec"), names)
        kinds.append(names["network"].kind)
        assert isinstance(names["network"], eg.Dynamics)
    assert kinds == ["GRU", "GRU", "tanh Elman", "custom cell", "linear"]
    assert "every row holds" in capsys.readouterr().out


def test_the_first_block_is_short() -> None:
    lines = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)[0].splitlines()
    assert len([line for line in lines if line.strip()]) <= 15


def test_the_commands_of_the_page_exist() -> None:
    shell = "\n".join(re.findall(r"```sh\n(.*?)```", PAGE, flags=re.DOTALL))
    assert set(re.findall(r"^engram (\S+)", shell, flags=re.MULTILINE)) <= set(app)
