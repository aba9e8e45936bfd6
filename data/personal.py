"""What looks like personal data in a text or a cell: the forms that ingest and the pages both refuse."""

import re

EMAIL_CELL = re.compile(r"^[^@ ]+@[^@ ]+[.][a-zA-Z]+$")
PHONE_CELL = re.compile(r"^([+]31|0031|0)[ -]?[1-9]([ -]?[0-9]){8}$")
_EMAIL = re.compile(r"[^\s@,;:<>()]+@[^\s@,;:<>()]+[.][a-zA-Z]{2,}")
_PHONE = re.compile(r"(?<![0-9])([+]31|0031|0)[ ()./-]{0,3}(0[ )./-]{0,3})?[1-9]([ ./-]?[0-9]){8}(?![0-9])")
_NINE_DIGITS = re.compile(r"(?<![0-9])[0-9]([ .-]?[0-9]){7,8}(?![0-9])")
_BSN_LENGTH = 9


def is_citizen_number(digits: str) -> bool:
    """The eleven test of the BSN, on nine digits."""
    if not re.fullmatch(r"[0-9]{9}", digits):
        return False
    *first, check = map(int, digits)
    return (sum(weight * digit for weight, digit in zip(range(9, 1, -1), first, strict=True)) - check) % 11 == 0


def personal_words(text: str) -> tuple[str, ...]:
    """The kinds of personal data that stand in a free text, as Dutch nouns; empty where none is seen.

    Sees e-mail addresses, Dutch phone numbers and citizen numbers (BSN, also of eight digits) with the usual
    spaces, dots and hyphens. It cannot see names.
    """
    found = []
    if _EMAIL.search(text):
        found.append("e-mailadres")
    if _PHONE.search(text):
        found.append("telefoonnummer")
    for match in _NINE_DIGITS.finditer(text):
        digits = re.sub(r"[^0-9]", "", match.group())
        if is_citizen_number(digits.zfill(_BSN_LENGTH)):
            found.append("burgerservicenummer")
            break
    return tuple(found)
