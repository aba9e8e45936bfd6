"""The process that makes one long file: a task as JSON on standard input, what it does as JSON lines on standard output."""

import json
import sys
from pathlib import Path
from typing import Any

from data.configuration import OpenDataRules
from data.errors import BuurtlichtError, CallerMistakeError
from data.vocabulary import Tier
from data.workflow import Store
from indicators.read_model import ReadModel
from layouts._exports.folders import Folders
from layouts._exports.kind import export, export_kinds
from layouts._exports.request import SharedWith
from layouts._exports.screen_files import request_of
from layouts._exports.view_of import seen


def _say(**content: Any) -> None:  # noqa: ANN401  what JSON holds
    sys.stdout.write(json.dumps(content, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Make the file; its place, or the sentence that says why not, is the last line."""
    task = json.load(sys.stdin)
    folders = Folders(
        Path(task["builds"]), Path(task["geometry"]), Tier(task["tier"]), OpenDataRules(**task["open_data"])
    )
    try:
        _say(share=0.02, stage="Beginnen")
        found = ReadModel(folders.builds, folders.tier).serving()
        if found is None:
            raise CallerMistakeError("Er is nog geen meting: maak die eerst met buurtlicht build.")
        view = seen(found, task["path"], task["search"])
        shared = SharedWith(task["agreement"], task["party"])
        request = request_of(found, view, folders, shared, Store(task["store"]) if task["store"] else None)
        kind = export_kinds().get(task["kind"])
        if kind is None:
            raise CallerMistakeError("Dit bestand bestaat niet: kies een ander bestand uit het menu.")
        path = Path(task["folder"]) / kind.file_name(request)
        export(kind, request, path, lambda share, stage: _say(share=share, stage=stage), lambda: False)
        _say(file=str(path))
    except BuurtlichtError as error:
        _say(mistake=str(error))
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
