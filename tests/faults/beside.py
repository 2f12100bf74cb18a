"""To be imported first by what is run as a program: it needs what stands beside the tests of the Telegram bot."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "telegram_bot"))
