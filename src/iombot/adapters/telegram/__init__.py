"""Telegram: turns updates into questions for the core, and its replies into messages."""

import sys

# The libraries load more than they need where it is installed, and do without where the import fails, which is what
# None stands for: an HTTP library's command line of its own, with Rich and Pygments, and a server for webhooks,
# Tornado, whose place ours takes.
for unused in ("httpx._main", "telegram.ext._utils.webhookhandler"):
    sys.modules.setdefault(unused, None)  # type: ignore[arg-type]
