"""Updates as the schema of the Bot API allows them, drawn from the library's own types, and mutations of them."""

from __future__ import annotations

import collections.abc
import datetime as dt
import inspect
import sys
import types
import typing
from copy import deepcopy
from functools import cache
from typing import Any

import telegram
from hypothesis import reject
from hypothesis import strategies as st
from shipped import shipped_knowledge

from iombot.knowledge.base import all_languages

Json = Any
MOST_OPTIONAL = 4
"""Optional fields of an object that are filled."""
DEEPEST = 3
"""Levels of objects within objects below which only what must be there is."""
_BASE = shipped_knowledge()
UTTERANCES = sorted({text for entry in _BASE.entries.values() for text in all_languages(entry.utterances)})
PRESSES = [
    f"{letter}:{id_}" for letter in "aetcsrhudgb" for id_ in (*list(_BASE.entries)[:5], *_BASE.contacts, "all", "")
]
KINDS = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member", "channel_post", "poll")

ids = st.integers(1, 5) | st.integers(-5, -1).map(lambda one: one - 10**12) | st.integers(-(2**52), 2**52)
texts = (
    st.sampled_from(UTTERANCES)
    | st.sampled_from(
        ["/start", "/help", "/contacts", "/start avrr-total", "/chart", "/start@TestIomBot", "@TestIomBot hello"]
    )
    | st.text(max_size=40)
    | st.text(st.characters(), max_size=400)
)
_PLAIN: dict[object, st.SearchStrategy[Any]] = {
    int: ids,
    str: texts,
    bool: st.booleans(),
    float: st.floats(-180, 180, allow_nan=False),
    dt.datetime: st.datetimes(dt.datetime(2001, 1, 1), dt.datetime(2037, 1, 1), timezones=st.just(dt.UTC)),  # noqa: DTZ001
    dt.timedelta: st.integers(0, 10**6).map(lambda seconds: dt.timedelta(seconds=seconds)),
    bytes: st.binary(max_size=10),
    object: st.none(),
    Any: st.none(),
}
_FIELDS: dict[tuple[str, str], st.SearchStrategy[Any]] = {
    ("Chat", "type"): st.sampled_from(["private", "group", "supergroup", "channel"]),
    ("MessageEntity", "type"): st.sampled_from(["bot_command", "mention", "text_mention", "bold", "url"]),
    ("MessageEntity", "offset"): st.integers(0, 60),
    ("MessageEntity", "length"): st.integers(1, 60),
    ("User", "language_code"): st.sampled_from(["en", "de", "pt-br", "", "xx", "en-"]) | st.text(max_size=5),
    ("User", "id"): st.sampled_from([1, 2, 123456]) | ids,
    ("CallbackQuery", "id"): st.just("77"),
    ("InlineQuery", "id"): st.just("88"),
    ("CallbackQuery", "data"): st.sampled_from(PRESSES) | texts,
    ("InlineQuery", "offset"): st.sampled_from(["", "20", "-1", "٣", "99999999999999999999"]) | texts,
    ("ChatMemberUpdated", "date"): st.just(dt.datetime(2024, 1, 1, tzinfo=dt.UTC)),
}
_LIKELY = {
    "Message": ("text", "from_user", "entities"),
    "CallbackQuery": ("data", "message"),
    "User": ("language_code",),
    "PollOption": ("persistent_id",),
}
"""Optional fields without which an object says nothing to a bot."""


@cache
def _hints(kind: type) -> dict[str, Any]:
    """The types of the fields of one of the library's classes, its names looked up where it has them."""
    names: dict[str, Any] = vars(typing) | vars(collections.abc) | vars(telegram)
    names |= vars(sys.modules[kind.__module__]) | {"dtm": dt, "TimePeriod": int | dt.timedelta, "JSONDict": dict}
    hints = {}
    for name, parameter in inspect.signature(kind).parameters.items():
        if name == "api_kwargs" or parameter.kind is parameter.VAR_KEYWORD:
            continue
        if not isinstance(parameter.annotation, str):
            hints[name] = parameter.annotation
            continue
        try:
            hints[name] = eval(parameter.annotation, dict(names))  # noqa: S307 (the library's own annotations)
        except NameError:  # a type that exists for checkers alone
            hints[name] = object
    return hints


def _needed(kind: type, name: str) -> bool:
    return inspect.signature(kind).parameters[name].default is inspect.Parameter.empty


@st.composite
def _object(draw: st.DrawFn, kind: type, depth: int) -> object:
    kinds: list[type] = kind.__subclasses__()
    forms = [form for form in kinds if form.__module__.startswith("telegram.")]
    if forms and kind is not telegram.Chat:
        return draw(_object(draw(st.sampled_from(forms)), depth))
    hints = _hints(kind)
    optional = [name for name in hints if not _needed(kind, name)]
    chosen = [name for name in _LIKELY.get(kind.__name__, ()) if name in optional and draw(st.integers(0, 9))]
    if optional and depth < DEEPEST:
        chosen += draw(st.lists(st.sampled_from(optional), max_size=MOST_OPTIONAL, unique=True))
    names = [name for name in hints if _needed(kind, name) or name in chosen]
    try:
        return kind(**{name: draw(_field(kind, name, hints[name], depth)) for name in names})
    except (TypeError, OverflowError):  # needed in fact though optional in name; seconds of more years than there are
        reject()


def _field(kind: type, name: str, hint: object, depth: int) -> st.SearchStrategy[Any]:
    own = _FIELDS.get((kind.__name__, name))
    return _of(hint, depth + 1) if own is None else own


def _of(hint: object, depth: int) -> st.SearchStrategy[Any]:
    """Values of a type."""
    if isinstance(hint, typing.ForwardRef | str):
        hint = getattr(telegram, hint if isinstance(hint, str) else hint.__forward_arg__, object)
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return st.one_of([_of(one, depth) for one in inner if one is not type(None)])
    if origin in (collections.abc.Sequence, tuple, list):
        return st.lists(_of(inner[0], depth), min_size=1, max_size=2)
    if isinstance(hint, type) and issubclass(hint, telegram.TelegramObject):
        return _object(hint, depth)
    return st.none()


@st.composite
def valid_updates(draw: st.DrawFn) -> Json:
    """An update without its number."""
    kind = draw(
        st.sampled_from(KINDS) | st.sampled_from([name for name in _hints(telegram.Update) if name != "update_id"])
    )
    content = draw(_field(telegram.Update, kind, _hints(telegram.Update)[kind], 0))
    update: Json = telegram.Update(1, **{kind: content}).to_dict()
    del update["update_id"]
    return update


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
"""Any JSON, and the numbers and halves of characters that only Python reads from it."""


@st.composite
def mutated_updates(draw: st.DrawFn) -> Json:
    """An update in which up to three values are others, missing, or of another place."""
    update = deepcopy(draw(valid_updates()))
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(update))
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        change = draw(st.sampled_from(["other", "missing", "copied"]))
        if change == "other":
            holder[key] = draw(anything)
        elif change == "missing":
            del holder[key]
        else:
            there, name = draw(st.sampled_from(places))
            holder[key] = deepcopy(there[name])
    return update


def _places(value: Json) -> collections.abc.Iterator[tuple[Any, Any]]:
    """Every place of a JSON value: what holds it, and the key or index."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(steps):
        yield value, key
        yield from _places(inner)
