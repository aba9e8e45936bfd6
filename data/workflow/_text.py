"""What people write in a field: not too long, and nothing about persons."""

from data.errors import CallerMistakeError
from data.personal import personal_words


def check_text(name: str, text: str, longest: int, about: str = "dit gaat over een plek") -> None:
    """Raise CallerMistakeError, in one Dutch sentence, for a text in the field `name` that cannot be kept."""
    if len(text) > longest:
        raise CallerMistakeError(f"Houd '{name}' korter dan {longest} tekens: nu zijn het er {len(text)}.")
    if found := personal_words(text):
        raise CallerMistakeError(f"Bij '{name}' staat een {found[0]}: haal dat weg, {about}.")
