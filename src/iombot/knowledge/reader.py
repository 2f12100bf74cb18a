"""YAML to models, with every fault at its line and column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from iombot.errors import Finding, KnowledgeError
from iombot.knowledge.models import File
from iombot.knowledge.nesting import is_bottomless

MAX_BYTES = 4_000_000
"""Largest YAML file that is read; the shipped files together are a tenth of it."""
MAX_DEPTH = 20
"""Deepest nesting; the models need 8. Keeps a crafted file from exhausting the stack."""
MOST_PASSES = 4
"""How often faulty values are left out to look for further faults: one may hide another."""

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
    faults: tuple[Finding, ...] = ()
    """What is wrong with it by itself; `content` is the rest of the file, so that its other faults can be told too."""

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
    """All YAML files below `folder`, sorted by path, but for those that are hidden or lie in a hidden folder.

    Editors put such files beside the one that is written, and Kubernetes the files behind its links.
    Raises `KnowledgeError` with every fault of every file if one of them makes no sense without what is wrong in it.
    """
    if not folder.is_dir():
        raise KnowledgeError([Finding(str(folder), 0, 0, "", "there is no such folder")])
    found = (path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml"))
    paths = sorted(path for path in found if not _hidden(path.relative_to(folder)))
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
        raise KnowledgeError([*(fault for file in files for fault in file.faults), *findings])
    return files


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def read_file(path: Path, name: str) -> LoadedFile:
    """One file, called `name` in faults. Raises `KnowledgeError` where nothing can be made of it."""
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
    """YAML text to a validated file and its faults. Raises `KnowledgeError` with all of them if little else is left."""
    content, positions, misread = plain(text, name)
    valid, faults = _validated(content, name, positions)
    told = {fault.path for fault in misread}
    findings = (*misread, *(fault for fault in faults if fault.path not in told))
    if valid is None:
        raise KnowledgeError(list(findings))
    return LoadedFile(name, valid, positions, text, findings)


def plain(text: str, name: str) -> tuple[object, Positions, list[Finding]]:
    """YAML text to plain values, their places, and what could not be read. Raises `KnowledgeError` if it is no YAML."""
    if is_bottomless(text):
        raise KnowledgeError([Finding(name, 1, 1, "", "is nested too deeply")])
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise KnowledgeError([Finding(name, line, column, "", f"is not YAML: {error.problem}")]) from error
    except yaml.YAMLError as error:
        raise KnowledgeError([Finding(name, 1, 1, "", f"is not YAML: {error}")]) from error
    if root is None:
        raise KnowledgeError([Finding(name, 1, 1, "", "the file is empty")])
    tree = _Tree(name)
    return tree.value(root, ()), tree.positions, tree.findings


def _validated(content: object, name: str, positions: Positions) -> tuple[File | None, list[Finding]]:
    """The file without the values that are at fault, and the faults; None where it makes no sense without them."""
    findings: list[Finding] = []
    for _ in range(MOST_PASSES):
        try:
            return _FILE.validate_python(content), findings
        except ValidationError as error:
            faults = error.errors(include_url=False, include_context=False)
            told = {fault.path for fault in findings}
            # What is left out is missing then: told once is enough.
            findings += [fault for fault in _faults(faults, name, positions) if fault.path not in told]
            removed = [_remove(content, _value_at_fault(fault)) for fault in faults]
            if not all(removed):
                break
    return None, findings


def _value_at_fault(fault: ErrorDetails) -> Path_:
    """Path of the key to leave out: of the value itself, of what lacks a part, or of the list that holds it."""
    path = _path(fault)
    if fault["type"] == "unexpected_keyword_argument":
        return path
    path = path[:-1] if fault["type"] == "missing" else path
    while path and isinstance(path[-1], int):
        path = path[:-1]
    # Without a whole section, all that refers to it would seem to be at fault.
    return path if len(path) > 1 else ()


def _remove(content: object, path: Path_) -> bool:
    """Takes the value at `path` out; whether that was possible, or was done for another fault."""
    if not path:
        return False
    for step in path[:-1]:
        if isinstance(content, dict):
            content = content.get(step)
        elif isinstance(content, list) and isinstance(step, int) and step < len(content):
            content = content[step]
    if not isinstance(content, dict):
        return content is None
    content.pop(path[-1], None)
    return True


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
            inner = (*path, key := str(key_node.value))
            if key in values:
                self.positions[inner] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
                self._fault(inner, "the key stands twice")
                continue
            values[key] = self.value(value_node, inner)
        return values

    def _scalar(self, node: yaml.ScalarNode, path: Path_) -> object:
        if node.tag == "tag:yaml.org,2002:str":
            return intern(node.value)  # most are the name of a concept, which many entries say
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


def _faults(errors: list[ErrorDetails], name: str, positions: Positions) -> Iterator[Finding]:
    seen = set()
    for fault in errors:
        path = _path(fault)
        message = {
            "unexpected_keyword_argument": "is not a known key",
            "missing": "is missing",
        }.get(fault["type"], fault["msg"][:1].lower() + fault["msg"][1:])
        if (path, message) not in seen:
            seen.add((path, message))
            yield located(name, positions, path, message)


def _path(fault: ErrorDetails) -> Path_:
    # A union (`str` or map by language) adds the tried type to the location: it names no place in the file.
    return tuple(step for step in fault["loc"] if _in_file(step))


def _in_file(step: str | int) -> bool:
    return isinstance(step, int) or not (step.startswith(("dict[", "list[", "constrained-")) or step in _UNION_STEPS)


_UNION_STEPS = frozenset({"str", "Source", "list"})
