"""Drive v3 of the emulator: a handler for each method, by the id that it has in the discovery document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.google_emulator.drive import (
    about,
    changes,
    creating,
    drives,
    exporting,
    files,
    listing,
    permissions,
    revisions,
    updating,
    uploads,
)
from tests.google_emulator.wire import Call, Handler, Reply

if TYPE_CHECKING:
    from tests.google_emulator.world import World

HANDLERS: dict[str, Handler] = {
    "drive.files.create": creating.create,
    "drive.files.get": files.get,
    "drive.files.list": listing.files,
    "drive.files.update": updating.update,
    "drive.files.copy": creating.copy,
    "drive.files.delete": files.delete,
    "drive.files.export": exporting.export,
    "drive.files.generateIds": files.generate_ids,
    "drive.files.emptyTrash": files.empty_trash,
    "drive.permissions.create": permissions.create,
    "drive.permissions.list": permissions.list_,
    "drive.permissions.get": permissions.get,
    "drive.permissions.update": permissions.update,
    "drive.permissions.delete": permissions.delete,
    "drive.drives.create": drives.create,
    "drive.drives.list": drives.list_,
    "drive.drives.get": drives.get,
    "drive.drives.update": drives.update,
    "drive.drives.hide": drives.hide,
    "drive.drives.unhide": drives.unhide,
    "drive.drives.delete": drives.delete,
    "drive.about.get": about.get,
    "drive.changes.getStartPageToken": changes.start_page_token,
    "drive.changes.list": changes.list_,
    "drive.revisions.list": revisions.list_revisions,
    "drive.revisions.get": revisions.get_revision,
    "drive.comments.list": revisions.list_comments,
    "drive.comments.create": revisions.create_comment,
}


def UPLOADS(world: World, call: Call) -> dict[str, Any] | Reply:  # noqa: N802  as the server looks it up
    """Calls to the address of a resumable session, for which discovery has no method."""
    return uploads.receive(world, call, _finish)


def _finish(world: World, begun: Call, metadata: dict[str, Any], media: uploads.Media) -> dict[str, Any]:
    finish = updating.updated if begun.method_id == "drive.files.update" else creating.created
    return finish(world, begun, metadata, media)
