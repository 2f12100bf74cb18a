"""An earlier knowledge base comes from a folder or from git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from iombot.curation.base import earlier_knowledge
from iombot.errors import ConfigurationError


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A folder in a repository: "old" is committed, "new" stands in the folder."""
    folder = tmp_path / "project/knowledge"
    folder.mkdir(parents=True)
    (folder / "bot.yaml").write_text("old")
    who = ("-c", "user.name=Curator", "-c", "user.email=curator@example.org")
    for command in (("init", "--quiet"), ("add", "."), (*who, "commit", "--quiet", "--message", "old")):
        subprocess.run(("git", "-C", str(folder.parent), *command), check=True)
    (folder / "bot.yaml").write_text("new")
    return folder


def test_a_folder_is_used_as_it_is(knowledge: Path) -> None:
    with earlier_knowledge(str(knowledge), knowledge) as folder:
        assert (folder / "bot.yaml").read_text() == "new"
    assert knowledge.is_dir()


def test_a_revision_is_taken_out_of_git_and_gone_afterwards(knowledge: Path) -> None:
    with earlier_knowledge("HEAD", knowledge) as folder:
        assert (folder / "bot.yaml").read_text() == "old"
        assert folder.name == "knowledge"
    assert not folder.exists()


@pytest.mark.parametrize("base", ["nowhere", "--output=/dev/null"])
def test_anything_else_is_refused(knowledge: Path, base: str) -> None:
    with pytest.raises(ConfigurationError, match="neither a folder nor a revision"), earlier_knowledge(base, knowledge):
        pass
