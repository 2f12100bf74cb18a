"""`iombot draft`: the text of a release becomes a file of the knowledge base that a person goes on with."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from iombot.cli.options import knowledge_option
from iombot.curation.drafting.naming import knowledge_to_draft_with
from iombot.curation.drafting.paragraphs import take_apart
from iombot.curation.drafting.writing import write_draft
from iombot.curation.releasetext import read_stream, read_text

STDIN = "-"


@click.command(epilog="Exit code: 0 drafted; 2 what was given is not the text of a release, or a usage error.")
@click.argument("release", required=False, metavar="[RELEASE.txt]", type=click.Path(path_type=Path))
@click.option("--id", metavar="ID", help="Id of the release, such as floods-2030; without it, the headline gives one.")
@click.option("--title", metavar="TEXT", help="The headline as it stands in the text, where another was taken for it.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="File to write, which must not exist; without it, the draft goes to standard output.",
)
@knowledge_option
def draft(
    release: Path | None, *, id: str | None, title: str | None, output: Path | None, knowledge: Path | None
) -> None:
    """Draft the YAML of a release from its text, or from standard input: figures, lists, people, contacts, gaps.

    What the text cannot tell is left open, and nothing is answered before a person has written it.
    """
    given = release is not None and str(release) != STDIN
    name = str(release) if given else "standard input"
    text = read_text(release) if release is not None and given else read_stream(sys.stdin.buffer, name)
    article = take_apart(text, name, title)
    yaml = write_draft(article, id, knowledge_to_draft_with(knowledge))
    if output is None:
        click.echo(yaml, nl=False)
        return
    with output.open("x", encoding="utf-8") as file:
        try:
            file.write(yaml)
            file.flush()
        except OSError:  # half a draft would be in the way of the next, and of all else in the knowledge base
            output.unlink()
            raise
    counts = f"{len(article.paragraphs)} paragraphs below “{article.headline.text}”"
    click.echo(f"{output}: {counts}. `iombot check` lists what is left to do.", err=True)
