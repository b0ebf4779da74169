"""templates: the school's own templates, what is wrong in them, and what they can use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from sheets_sync.commands.completion_words import kinds_like
from sheets_sync.commands.help_pages import group
from sheets_sync.commands.options import Run, shared_options
from sheets_sync.errors import SheetsSyncError
from sheets_sync.language import N_

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.documents.kinds import DocumentKind
    from sheets_sync.documents.template_check import TemplateMistake
    from sheets_sync.model import Period
    from sheets_sync.results.results import Results

_LONGEST_SAMPLE = 60  # characters


@group(help=N_("Mẫu văn bản của trường."))
@shared_options
def templates(run: Run) -> None:
    """The group itself does nothing."""


@templates.command(
    "check",
    help=N_("Kiểm tra mẫu của trường (không có thì mẫu có sẵn): mọi thẻ sai, ở đoạn nào, đúng ra là gì."),
)
@shared_options
def templates_check(run: Run) -> None:
    """Lint every template."""
    from sheets_sync.commands.printing import print_json

    samples = _samples(run)
    known: dict[tuple[str, ...], Mapping[str, Any]] = {}  # kinds about the same periods use the same fields
    found = []
    for kind, path in _files(run):
        if kind.periods not in known:
            known[kind.periods] = _known(kind, samples)
        found.append((kind, path, _findings(path, known[kind.periods])))
    if run.as_json:
        print_json({"templates": [_checked_json(run, *each) for each in found]})
    for kind, path, findings in found:
        if not findings:
            run.say("Dùng được: {name}.", name=path.name)
        for finding in findings:
            what = run.t(finding.message.template, **finding.message.params)
            run.say(
                "{file} ({kind}), đoạn “{paragraph}”: {what}.",
                file=path.name,
                kind=kind.key,
                paragraph=finding.paragraph,
                what=what,
            )
    if any(findings for _, _, findings in found):
        run.say("Sửa các thẻ ấy trong Word. Xem những trường dùng được: sheets-sync templates fields LOẠI")
        click.get_current_context().exit(2)


@templates.command("fields", help=N_("Liệt kê những gì mẫu của một loại văn bản dùng được, kèm ví dụ."))
@click.argument("kind", metavar="KIND", shell_complete=kinds_like)
@shared_options
def templates_fields(run: Run, kind: str) -> None:
    """List the fields of a kind with sample values."""
    from sheets_sync.commands.printing import print_json, print_table
    from sheets_sync.documents.kinds import find_kind

    found = find_kind(kind, run.config)
    rows = list(dict(_flat("", _sample_of(found, _samples(run)[:1]))).items())
    if run.as_json:
        print_json({"kind": found.key, "fields": [{"name": name, "sample": sample} for name, sample in rows]})
        return
    print_table([run.t("Trường"), run.t("Ví dụ")], rows)


def _files(run: Run) -> Iterator[tuple[DocumentKind, Path]]:
    """Every template that is to be looked at, with its kind: the school's own ones, all languages, else the stock ones."""
    from sheets_sync.documents.kinds import kinds
    from sheets_sync.documents.word import STOCK, own_folder

    known = kinds(run.config)
    for path in sorted((own_folder(run.config) or STOCK).iterdir()):
        kind = known.get(path.name.split(".")[0])
        if kind and path.suffix in (".docx", ".html"):
            yield kind, path


def _samples(run: Run) -> list[Results]:
    """Schools to take sample values from: this one, where its sheets can be read, and the demo's."""
    import tempfile
    from pathlib import Path

    from sheets_sync import demo, pipeline
    from sheets_sync.settings.config_file import load_config
    from sheets_sync.stores.xlsx import XlsxStore

    with tempfile.TemporaryDirectory() as folder:
        demo.make(Path(folder))
        config = load_config(Path(folder) / demo.CONFIG)._replace(language=run.config.language)
        demo_school = pipeline.compute(XlsxStore(config, lambda _: True).read(), config, demo.DEMO_TODAY)
    try:
        return [run.results(), demo_school]
    except SheetsSyncError:  # a school that cannot be read yet may still write its templates
        return [demo_school]


def _sample_of(kind: DocumentKind, schools: list[Results]) -> Mapping[str, Any]:
    """The fields of a kind as values of the first school that has what it needs."""
    return next((fields for results in schools for fields in _fields(kind, results)), {})


def _fields(kind: DocumentKind, results: Results) -> Iterator[Mapping[str, Any]]:
    """The fields of a document of this kind for each sort of period that it may be about."""
    from sheets_sync.documents.fields import fields_for
    from sheets_sync.documents.fields.request import DocumentRequest, figures_of

    year, months = results.config.year, results.ranked_months
    periods: dict[str, Period] = {
        "month": months[-1] if months else year.months[0],
        "term": year.term(1),
        "year": year,
    }
    for name in kind.periods:
        period = periods[name]
        yield fields_for(
            DocumentRequest(kind._replace(whom="everybody"), results, period, figures_of(results, period))
        )


def _known(kind: DocumentKind, schools: list[Results]) -> Mapping[str, Any]:
    """The shape of what a kind's template may name whatever its period is."""
    from functools import reduce

    from sheets_sync.documents.template_check import shape_of, together

    found = [fields for results in schools for fields in _fields(kind, results)]
    common = set.intersection(*map(set, found))
    shapes: Any = (
        {name: shape_of(each) for name, each in fields.items() if name in common} for fields in found
    )
    whole: Any = reduce(together, shapes)
    return dict(whole)


def _findings(path: Path, known: Mapping[str, Any]) -> tuple[TemplateMistake, ...]:
    from sheets_sync.documents.template_check import check_lines, check_word
    from sheets_sync.documents.word import Template

    if path.suffix == ".html":
        return check_lines(path.read_text(encoding="utf-8-sig").splitlines(), known)
    return check_word(Template(path).parts, known)


def _checked_json(
    run: Run, kind: DocumentKind, path: Path, findings: tuple[TemplateMistake, ...]
) -> dict[str, Any]:
    return {
        "kind": kind.key,
        "file": path.name,
        "findings": [
            {
                "paragraph": each.paragraph,
                "name": each.name,
                "nearest": each.near,
                "message": run.t(each.message.template, **each.message.params),
            }
            for each in findings
        ],
    }


def _flat(name: str, value: object) -> Iterator[tuple[str, str]]:
    """`school.name`, `ranking[].points`: every value that a template can show, with a sample."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _flat(f"{name}.{key}" if name else key, each)
    elif isinstance(value, list | tuple):
        yield from _flat(f"{name}[]", value[0]) if value else [(f"{name}[]", "")]
    else:
        yield name, ("" if value is None else str(value))[:_LONGEST_SAMPLE]
