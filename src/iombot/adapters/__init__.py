"""Adapters translate one channel (console, pipe, Telegram) to the core and back."""
