"""The rules of the house that a reader relies on, checked on the files themselves.

The import contracts in pyproject.toml say who may import whom; these tests look at what is really
loaded, and at sizes and words that no linter of ours counts.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("chamberlain", "tui", "domain", "storage", "devices", "exchange")

LONGEST_FILE = 330
LONGEST_FUNCTION = 60

# Modules that the domain may not name even though the standard library has them: each would let the
# answer of a rule depend on the machine, the moment or chance.
NOT_IN_DOMAIN = {
    "asyncio", "io", "logging", "multiprocessing", "os", "pathlib", "random", "secrets", "shutil",
    "socket", "sqlite3", "subprocess", "tempfile", "threading", "time", "uuid",
}  # fmt: skip

# What costs too long to load before the first screen takes keys; loaded when first needed instead.
NOT_AT_START = {"alembic", "escpos", "holidays", "PIL", "psycopg", "pydantic", "sqlalchemy"}

# Addresses of package registries and folders of one person's machine. A letter in brackets keeps
# this file from naming them itself.
FOREIGN_WORDS = re.compile(
    r"https?://[^\s/\"']*(?:py[p]i|registr[y]|artifactor[y]|nexu[s]|devp[i])"
    r"|files\.python[h]osted"
    r"|(?:^|[\s\"'=(:`])/(?:home|Users|root|work|opt|mnt)/[\w.-]+"
    r"|[A-Z]:\\Users\\"
    r"|--(?:extra-)?index-ur[l][ =]\S*[:/]"
    r"|--find-link[s][ =]\S*[:/]",
    re.MULTILINE,
)


@cache
def tracked() -> tuple[Path, ...]:
    """Every file under version control that is still there; all files where git is not at hand."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
        ).stdout.split("\0")
        files = [ROOT / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        files = [
            path
            for path in ROOT.rglob("*")
            if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
        ]
    return tuple(path for path in files if path.is_file())


@cache
def sources(*folders: str) -> tuple[Path, ...]:
    """The tracked Python files, of the named top folders only where any is named."""
    return tuple(
        path
        for path in tracked()
        if path.suffix == ".py" and (not folders or path.relative_to(ROOT).parts[0] in folders)
    )


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def at(path: Path, node: ast.expr | ast.stmt) -> str:
    """Where a finding is, as an editor understands it."""
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def imported_names(path: Path) -> Iterator[tuple[ast.stmt, str]]:
    """Each absolute module name that a file imports, wherever in the file it does so."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node, node.module


def modules_loaded_by(code: str) -> set[str]:
    """What a fresh interpreter has loaded after the code, less what it has loaded without it.

    The interpreter runs isolated from the environment of this test process, in another folder.
    """
    program = (
        "import sys\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "before = set(sys.modules)\n"
        f"{code}\n"
        "loaded = sorted(set(sys.modules) - before)\n"
        "import json\n"
        "print(json.dumps(loaded))\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def dotted(path: Path) -> str:
    """The module name of a source file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_the_house_is_looked_at() -> None:
    # Guards the other tests: a listing that went wrong would let every one of them pass.
    assert Path(__file__).resolve() in tracked()
    for package in PACKAGES:
        assert sources(package), f"no source files found in {package}/"


def test_nothing_of_the_program_is_kept_out_of_version_control() -> None:
    # A clean clone, and the wheel made from it, would lack what a too wide line in .gitignore hides.
    listing = ["git", "ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--"]
    try:
        done = subprocess.run(
            [*listing, *PACKAGES, "offices"], cwd=ROOT, capture_output=True, check=True, text=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("git is not at hand")
    hidden = [name for name in done.stdout.split("\0") if name and "__pycache__" not in name]
    assert hidden == []


def test_no_file_is_too_long() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources()
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    found = []
    for path in sources():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    found.append(f"{at(path, node)} {node.name}: {length} lines")
    assert found == []


def test_the_domain_names_only_the_standard_library_and_stdnum() -> None:
    allowed = (sys.stdlib_module_names | {"domain", "stdnum"}) - NOT_IN_DOMAIN
    found = [
        f"{at(path, node)} imports {name}"
        for path in sources("domain")
        for node, name in imported_names(path)
        if name.partition(".")[0] not in allowed
    ]
    assert found == []


def test_the_domain_loads_only_the_standard_library_and_stdnum() -> None:
    names = [dotted(path) for path in sources("domain")]
    loaded = modules_loaded_by("\n".join(f"import {name}" for name in names))
    assert set(names) <= loaded
    strangers = {
        name
        for name in loaded
        if name.partition(".")[0] not in {*sys.stdlib_module_names, "domain", "stdnum"}
        # The interpreter names the file with its own build settings after the machine it runs on.
        and not name.startswith("_sysconfigdata")
    }
    assert strangers == set()
    borrowed = {name for name in loaded if name.partition(".")[0] != "domain"}
    assert len(borrowed) < 100, sorted(borrowed)


def test_the_screens_load_nothing_that_the_start_does_not_need() -> None:
    names = [dotted(path) for path in sources("tui")]
    loaded = modules_loaded_by("\n".join(f"import {name}" for name in names))
    assert set(names) <= loaded
    assert {name.partition(".")[0] for name in loaded} & NOT_AT_START == set()


def test_the_domain_holds_no_floating_point() -> None:
    # Amounts are whole cents; rates are Decimal or Fraction, made from text.
    found = []
    for path in sources("domain"):
        for node in ast.walk(tree(path)):
            literal = isinstance(node, ast.Constant) and isinstance(node.value, float | complex)
            call = (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "float"
            )
            if isinstance(node, ast.expr) and (literal or call):
                found.append(at(path, node))
    assert found == []


def test_no_address_of_a_registry_or_of_a_machine_is_kept() -> None:
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for match in FOREIGN_WORDS.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(f"{path.relative_to(ROOT)}:{line}: {match.group().strip()}")
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "--find-" + "links=/srv/wheels",
        "--extra-index-" + "url file:///srv/simple",
        "see https://pyp" + "i.example/simple/",
        "open('/hom" + "e/anna/books.db')",
    ],
)
def test_the_search_for_addresses_finds_them(line: str) -> None:
    assert FOREIGN_WORDS.search(line)


def test_every_pinned_package_has_a_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.split(r"^(?=[a-z])", lock, flags=re.MULTILINE)[1:]
    assert len(pins) > 20
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []
    assert [pin.split()[0] for pin in pins if not re.match(r"[a-z0-9-]+==\S+ ", pin)] == []


def test_no_test_waits_by_sleeping() -> None:
    # sleep(0) only lets others run; any other sleep makes a test slow, or red on a busy machine.
    found = []
    for path in sources("tests"):
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else None
            name = node.func.id if isinstance(node.func, ast.Name) else name
            if name == "sleep" and not (
                len(node.args) == 1
                and isinstance(node.args[0], ast.Constant)
                and node.args[0].value == 0
            ):
                found.append(at(path, node))
    assert found == []
