"""`iombot schema`: the shape of the YAML files for editors."""

from __future__ import annotations

from pathlib import Path

import click

from iombot.curation.schema import schema_text


@click.command(
    epilog="Editors find it by the first line of a YAML file: # yaml-language-server: $schema=PATH, with the path "
    "relative to that file."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write: schema.json.")
def schema(*, output: Path | None) -> None:
    """Write the JSON Schema of the knowledge base's YAML files; without -o, print it."""
    if output is None:
        click.echo(schema_text(), nl=False)
    else:
        output.write_text(schema_text(), encoding="utf-8")
