"""Answers of one build that several pages need: asked once of its file, and given to everyone after that."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

_Question = TypeVar("_Question", bound=Callable[..., Any])
_lock = threading.Lock()


def kept(most: int) -> Callable[[_Question], _Question]:
    """Mark a question of a build, of which that many answers stay; what was asked first goes first.

    The answers stand with the build and go with it. Everyone is given the same one, so it may not be changed, and its
    arguments must tell all that it depends on. Two threads that ask at the same time may both work it out.
    """

    def marked(question: _Question) -> _Question:
        place = f"_kept_{question.__name__}"

        @wraps(question)
        def asked(self: Any, *at: Any, **named: Any) -> Any:  # noqa: ANN401  whatever the question asks and gives
            answers: dict[Any, Any] = self.__dict__.setdefault(place, {})
            key = (at, tuple(sorted(named.items())))
            try:
                return answers[key]
            except KeyError:
                answer = question(self, *at, **named)
                with _lock:
                    answers[key] = answer
                    if len(answers) > most:
                        del answers[next(iter(answers))]
                return answer

        return cast("_Question", asked)

    return marked
