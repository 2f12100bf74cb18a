"""Phone numbers: whether they can be, and how they are dialled from anywhere."""

from __future__ import annotations

import phonenumbers


def international(printed: str) -> str | None:
    """E.164 form of a number printed with its country code, such as `+41791235087`; None where no phone can have it."""
    try:
        number = phonenumbers.parse(printed)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def national(e164: str) -> str:
    """The digits of a number without the code of its country."""
    return phonenumbers.national_significant_number(phonenumbers.parse(e164))
