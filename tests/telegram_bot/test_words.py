"""The words of the adapter come from the knowledge base."""

from __future__ import annotations

from dataclasses import replace

import pytest
from core_fake import FakeCore
from shipped import shipped_knowledge

from iombot.adapters.telegram.desk import SENTENCES, require_sentences
from iombot.errors import ConfigurationError


def test_the_shipped_knowledge_has_every_sentence_and_none_in_vain() -> None:
    shipped = [id_.removeprefix("telegram-") for id_ in shipped_knowledge().phrases if id_.startswith("telegram-")]
    assert sorted(shipped) == sorted(SENTENCES)


def test_a_knowledge_base_without_words_for_telegram_is_refused_with_their_names(core: FakeCore) -> None:
    require_sentences(core.knowledge)
    phrases = {id_: text for id_, text in core.knowledge.phrases.items() if id_ != "telegram-error"}
    with pytest.raises(ConfigurationError, match=r"Missing under phrases: telegram-error\."):
        require_sentences(replace(core.knowledge, phrases=phrases))
