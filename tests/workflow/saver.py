"""Save verdicts from 50 threads and print the id of each when the store confirmed it: `python -m tests.workflow.saver`.

Arguments: the URL of the store and the id of a round. Runs until it is killed.
"""

import sys
import threading
from itertools import count

from data.vocabulary import Light
from data.workflow import Store, User
from data.workflow.verdict_facts import ModelLight, Role
from data.workflow.verdicts import save_verdict

_THREADS = 50
_SAID = threading.Lock()


def _save(store: Store, round_id: str, area_id: str) -> None:
    version: int | None = None
    for turn in count(1):
        light = (Light.GREEN, Light.AMBER, Light.RED)[turn % 3]
        save_verdict(
            store, User("Anna"), round_id=round_id, area_id=area_id, role=Role.MANAGER, light=light,
            reason="recognised", model=ModelLight(Light.RED, "b"), version=version,
        )  # fmt: skip
        version = turn
        with _SAID:
            sys.stdout.write(f"{area_id} {version} {light}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    opened = Store(sys.argv[1])
    for number in range(_THREADS):
        threading.Thread(target=_save, args=(opened, sys.argv[2], f"complex:{number}")).start()
