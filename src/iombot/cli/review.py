"""`iombot review`: what people asked in vain on Telegram, for curators."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import click

from iombot.cli.options import knowledge_option
from iombot.cli.snapshot import load_bot
from iombot.dialogue.core import Bot
from iombot.dialogue.state import ChatState
from iombot.errors import ConfigurationError, NotErasedError
from iombot.questions_log.exports import label_of, to_csv, to_stub
from iombot.questions_log.groups import Group, grouped
from iombot.questions_log.recorder import today
from iombot.questions_log.records import DISLIKED
from iombot.questions_log.store import Asked, Store
from iombot.settings import Settings

TOP = 20
"""Groups shown unless more are asked for: what a person reads at one sitting."""
ALSO = 4
"""Other wordings of a group that are shown."""


@click.command(epilog="Exit code: 0 also where nothing is kept; 2 a usage or configuration error.")
@click.option("--days", type=click.IntRange(min=1), metavar="N", help="Only what was asked in the last N days.")
@click.option(
    "--top", type=click.IntRange(min=1), metavar="N", help=f"How many groups; without it, {TOP}, or all as CSV."
)
@click.option("--stub", is_flag=True, help="Write YAML to paste below `entries:`, with what is to be filled in.")
@click.option("--export", type=click.Choice(["csv"]), help="Write every question as a line for a spreadsheet.")
@click.option("--forget", is_flag=True, help="Delete all that is kept, and do nothing else.")
@knowledge_option
def review(*, knowledge: Path | None, forget: bool, days: int | None, **form: object) -> None:
    """Show questions that were not answered, and 👎: similar ones together, the most frequent first.

    They are where IOMBOT_QUESTIONS_URL says. What is older than IOMBOT_QUESTIONS_DAYS is deleted.
    """
    if forget + bool(form["stub"]) + bool(form["export"]) > 1:
        raise click.UsageError("--stub, --export and --forget do not go together.")
    settings = Settings.read()
    store = Store(settings.questions_address().get_secret_value())
    try:
        asked = _read(store, settings, days, forget=forget)
    except store.errors as error:
        raise ConfigurationError(f"The questions in {store.place} cannot be read: {_reason(error)}") from None
    finally:
        store.close()
    if asked is not None:
        _show(asked, load_bot(knowledge, "staff"), form)


def _read(store: Store, settings: Settings, days: int | None, *, forget: bool) -> list[Asked] | None:
    """What is kept of the last days; None where there is nothing more to do."""
    if not store.exists():
        click.echo(f"No question is kept in {store.place}.", err=True)
        return None
    if forget:
        click.echo(f"Deleted from {store.place}: {store.forget()}.", err=True)
        return None
    begin = today() - timedelta(days=settings.questions_days)
    try:
        store.forget(begin)
    except NotErasedError as error:
        click.echo(str(error), err=True)
    except store.errors as error:  # what is old is not shown all the same
        click.echo(f"Old questions could not be deleted: {_reason(error)}", err=True)
    return store.read(max(begin, today() - timedelta(days=days - 1)) if days else begin)


def _show(asked: list[Asked], bot: Bot, form: dict[str, object]) -> None:
    groups = grouped(asked)
    top = form["top"] if isinstance(form["top"], int) else None
    if form["export"]:
        click.echo(to_csv(groups[:top], bot.knowledge), nl=False)
        return
    shown = groups[: top or TOP]
    if form["stub"]:
        lacking = (group for group in shown if not _answered(group, bot) and not _known_gap(group, bot))
        click.echo(to_stub(lacking, bot.knowledge), nl=False)
        return
    if not groups:
        click.echo("No question is kept.")
        return
    different = sum(len(group.questions) for group in groups)
    click.echo(f"Noted {sum(one.times for one in asked)} times: {different} different, in {len(groups)} groups.")
    for group in shown:
        click.echo("\n" + "\n".join(_lines(group, bot)))
    if len(groups) > len(shown):
        click.echo(f"\n{len(groups) - len(shown)} more groups: --top {len(groups)} shows them.")


def _lines(group: Group, bot: Bot) -> Iterator[str]:
    head, *others = group.questions
    yield f"{group.times} × {head.text or '👎 without its question'}"
    if others:
        more = f" and {len(others) - ALSO} more" if len(others) > ALSO else ""
        yield "  also: " + "; ".join(f"{one.text} ({one.times})" for one in others[:ALSO]) + more
    why = ["👎" if reason == DISLIKED else reason for reason in group.reasons]
    label = label_of(group.nearest, bot.knowledge) if group.nearest else ""
    nearest = f"nearest: {group.nearest}{f' ({label})' if label else ''}" if group.nearest else "nothing near"
    yield f"  {', '.join(why)}; {nearest}; last on {group.last.last}, of version {group.last.version}"
    if _known_gap(group, bot):
        yield "  a known gap: the releases do not tell"
    now = _answered(group, bot)
    if now:
        yield f"  answered by now: {', '.join(now)}"


def _answered(group: Group, bot: Bot) -> tuple[str, ...]:
    """Entries by which the present knowledge base answers what an earlier one did not."""
    head = group.questions[0]
    if not head.text or DISLIKED in group.reasons:
        return ()
    reply = bot.respond(head.text, ChatState()).reply
    return reply.entries if reply.status == "answered" else ()


def _known_gap(group: Group, bot: Bot) -> bool:
    """Whether the entry that came nearest is there to say that the releases do not tell."""
    entry = bot.knowledge.entries.get(group.nearest)
    return entry is not None and entry.kind == "gap" and DISLIKED not in group.reasons


def _reason(error: Exception) -> str:
    """What the database said, in one line; never a value."""
    told = str(error).strip() or type(error).__name__
    return told.splitlines()[0]
