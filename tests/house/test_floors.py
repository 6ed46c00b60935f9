"""The house rules that a machine can check: floors, light imports, public names, documentation, sizes."""

import ast
import importlib
import inspect
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import engram

SOURCE = Path(engram.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))
PACKAGES = ["tasks", "dynamics", "theory", "interpretation"]
MODULES = [
    f"engram.{path.relative_to(SOURCE).with_suffix('').as_posix().replace('/', '.')}".removesuffix(
        ".__init__"
    )
    for path in FILES
]
LIGHT = [
    name
    for name in MODULES
    if name.split(".")[1:2] and name.split(".")[1] in {*PACKAGES, "numerics", "errors"}
]


def run_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def loaded_after(statement: str, *heavy: str) -> str:
    return run_python(f"import sys; {statement}; print(sorted(set({heavy!r}) & set(sys.modules)))")


@pytest.mark.parametrize(
    "statement",
    [
        "import engram",
        "import engram.interpretation",
        "from engram import dynamics, tasks, theory; from engram.interpretation import interpret",
    ],
)
def test_understanding_loads_neither_torch_nor_matplotlib(statement: str) -> None:
    assert loaded_after(statement, "torch", "matplotlib", "pandas", "dask") == "[]"


def test_an_analysis_loads_neither_torch_nor_matplotlib() -> None:
    analysis = (
        "import numpy as np; from engram import tasks; from engram.interpretation import Sampling, interpret; "
        "from engram.theory import compile_linear; task = tasks.repeat_copy(2, 2); "
        "print(interpret(compile_linear(task, np.eye(4)), task, sampling=Sampling(32, 8, 8, 8)).summary.verdict)"
    )
    assert loaded_after(analysis, "torch", "matplotlib").splitlines() == ["present", "[]"]


def test_importing_changes_no_global_state() -> None:
    code = (
        "import numpy as np, random, warnings, os, pydantic, scipy.linalg, scipy.optimize, threadpoolctl;"
        "np.random.seed(0); random.seed(0);"
        "before = (np.random.get_state()[1].tolist(), random.getstate(), list(warnings.filters), dict(os.environ),"
        " np.geterr(), np.get_printoptions());"
        "import engram.interpretation;"
        "after = (np.random.get_state()[1].tolist(), random.getstate(), list(warnings.filters), dict(os.environ),"
        " np.geterr(), np.get_printoptions());"
        "print([a == b for a, b in zip(before, after)])"
    )
    assert run_python(code) == str([True] * 6)


def test_floors_hold() -> None:
    root = SOURCE.parents[1]
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
        ],
        cwd=root,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_every_module_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_functions_are_short_and_documented_where_public(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno + 1 <= 60, f"{node.name} is too long"
            is_public = not node.name.startswith("_") and not is_overload(node)
            is_nested = any(node in ast.walk(other) for other in ast.walk(tree) if is_function(other, node))
            if is_public and not is_nested:
                assert ast.get_docstring(node), f"{node.name} has no docstring"
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


def is_function(other: ast.AST, node: ast.AST) -> bool:
    return isinstance(other, ast.FunctionDef | ast.AsyncFunctionDef) and other is not node


def is_overload(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether it says no more than types: its docstring is that of the function itself."""
    return any(isinstance(each, ast.Name) and each.id == "overload" for each in node.decorator_list)


@pytest.mark.parametrize("package", PACKAGES)
def test_public_names_exist_once_and_are_documented(package: str) -> None:
    module = importlib.import_module(f"engram.{package}")
    assert len(set(module.__all__)) == len(module.__all__)  # that they are sorted is ruff's to say
    for name in module.__all__:
        public = getattr(module, name)
        if inspect.isclass(public) or inspect.isfunction(public):
            assert inspect.getdoc(public), name


@pytest.mark.parametrize("name", LIGHT)
def test_every_signature_is_typed(name: str) -> None:
    module = importlib.import_module(name)
    for _, function in inspect.getmembers(module, inspect.isfunction):
        original = inspect.unwrap(function)
        if original.__module__ == name and original.__name__ != "<lambda>":
            signature = inspect.signature(original)
            assert signature.return_annotation is not inspect.Signature.empty, original.__name__
            for parameter in signature.parameters.values():
                assert parameter.annotation is not inspect.Parameter.empty, (
                    f"{original.__name__}({parameter})"
                )


FORBIDDEN = ("utils", "util", "helpers", "misc", "common", "base")
GLOBAL_RANDOM = {
    "seed",
    "rand",
    "randn",
    "randint",
    "random",
    "choice",
    "shuffle",
    "permutation",
    "normal",
    "uniform",
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_house_rules_of_the_source(path: Path) -> None:
    assert path.stem not in FORBIDDEN
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.module != "__future__"
        if isinstance(node, ast.Import):
            assert all(alias.name != "random" for alias in node.names), "the global random module"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert not is_global_random(node.func), f"np.random.{node.func.attr} at line {node.lineno}"


def is_global_random(function: ast.Attribute) -> bool:
    """np.random.<drawing function>"""
    owner = function.value
    return (
        isinstance(owner, ast.Attribute)
        and owner.attr == "random"
        and isinstance(owner.value, ast.Name)
        and owner.value.id in {"np", "numpy"}
        and function.attr in GLOBAL_RANDOM
    )


def test_every_module_of_the_light_floors_can_be_imported_alone() -> None:
    names = [f"engram.{module.name}" for module in pkgutil.iter_modules([str(SOURCE)])]
    assert {f"engram.{package}" for package in PACKAGES} <= set(names)
    for package in (*PACKAGES, "numerics", "errors"):
        run_python(f"import engram.{package}")


def test_the_error_tree_is_the_documented_one() -> None:
    from engram import errors

    for name, kind in inspect.getmembers(errors, inspect.isclass):
        assert issubclass(kind, errors.EngramError)
        assert name in (errors.__doc__ or "")
        builtin = [base for base in kind.__mro__ if base.__module__ == "builtins" and base is not object]
        assert name == "EngramError" or len(builtin) > 2, f"{name} has no built-in family"
