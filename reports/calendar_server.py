"""Calendars on a CalDAV server: what is new is put, what changed is put again, what went goes."""

import base64
import datetime as dt
import http.client
import socket
import ssl
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from reports.calendar_events import CalendarHead, duty_event
from reports.formats import ics
from rota_desk.errors import Refusal
from rota_desk.queries.clinician_calendar import ClinicianCalendar

OURS = "@rota-desk"
PATIENCE = 30  # seconds for one answer
BIGGEST = 20 * 1024 * 1024
_DAV = "{DAV:}"
_ASK = b'<?xml version="1.0"?><propfind xmlns="DAV:"><prop><getetag/></prop></propfind>'
_MAKE = (
    '<?xml version="1.0" encoding="utf-8"?><C:mkcalendar xmlns="DAV:" '
    'xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop><displayname>{name}</displayname>'
    "</prop></set></C:mkcalendar>"
)
_MADE, _GONE, _THERE_IS_NONE, _STANDS = (201, 207), (200, 204, 404), 404, 405


@dataclass(frozen=True, slots=True)
class Delivered:
    """What was done to one person's calendar on the server."""

    name: str
    put: int
    removed: int
    same: int


@dataclass(frozen=True, slots=True)
class CalendarServer:
    """A place on a CalDAV server under which each person has a calendar."""

    place: str  # https://server/user
    user: str = ""
    password: str = field(default="", repr=False)

    def deliver(
        self,
        calendar: ClinicianCalendar,
        word: str,
        head: CalendarHead,
        days: tuple[dt.date, dt.date],
    ) -> Delivered:
        """Bring one person's calendar up to date; `word` is its name in the address.

        Entries of the rota that the server has and the rota has not are removed where they begin
        on one of the half-open `days`; whatever else lies there is left alone.
        """
        home = f"{self.place.rstrip('/')}/{quote(word)}/"
        there = self._entries(home, calendar.name)
        wanted = {f"{_file(duty.uid)}": duty for duty in calendar.duties}
        put = 0
        for file, duty in wanted.items():
            content = ics.calendar(
                [duty_event(duty, head)],
                name=f"Rota, {calendar.name}",
                made=head.made,
                zone=calendar.zone,
                in_utc=head.in_utc,
            )
            if self._differs(home + quote(file), content, there=file in there):
                self._send("PUT", home + quote(file), content, ics.MEDIA_TYPE)
                put += 1
        gone = [one for one in sorted(there - set(wanted)) if self._begins(home, one, days)]
        for file in gone:
            self._send("DELETE", home + quote(file), expected=_GONE)
        return Delivered(calendar.name, put, len(gone), len(wanted) - put)

    def _entries(self, home: str, name: str) -> set[str]:
        """The files of a calendar that are ours; the calendar is made where there is none."""
        status, answer = self._answer("PROPFIND", home, _ASK, "application/xml", {"Depth": "1"})
        if status == _THERE_IS_NONE:
            body = _MAKE.format(name=_escaped(f"Rota, {name}")).encode()
            self._send("MKCALENDAR", home, body, "application/xml", expected=_MADE)
            return set()
        self._refuse_unless(status, (207,), home)
        try:
            tree = ET.fromstring(answer)  # noqa: S314 - expat refuses entities that grow
        except ET.ParseError:
            raise Refusal(f"{self._host()} does not answer as a calendar server does.") from None
        paths = [unquote(one.text or "") for one in tree.iter(f"{_DAV}href")]
        files = {path.rstrip("/").rpartition("/")[2] for path in paths if not path.endswith("/")}
        return {file for file in files if file.endswith(f"{OURS}.ics")}

    def _differs(self, address: str, content: bytes, *, there: bool) -> bool:
        """Whether the server has another version, or none."""
        if not there:
            return True
        status, kept = self._answer("GET", address)
        return status != http.client.OK or _facts(kept) != _facts(content)

    def _begins(self, home: str, file: str, days: tuple[dt.date, dt.date]) -> bool:
        """Whether an entry on the server begins on one of the days."""
        status, kept = self._answer("GET", home + quote(file))
        if status != http.client.OK:
            return False
        starts = [line for line in _facts(kept) if line.startswith("DTSTART")]
        day = starts[0].rpartition(":")[2][:8] if starts else ""
        return f"{days[0]:%Y%m%d}" <= day < f"{days[1]:%Y%m%d}"

    def _send(
        self,
        verb: str,
        address: str,
        body: bytes = b"",
        media: str = "",
        expected: tuple[int, ...] = (200, 201, 204),
    ) -> None:
        status, _ = self._answer(verb, address, body, media)
        self._refuse_unless(status, expected, address)

    def _answer(
        self,
        verb: str,
        address: str,
        body: bytes = b"",
        media: str = "",
        more: dict[str, str] | None = None,
    ) -> tuple[int, bytes]:
        """Ask the server; what it answers, or a refusal when it cannot be asked."""
        request = urllib.request.Request(  # noqa: S310 - `_refuse_odd_place` saw the address
            address, data=body or None, method=verb, headers=self._heads(media, more or {})
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
                return answer.status, answer.read(BIGGEST)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, b""
        except (OSError, http.client.HTTPException, ValueError) as error:
            why = getattr(error, "reason", None) or error
            raise Refusal(
                f"{self._host()} cannot be reached: {_plainly(why)}. "
                "Check the address and the network."
            ) from None

    def _heads(self, media: str, more: dict[str, str]) -> dict[str, str]:
        heads = {"User-Agent": "Rota Desk", **more}
        if media:
            heads["Content-Type"] = media
        if self.user:
            pair = f"{self.user}:{self.password}".encode()
            heads["Authorization"] = f"Basic {base64.b64encode(pair).decode('ascii')}"
        return heads

    def _refuse_unless(self, status: int, expected: tuple[int, ...], address: str) -> None:
        if status in expected:
            return
        if status in (401, 403):
            raise Refusal(f"{self._host()} does not let {self.user or 'nobody'} in there.")
        path = urlsplit(address).path
        raise Refusal(f"{self._host()} answered {status} for {path}; nothing more was sent.")

    def _host(self) -> str:
        return urlsplit(self.place).hostname or self.place


def calendar_server(place: str, user: str, password: str) -> CalendarServer:
    """A server at a web address; a refusal where it is none, or would show the password."""
    parts = urlsplit(place)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refusal(f"{place} is no web address; write it as https://server/calendars/user.")
    here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if parts.scheme == "http" and user and not here:
        raise Refusal("Over http the password could be read on the way; use an https address.")
    return CalendarServer(place, user, password)


def _plainly(why: object) -> str:
    """Say in a few words why nobody answers; without a system's numbers."""
    if isinstance(why, ssl.SSLError):
        return "its certificate is not trusted"
    if isinstance(why, ConnectionRefusedError):
        return "nothing answers there"
    if isinstance(why, socket.gaierror):
        return "no computer has that name"
    if isinstance(why, TimeoutError):
        return "it does not answer in time"
    return getattr(why, "strerror", None) or str(why)


def _file(uid: str) -> str:
    return f"{uid}.ics"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _facts(content: bytes) -> frozenset[str]:
    """What a calendar says, whatever the order and folding in which a server keeps it."""
    text = content.decode("utf-8", "replace").replace("\r\n ", "").replace("\r\n", "\n")
    event = text.partition("BEGIN:VEVENT")[2].partition("END:VEVENT")[0]
    return frozenset(line for line in event.split("\n") if line)
