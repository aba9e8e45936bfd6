"""Files of the installation itself that a page may ask for: the logo, and what was refused."""

from pathlib import Path

from flask import Flask, Response, abort

from layouts._face import Face

LOGO = "/eigen/logo"
_REJECTS = "/eigen/geweigerd/"
_EXCEL_READS_UTF8 = "\ufeff".encode()


def rejects_of(folder: Path | None, kind: str) -> list[tuple[str, str]]:
    """Name and address of each CSV with refused rows of a kind of source, masked; none where it may not be downloaded."""
    if folder is None or not folder.is_dir():
        return []
    return [(path.name, _REJECTS + path.name) for path in sorted(folder.glob(f"{kind}-*.csv"))]


def add_own_files(server: Flask, face: Face) -> None:
    """Routes for what there is; without a logo or outside the private tier there is no such route."""

    def logo() -> Response:
        content, kind = face.logo or abort(404)
        return Response(content, content_type=kind, headers={"Cache-Control": "max-age=3600"})

    def rejects(name: str) -> Response:
        found = {path.name: path for path in (face.rejects or Path()).glob("*.csv")}
        if name not in found:
            abort(404)
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return Response(
            _EXCEL_READS_UTF8 + found[name].read_bytes(), content_type="text/csv; charset=utf-8", headers=headers
        )

    if face.logo:
        server.add_url_rule(LOGO, view_func=logo, endpoint="own_logo")
    if face.rejects:
        server.add_url_rule(f"{_REJECTS}<name>", view_func=rejects, endpoint="own_rejects")
