"""How media comes in: in one piece, beside its metadata, or in chunks over a resumable session."""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from tests.google_emulator import bodies, discovery
from tests.google_emulator.drive.state import UploadSession
from tests.google_emulator.wire import ApiError, Call, Reply

if TYPE_CHECKING:
    from tests.google_emulator.world import World

Json = dict[str, Any]
Media = tuple[str, bytes]  # media type, bytes

CHUNK = 256 * 1024
LIFETIME = 7 * 24 * 3600
_FOLDERS = ("/upload/", "/resumable/upload/")
_OCTETS = "application/octet-stream"
_RANGE = re.compile(r"bytes (?:(\d+)-(\d+)|\*)/(\d+|\*)")


def header(call: Call, name: str, default: str = "") -> str:
    """A request header, however its name is spelt."""
    return next((value for key, value in call.headers.items() if key.lower() == name.lower()), default)


def is_upload(call: Call) -> bool:
    """Whether a call brings media, or is about to."""
    return call.path.startswith(_FOLDERS)


def is_resumable(call: Call) -> bool:
    """Whether a call begins a resumable upload."""
    return is_upload(call) and call.first("uploadType") == "resumable"


def parts(call: Call) -> tuple[Json, Media | None]:
    """The metadata and the media of a call, of which a plain call has none."""
    if call.upload:
        return call.json, call.upload
    if not is_upload(call):
        return metadata(call), None
    kind = call.first("uploadType")
    if kind == "multipart":
        return _multipart(call)
    if kind == "media":
        return {}, (_plain_type(header(call, "Content-Type", _OCTETS)), call.body)
    raise ApiError(400, "Invalid upload request", reason="badContent", location="uploadType")


def metadata(call: Call) -> Json:
    """The metadata of a call; nulls are left in maps only, where they clear properties."""
    return _parsed(call.body) if is_upload(call) else dict(call.json)


def _parsed(body: bytes) -> Json:
    """The metadata of an upload, which nobody has checked yet."""
    return discovery.check_body("File", bodies.parse(body))


def _plain_type(text: str) -> str:
    return text.partition(";")[0].strip().lower()


# --- multipart ----------------------------------------------------------------------------------------------------


def _multipart(call: Call) -> tuple[Json, Media]:
    boundary = re.search(r'boundary="?([^";]+)"?', header(call, "Content-Type"))
    pieces = _pieces(call.body, boundary[1].encode()) if boundary else []
    if len(pieces) != 2:
        raise ApiError(400, "Malformed multipart body.", reason="badContent")
    (_, first), (headers, second) = pieces
    if headers.get("content-transfer-encoding", "").lower() == "base64":
        second = base64.b64decode(second)
    return _parsed(first), (
        _plain_type(headers.get("content-type", _OCTETS)),
        second,
    )


def _pieces(body: bytes, boundary: bytes) -> list[tuple[dict[str, str], bytes]]:
    """Headers and content of each part; lines end as the first one does."""
    mark = b"--" + boundary
    start = body.find(mark) + len(mark)
    line_end = b"\r\n" if body[start : start + 2] == b"\r\n" else b"\n"
    pieces = (line_end + body).split(line_end + mark)[1:]
    return [_piece(piece.removeprefix(line_end), line_end) for piece in pieces if not piece.startswith(b"--")]


def _piece(piece: bytes, line_end: bytes) -> tuple[dict[str, str], bytes]:
    head, _, content = (line_end + piece).partition(line_end * 2)
    unfolded = re.sub(r"\r?\n[ \t]+", " ", head.decode("latin-1"))  # clients wrap long headers
    lines = [line.partition(":") for line in unfolded.splitlines()]
    return {name.strip().lower(): value.strip() for name, _, value in lines}, content


# --- resumable ----------------------------------------------------------------------------------------------------


def begin(world: World, call: Call) -> Reply:
    """Open a session, to whose address the media is then put."""
    total = header(call, "X-Upload-Content-Length")
    media_type = _plain_type(header(call, "X-Upload-Content-Type", _OCTETS))
    upload_id = secrets.token_urlsafe(48)
    world.uploads[upload_id] = UploadSession(
        upload_id, call, metadata(call), media_type, int(total) if total else None, world.clock.now()
    )
    query = [(name, value) for name, values in call.query.items() for value in values]
    address = f"http://{header(call, 'Host', 'localhost')}{call.path}?{urlencode(query)}"
    location = f"{address}&{urlencode({'upload_id': upload_id})}"
    return Reply(headers={"Location": location, "X-GUploader-UploadID": upload_id})


Finish = Callable[["World", Call, Json, Media], Json]


def receive(world: World, call: Call, finish: Finish) -> Json | Reply:
    """Take a chunk of a session, or say how much has come; `finish` makes the file once it is whole."""
    session = _session(world, call)
    if session.result is not None:
        return session.result
    if call.method == "DELETE":
        del world.uploads[session.id]
        return Reply(status=499)
    _take(session, call)
    if session.total is None or len(session.received) < session.total:
        return _so_far(session)
    media = (session.media_type, bytes(session.received))
    try:
        session.result = finish(world, session.call, session.metadata, media)
    except ApiError:
        del world.uploads[session.id]
        raise
    return session.result


def _session(world: World, call: Call) -> UploadSession:
    session = world.uploads.get(call.first("upload_id"))
    if session is None or world.clock.now() - session.began > LIFETIME:
        raise ApiError(404, "Not Found", reason="notFound")
    return session


def _take(session: UploadSession, call: Call) -> None:
    text = header(call, "Content-Range")
    if not text:  # all of it at once
        session.received[:] = call.body
        session.total = len(call.body)
        return
    found = _RANGE.fullmatch(text.strip())
    if not found:
        raise _bad_request(f"Failed to parse Content-Range header: {text}")
    first, last, total = found.groups()
    if total != "*":
        session.total = int(total)
    if first is not None:
        _append(session, call.body, int(first), int(last))


def _append(session: UploadSession, chunk: bytes, first: int, last: int) -> None:
    if last - first + 1 != len(chunk):
        raise _bad_request(f"Content-Range is of {last - first + 1} bytes, but {len(chunk)} came.")
    is_last = session.total is not None and last + 1 == session.total
    if session.total is not None and last >= session.total:
        raise _bad_request("The chunk goes beyond the end of the upload.")
    if len(chunk) % CHUNK and not is_last:
        raise _bad_request("All chunks except the last must be a multiple of 256 KiB (262144 bytes).")
    if first > len(session.received):
        raise _bad_request(f"The chunk begins at {first}, but only {len(session.received)} bytes have come.")
    session.received += chunk[len(session.received) - first :]


def _bad_request(why: str) -> ApiError:
    return ApiError(400, f"Invalid request. {why}", reason="badRequest")


def _so_far(session: UploadSession) -> Reply:
    come = len(session.received)
    headers = {"Range": f"bytes=0-{come - 1}"} if come else {}
    return Reply(status=308, headers=headers | {"X-GUploader-UploadID": session.id})
