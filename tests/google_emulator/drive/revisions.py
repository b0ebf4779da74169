"""Revisions of files and comments on them, as far as clients ask for them in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.google_emulator.drive import access, files, listing, resource, uploads
from tests.google_emulator.drive.state import File
from tests.google_emulator.wire import ApiError, Call, Reply

if TYPE_CHECKING:
    from tests.google_emulator.world import World

Json = dict[str, Any]


def list_revisions(world: World, call: Call) -> Json:
    """The revisions of a file, the oldest first."""
    file = _find(world, call)
    page, token = listing.page_of(call, file.revisions, int(call.first("pageSize", "200")), 1000)
    shown = [resource.revision_resource(world, call, file, revision) for revision in page]
    reply: Json = {"kind": "drive#revisionList", "revisions": shown}
    return reply | ({"nextPageToken": token} if token else {})


def get_revision(world: World, call: Call) -> Json | Reply:
    """One revision, or with `alt=media` its bytes."""
    file, wanted = _find(world, call), call.params["revisionId"]
    for revision in file.revisions:
        if revision.id == wanted or (wanted == "head" and revision is file.revisions[-1]):
            if call.first("alt") == "media":
                return files.download(call, file, revision.content)
            return resource.revision_resource(world, call, file, revision)
    raise ApiError(404, f"Revision not found: {wanted}.", reason="notFound", location="revisionId")


def _find(world: World, call: Call) -> File:
    """The file that a call is about, also in a shared drive."""
    call.query = {**call.query, "supportsAllDrives": ["true"]}  # these methods have no such parameter
    return access.find(world, call, call.params["fileId"])


# --- comments -----------------------------------------------------------------------------------------------------


def list_comments(world: World, call: Call) -> Json:
    """The comments on a file."""
    _demand_fields(call)
    return {"kind": "drive#commentList", "comments": list(_find(world, call).comments)}


def create_comment(world: World, call: Call) -> Json:
    """A new comment on a file."""
    _demand_fields(call)
    file, given = _find(world, call), uploads.metadata(call)
    if not given.get("content"):
        raise ApiError(400, "The comment content is required.", reason="required", location="comment.content")
    if not world.may(call.account, file.id, "commenter"):
        raise access.forbidden()
    now = resource.rfc3339(world.clock.now())
    author = resource.user(world, call, call.account.email)
    comment = {
        "kind": "drive#comment",
        "id": f"AAAA{len(file.comments) + 1:08d}",
        "content": given["content"],
        "htmlContent": given["content"],
        "author": {key: value for key, value in author.items() if key != "emailAddress"},
        "createdTime": now,
        "modifiedTime": now,
        "deleted": False,
        "replies": [],
    }
    comment |= {key: given[key] for key in ("anchor", "quotedFileContent") if key in given}
    file.comments.append(comment)
    return comment


def _demand_fields(call: Call) -> None:
    if not call.first("fields"):
        raise ApiError(
            400, "The 'fields' parameter is required for this method.", reason="required", location="fields"
        )
