"""Ask every callback of the app what no page asks; prints callback, value and status of each as JSON."""

import json
import logging
import sys
from pathlib import Path
from typing import Any

from dash.dependencies import DashDependency

from data.vocabulary import Tier
from data.workflow import Store, sqlite_url
from layouts._server import dash_app
from layouts._store import Workflow
from tests.bench.load import UPDATE

_VALUES: tuple[Any, ...] = (None, {}, [], "", "x", 0, 2.5, {"scope": 5}, {"scope": {}, "feature": "x"})


def main(folder: Path) -> None:
    """`folder` is an installation with one build."""
    logging.disable()
    store = Store(sqlite_url(folder / "workflow.sqlite"))
    app = dash_app(folder / "builds", folder / "geometry", Tier.PRIVATE, b"test", Workflow(store, Tier.PRIVATE))
    asked = [name for name, declared in app.callback_map.items() if "callback" in declared]
    with app.server.test_client() as client:
        told = [
            (name, repr(value), client.post(UPDATE, json=_question(name, app.callback_map[name], value)).status_code)
            for value in _VALUES
            for name in asked
        ]
    sys.stdout.write(json.dumps(told))


def _question(name: str, declared: dict[str, Any], value: object) -> dict[str, Any]:
    """Well-formed, with the same value everywhere."""

    def given(each: DashDependency) -> Any:
        made = {"id": each.component_id, "property": each.component_property, "value": value}
        return [] if each.has_wildcard() else made

    outputs = declared["output"]
    return {
        "output": name,
        "outputs": [given(each) for each in outputs] if isinstance(outputs, list | tuple) else given(outputs),
        "inputs": [given(each) for each in declared["raw_inputs"]],
        "state": [{**each, "value": value} for each in declared["state"]],
        "changedPropIds": [],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
