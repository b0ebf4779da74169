"""report: the papers."""

from __future__ import annotations

from typing import Any

import click

from sheets_sync.errors import UsageError
from sheets_sync.language import N_, Message
from sheets_sync.options import Run, chosen_period, period_options, shared_options


@click.command(help=N_("Viết báo cáo và đặt vào thư mục báo cáo; tệp ai đó đã sửa thì không bị ghi đè."))
@click.argument("kinds", metavar="[KIND]...", nargs=-1)
@period_options
@click.option("--format", "formats", default="docx", metavar="docx", help=N_("Định dạng."))
@click.option("--list", "only_list", is_flag=True, help=N_("Chỉ liệt kê các loại báo cáo."))
@click.option("--replace", is_flag=True, help=N_("Ghi đè cả tệp đã có người sửa."))
@shared_options
def report(
    run: Run,
    kinds: tuple[str, ...],
    month: str | None,
    term: int | None,
    whole_year: bool,
    formats: str,
    only_list: bool,
    replace: bool,
) -> None:
    """Generate documents."""
    from sheets_sync.documents import KINDS
    from sheets_sync.nearest import nearest
    from sheets_sync.output import print_json

    if only_list:
        print_json({"kinds": list(KINDS)}) if run.as_json else click.echo("\n".join(KINDS))
        return
    for kind in kinds:
        if kind not in KINDS:
            near = nearest(kind, KINDS) or KINDS[0]
            raise UsageError(
                Message(N_("Không có loại báo cáo “{kind}”. Có phải “{near}”?"), {"kind": kind, "near": near})
            )
    if formats != "docx":
        raise UsageError(
            Message(N_("Bản này chỉ viết được docx, chưa viết được “{formats}”."), {"formats": formats})
        )
    if term or whole_year:
        raise UsageError(Message(N_("Báo cáo monthly là của một tháng: chọn bằng --month.")))
    documents = reported(run, kinds or KINDS, month, replace)
    if run.as_json:
        print_json(documents)


def reported(run: Run, kinds: tuple[str, ...], month: str | None, replace: bool) -> dict[str, Any]:
    from sheets_sync import documents
    from sheets_sync.model import Month
    from sheets_sync.publishers.folder import FolderPublisher

    results = run.results()
    period = chosen_period(run, results, month, None, False)
    assert isinstance(period, Month)
    publisher = FolderPublisher(run.config.reports_path)
    made = []
    for kind in kinds:
        document = documents.build(kind, results, period)
        published = publisher.publish(document, replace=replace)
        run.say("Đã viết {path}." if published.changed else "{path} không thay đổi.", path=published.location)
        if published.name != document.name:
            run.say("{name} đã có người sửa nên được giữ nguyên (--replace để ghi đè).", name=document.name)
        made.append(
            {"kind": kind, "period": str(period), "format": document.format, "name": published.name}
            | {"location": str(published.location), "changed": published.changed}
        )
    return {"documents": made}
