"""YAML to models, with every fault at its line and column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from iombot.errors import Finding, KnowledgeError
from iombot.knowledge.models import File

MAX_BYTES = 4_000_000
"""Largest YAML file that is read; the shipped files together are a tenth of it."""
MAX_DEPTH = 20
"""Deepest nesting; the models need 8. Keeps a crafted file from exhausting the stack."""

Path_ = tuple[str | int, ...]
Positions = dict[Path_, tuple[int, int]]
_FILE = TypeAdapter(File)


@dataclass(frozen=True)
class LoadedFile:
    """A validated file with the place of each of its values."""

    name: str
    """Path relative to the folder above the knowledge base, such as `knowledge/releases/returns.yaml`."""
    content: File
    positions: Positions = field(repr=False)
    """Line and column, from 1, of each value by its path."""
    text: str = field(repr=False)
    """The file as read."""

    def finding(self, path: Path_, message: str) -> Finding:
        """A fault at `path`, or at the closest value around it whose place is known."""
        return located(self.name, self.positions, path, message)


def located(name: str, positions: Positions, path: Path_, message: str) -> Finding:
    """A fault in file `name`; falls back to the enclosing value where `path` itself does not stand in the file."""
    known = path
    while known and known not in positions:
        known = known[:-1]
    line, column = positions.get(known, (1, 1))
    return Finding(name, line, column, ".".join(str(step) for step in path), message)


def read_folder(folder: Path) -> list[LoadedFile]:
    """All YAML files below `folder`, sorted by path. Raises `KnowledgeError` with every fault of every file."""
    if not folder.is_dir():
        raise KnowledgeError([Finding(str(folder), 0, 0, "", "there is no such folder")])
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml"))
    if not paths:
        raise KnowledgeError([Finding(str(folder), 0, 0, "", "the folder holds no YAML file")])
    findings: list[Finding] = []
    files = []
    for path in paths:
        name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        try:
            files.append(read_file(path, name))
        except KnowledgeError as error:
            findings += error.findings
    if findings:
        raise KnowledgeError(findings)
    return files


def read_file(path: Path, name: str) -> LoadedFile:
    """One file, called `name` in faults. Raises `KnowledgeError`."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise KnowledgeError([Finding(name, 0, 0, "", f"the file is larger than {MAX_BYTES:,} bytes")])
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise KnowledgeError([Finding(name, 0, 0, "", f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 (byte {error.start + 1}); save it as UTF-8"
        raise KnowledgeError([Finding(name, 0, 0, "", message)]) from error
    return parse(text, name)


def parse(text: str, name: str) -> LoadedFile:
    """YAML text to a validated file. Raises `KnowledgeError` with all faults of the text."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise KnowledgeError([Finding(name, line, column, "", f"is not YAML: {error.problem}")]) from error
    except yaml.YAMLError as error:
        raise KnowledgeError([Finding(name, 1, 1, "", f"is not YAML: {error}")]) from error
    except RecursionError as error:
        raise KnowledgeError([Finding(name, 1, 1, "", "is nested too deeply")]) from error
    if root is None:
        raise KnowledgeError([Finding(name, 1, 1, "", "the file is empty")])
    reading = _Tree(name)
    content = reading.value(root, ())
    if reading.findings:
        raise KnowledgeError(reading.findings)
    try:
        return LoadedFile(name, _FILE.validate_python(content), reading.positions, text)
    except ValidationError as error:
        raise KnowledgeError(list(_faults(error, name, reading.positions))) from error


class _Tree:
    """Turns YAML nodes into plain values and notes where each stands."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.positions: Positions = {}
        self.findings: list[Finding] = []
        self._scalars = yaml.CSafeLoader("")
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, path: Path_) -> object:
        self.positions[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        # An alias would repeat a node: refused, since a few lines of aliases can stand for gigabytes.
        if id(node) in self._seen:
            return self._fault(path, "is an alias (*name): write the value out")
        self._seen.add(id(node))
        if len(path) > MAX_DEPTH:
            return self._fault(path, "is nested too deeply")
        if isinstance(node, yaml.SequenceNode) and node.tag == "tag:yaml.org,2002:seq":
            return [self.value(child, (*path, index)) for index, child in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode) and node.tag == "tag:yaml.org,2002:map":
            return self._mapping(node, path)
        return self._fault(path, f"has the tag {node.tag}, which is not allowed")

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, object]:
        values: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            inner = (*path, key)
            if key in values:
                self.positions[inner] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
                self._fault(inner, "the key stands twice")
                continue
            values[key] = self.value(value_node, inner)
        return values

    def _scalar(self, node: yaml.ScalarNode, path: Path_) -> object:
        if node.tag == "tag:yaml.org,2002:str":
            return str(node.value)
        if not node.tag.startswith("tag:yaml.org,2002:"):
            return self._fault(path, f"has the tag {node.tag}, which is not allowed")
        try:
            return self._scalars.construct_object(node)
        except (yaml.YAMLError, ValueError) as error:
            problem = getattr(error, "problem", None) or error
            return self._fault(path, f"cannot be read: {problem}")

    def _fault(self, path: Path_, message: str) -> object:
        """Notes a fault; the value that stands for what could not be read."""
        self.findings.append(located(self.name, self.positions, path, message))
        return None


def _faults(error: ValidationError, name: str, positions: Positions) -> Iterator[Finding]:
    seen = set()
    for fault in error.errors(include_url=False, include_context=False):
        # A union (`str` or map by language) adds the tried type to the location: it names no place in the file.
        path = tuple(step for step in fault["loc"] if _in_file(step))
        message = {
            "unexpected_keyword_argument": "is not a known key",
            "missing": "is missing",
        }.get(fault["type"], fault["msg"][:1].lower() + fault["msg"][1:])
        if (path, message) not in seen:
            seen.add((path, message))
            yield located(name, positions, path, message)


def _in_file(step: str | int) -> bool:
    return isinstance(step, int) or not (step.startswith(("dict[", "list[", "constrained-")) or step in _UNION_STEPS)


_UNION_STEPS = frozenset({"str", "Source", "list"})
