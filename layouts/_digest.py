"""The monthly digest of attenderingen: the same list as HTML and as text, to a file or by mail."""

import datetime as dt
import os
import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape

from data.configuration import MailRules
from data.errors import CallerMistakeError
from data.workflow import Store
from data.workflow.signals import DUTCH_STATES
from indicators.read_model import Serving
from layouts._notes import not_real
from layouts._signals import BOXES, PATH, Item, inbox
from layouts._text import count, long_date

PASSWORD = "BUURTLICHT_SMTP_PASSWORD"  # noqa: S105  the name of the variable
_TOLD = ("nieuw", "gezien", "in-behandeling")
_PATIENCE = 30
_ABOUT = "Dit gaat over plekken, niet over bewoners. Alleen voor gebruik binnen de organisatie."


@dataclass(frozen=True)
class Digest:
    """One digest in both forms."""

    subject: str
    text: str
    html: str


def digest(found: Serving, store: Store, today: dt.date) -> Digest:
    """What is open now, new first. Raises CallerMistakeError where the build has no attenderingen."""
    frame = found.signal_frame
    if frame is None:
        raise CallerMistakeError("Deze meting heeft geen attenderingen. Maak een nieuwe met: buurtlicht build.")
    items = inbox(found, store, today)
    build = found.build
    listed = [(BOXES[box], [item for item in items if item.box == box]) for box in _TOLD]
    amount = sum(len(there) for _, there in listed)
    subject = f"{build.corporation}: {count(amount, 'attendering', 'attenderingen')}, peildatum {long_date(build.reference_date)}"
    address = f"{build.base_url.rstrip('/')}{PATH}" if build.base_url else ""
    lines, parts = [subject, ""], [f"<h1>{escape(subject)}</h1>"]
    for word, there in listed:
        lines += [f"{word} ({len(there)})", *[f"- {_line(item)}" for item in there], ""]
        rows = "".join(f"<li>{escape(_line(item))}</li>" for item in there)
        parts.append(f"<h2>{escape(word)} ({len(there)})</h2><ul>{rows}</ul>")
    last = [f"Verwacht: ten hoogste {frame.budget:g} valse attendering per maand over het hele bezit.".replace(".", ",", frame.budget != int(frame.budget)), _ABOUT, *not_real(build)]  # fmt: skip
    lines += [*([address, ""] if address else []), *last]
    parts += [f'<p><a href="{escape(address)}">{escape(address)}</a></p>'] if address else []
    parts += [f"<p>{escape(text)}</p>" for text in last]
    page = f'<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>{escape(subject)}</title></head><body>{"".join(parts)}</body></html>\n'
    return Digest(subject, "\n".join(lines) + "\n", page)


def _line(item: Item) -> str:
    handling, signal = item.handled.handling, item.signal
    owner = f" [{DUTCH_STATES[handling.state]}: {handling.owner}]" if handling.owner else ""
    return f"{signal.name}{f' ({signal.district})' if signal.district else ''}: {signal.sentence}{owner}"


def send(made: Digest, rules: MailRules) -> None:
    """Send it by SMTP, with TLS where configured. Raises CallerMistakeError where the server refuses or is away."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = made.subject, rules.sender, ", ".join(rules.recipients)
    message.set_content(made.text)
    message.add_alternative(made.html, subtype="html")
    try:
        with smtplib.SMTP(rules.host, rules.port, timeout=_PATIENCE) as server:
            if rules.starttls:
                server.starttls()
            if rules.user:
                server.login(rules.user, os.environ.get(PASSWORD, ""))
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        told = f"De mailserver {rules.host}:{rules.port} nam het overzicht niet aan ({type(error).__name__}): controleer [digest] in monitor.toml en {PASSWORD}."
        raise CallerMistakeError(told) from error
