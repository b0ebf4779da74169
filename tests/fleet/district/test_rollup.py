"""The district's figures are the schools' own, put side by side."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest

from sheets_sync import pipeline
from sheets_sync.awards.agenda import agenda
from sheets_sync.documents.fields.request import DocumentRequest, figures_of
from sheets_sync.documents.fields.titles import titles
from sheets_sync.documents.kinds import stock_kinds
from sheets_sync.errors import RefusedError
from sheets_sync.fleet.district.figures import Proposal
from sheets_sync.fleet.district.publish import district as district_of
from sheets_sync.fleet.district.publish import publish
from sheets_sync.fleet.district.rollup import roll_up
from sheets_sync.fleet.district.same_person import proposed_twice
from sheets_sync.fleet.fleet_file import load_fleet
from sheets_sync.fleet.kept.school_parquet import read_school, school_bytes
from sheets_sync.fleet.kept.school_rows import school_row
from sheets_sync.fleet.kept.shelf import StateFolder
from sheets_sync.fleet.members import members
from sheets_sync.fleet.running.run import Order
from sheets_sync.results.due import agenda as calendar_of
from sheets_sync.results.month_figures import MonthFigures
from sheets_sync.results.registers import register_of
from sheets_sync.results.results import Results
from sheets_sync.rules.titles import BY_CODE
from sheets_sync.school.school import is_form
from sheets_sync.stores.xlsx import XlsxStore
from sheets_sync.stores.xlsx.outputs import OutputWorkbook
from tests.fleet.fleet_schools import SCHOOL, TODAY, district, run_each
from tests.sample_schools import SCHOOLS, Sample

pytestmark = pytest.mark.slow  # three schools' whole results


@pytest.fixture(scope="module", params=SCHOOLS)
def sample(request, tmp_path_factory) -> Results:
    """A sample school's own results."""
    one = Sample(request.param, tmp_path_factory.mktemp("sample"))
    today = date.fromisoformat(one.truth["today"])
    return pipeline.compute(XlsxStore(one.config, is_form(one.config)).read(), one.config, today)


@pytest.fixture(scope="module")
def figures(sample, tmp_path_factory):
    """The same school as the district sees it."""
    path = tmp_path_factory.mktemp("shelf") / "results.parquet"
    path.write_bytes(school_bytes(school_row("a", sample)))
    return roll_up({"a": path}, sample.config.year)


def test_the_shares_of_ratings(sample, figures):
    month = sample.latest_month()
    assert month
    shares = {share.rating: share.holders for share in MonthFigures(sample, month).shares if share.holders}
    assert figures.schools[0].ratings == shares
    assert figures.schools[0].not_rated == len(sample.ranking(month).not_rated)


def test_the_titles_and_their_quotas(sample, figures):
    items = agenda(sample.review, sample.verdicts)
    counted = {(item.title, outcome): n for item in items for outcome, n in item.counts.items()}
    assert figures.schools[0].titles == counted
    shares = {item.title: item.share for item in items if item.share}
    assert {title: quota.most for title, quota in figures.schools[0].quotas.items()} == {
        title: share.most for title, share in shares.items()
    }


def test_the_proposals_in_the_order_of_the_school(sample, figures):
    voted = {
        (title, vote.staff_id or vote.team) for vote in sample.school.votes for title in vote.titles or ()
    }
    listed = [
        (verdict.title, verdict.subject, verdict.verdict)
        for item in agenda(sample.review, sample.verdicts)
        for verdict in item.verdicts
        if verdict.registered or (verdict.title, verdict.subject) in voted
    ]
    undecided = ("over_quota", "on_hold")
    assert [(each.title, each.subject, each.verdict) for each in figures.proposals] == [
        each for each in listed if each[2] == "eligible"
    ]
    assert [(each.title, each.subject, each.verdict) for each in figures.undecided] == [
        each for each in listed if each[2] in undecided
    ]
    assert figures.proposals


def test_a_school_proposes_to_the_district_whom_its_own_papers_propose(sample, figures):
    year = sample.config.year
    paper = titles(DocumentRequest(stock_kinds()["year"], sample, year, figures_of(sample, year)))
    listed = {section["title"]: len(section["rows"]) for section in paper}
    counted = {BY_CODE[code].name: number for code, number in figures.schools[0].proposed.items()}

    assert counted == listed
    assert Counter(BY_CODE[each.title].name for each in figures.proposals) == listed


def test_everybody_is_rated_or_not_or_was_not_at_work(sample, figures):
    school = figures.schools[0]
    assert school.rated + school.not_rated + school.not_at_work == school.staff
    registered = school.registered_people + school.missing_registrations
    assert registered + school.need_not_register == school.staff


def test_the_registrations(sample, figures):
    register, school = register_of(sample), figures.schools[0]
    totals: Counter[str] = Counter()
    for (_, title), count in register.counts.items():
        totals[title] += count
    assert school.registrations == {title: count for title, count in totals.items() if count}
    assert school.registered_people == len(register.people)
    assert school.missing_registrations == len(register.missing)
    assert school.late_registrations == len(register.late)


def test_the_papers(sample, figures):
    calendar, school = calendar_of(sample), figures.schools[0]
    assert len(school.late) == len(calendar.late())
    assert school.submitted == sum(duty.state == "done" for duty in calendar.duties)


def test_the_ranks_go_through_parquet_unchanged(sample):
    row = read_school(school_bytes(school_row("a", sample)))
    month = sample.latest_month()
    kept = [(g["staff_id"], g["points"], g["rank"]) for g in row["grades"] if g["period"] == str(month)]
    assert kept == [(each.staff_id, each.points, each.rank) for each in sample.ranking(month).rows]


def test_the_same_results_give_the_same_file(sample):
    assert school_bytes(school_row("a", sample)) == school_bytes(school_row("a", sample))


# --- several schools --------------------------------------------------------------------------------------------


@pytest.fixture
def two(tmp_path) -> Path:
    return district(tmp_path, {"a": SCHOOL, "b": SCHOOL.replace("TV01", "VV99")})


def tabs_of(path: Path) -> dict[str, list[str]]:
    """The district's workbook as lines of text."""
    standing = OutputWorkbook(path).current_tabs()
    return {
        title: [" | ".join(str(cell) for cell in row if cell is not None) for row in rows]
        for title, rows in standing.tabs.items()
    }


def published(path: Path) -> tuple[str, ...]:
    fleet = load_fleet(path)
    return publish(district_of(fleet, members(fleet), TODAY))


def test_the_district_reads_its_schools_side_by_side(two):
    run_each(load_fleet(two), Order("sync", TODAY))
    published(two)

    tabs = tabs_of(two.parent / "tong-hop-don-vi.xlsx")
    schools = tabs["Các trường"]
    assert schools[4].startswith(
        "Trường a | xong | 2023-11-20 | 10/2023 | 3 | 3 | 0 | 0 | 0.3333 | 0.3333 | 0.3333 | 2 | 1 | 1"
    )
    assert schools[6].startswith("Cộng | 6 | 6 | 0 | 0 | 0.3333 | 0.3333 | 0.3333 | 4 | 2 | 2")
    registrations = tabs["Đăng ký của các trường"]
    assert registrations[4] == "1 | Trường a | 3 | 2 | 2 | 1 | 1 | 1"  # CSTĐCS implies LĐTT
    assert registrations[6] == "Cộng | 6 | 4 | 0 | 4 | 2 | 2 | 0 | 2"


def test_publishing_again_writes_nothing(two):
    run_each(load_fleet(two), Order("sync", TODAY))

    assert published(two)
    assert published(two) == ()


def test_a_school_that_failed_keeps_its_last_good_figures_and_says_why(two):
    fleet = load_fleet(two)
    run_each(fleet, Order("sync", TODAY))
    (two.parent / "a" / "so-thi-dua.xlsx").unlink()
    run_each(fleet, Order("sync", TODAY))
    published(two)

    row = tabs_of(two.parent / "tong-hop-don-vi.xlsx")["Các trường"][4]
    assert row.startswith("Trường a | không xong | 2023-11-20 | 10/2023 | 3 | 3")
    assert "so-thi-dua.xlsx" in row


def test_a_district_that_lost_half_its_schools_is_not_written(two):
    run_each(load_fleet(two), Order("sync", TODAY))
    published(two)
    before = (two.parent / "tong-hop-don-vi.xlsx").read_bytes()
    (two.parent / "b" / "config.toml").unlink()

    with pytest.raises(RefusedError, match="Chỉ còn 1 trường"):
        published(two)
    assert (two.parent / "tong-hop-don-vi.xlsx").read_bytes() == before


def test_the_summary_of_a_school_is_not_written_over(two):
    run_each(load_fleet(two), Order("sync", TODAY))
    copyfile(two.parent / "a" / "tong-hop.xlsx", two.parent / "khac.xlsx")
    with two.open("a", encoding="utf-8") as fleet:
        fleet.write('[store]\noutput = "khac.xlsx"\n')

    with pytest.raises(RefusedError, match="của một trường"):
        published(two)
    assert "Xếp hạng tháng" in tabs_of(two.parent / "khac.xlsx")


def cut_short(content: bytes) -> bytes:
    return content[:500]


def scratched(content: bytes) -> bytes:
    """Whole by its end, and nonsense before it."""
    return content[:200] + bytes(byte ^ 0x5A for byte in content[200:3000]) + content[3000:]


@pytest.mark.parametrize("damaged", [cut_short, scratched])
def test_a_damaged_file_is_left_out_and_the_others_are_read(two, damaged):
    fleet = load_fleet(two)
    run_each(fleet, Order("sync", TODAY))
    files = StateFolder(fleet.state_path).results(["a", "b"])
    files["a"].write_bytes(damaged(files["a"].read_bytes()))
    figures = roll_up(files, fleet.outputs.year)

    assert [school.key for school in figures.schools] == ["b"]
    published(two)
    assert "bị hỏng" in tabs_of(two.parent / "tong-hop-don-vi.xlsx")["Các trường"][4]


def test_results_of_another_schema_are_not_mixed_in(two):
    fleet = load_fleet(two)
    run_each(fleet, Order("sync", TODAY))
    status = next((fleet.state_path / "schools").glob("a-*/status.json"))
    status.write_text(
        status.read_text(encoding="utf-8").replace('"schema": 2', '"schema": 0'), encoding="utf-8"
    )

    assert list(StateFolder(fleet.state_path).results(["a", "b"])) == ["b"]
    published(two)
    assert "phiên bản khác" in tabs_of(two.parent / "tong-hop-don-vi.xlsx")["Các trường"][4]


def test_two_schools_of_one_name_are_told_apart(two):
    config = two.parent / "b" / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace("Trường b", "Trường a"), encoding="utf-8")
    run_each(load_fleet(two), Order("sync", TODAY))
    published(two)
    tabs = tabs_of(two.parent / "tong-hop-don-vi.xlsx")

    assert [row.partition(" | ")[0] for row in tabs["Các trường"][4:6]] == ["Trường a (a)", "Trường a (b)"]
    assert "Trường a (a) (TV02): LĐTT\nTrường a (b) (TV02): LĐTT" in "\n".join(tabs["Trùng người"])


# --- persons proposed twice -------------------------------------------------------------------------------------

AN = Proposal(
    "a",
    "Trường a",
    1,
    "01",
    "Nguyễn Thị Hoà",
    "Văn",
    False,
    "LDTT",
    True,
    "eligible",
    False,
    (),
    date(1980, 5, 1),
    None,
)


def other(**changes: object) -> Proposal:
    return AN._replace(school="b", school_name="Trường b", subject="77", **changes)


@pytest.mark.parametrize(
    ("proposals", "found"),
    [
        ([AN, other()], [True]),
        ([AN, other(name="nguyễn thị hòa")], [True]),  # the other style of placing the tone
        ([AN, other(born=date(1981, 5, 1))], []),
        ([AN, other(born=None)], [False]),
        ([AN, AN._replace(title="KNC")], []),  # two titles of one person are no slip
        ([AN, AN._replace(subject="02")], [True]),  # twice on one roster
        ([AN, other(is_team=True)], []),
        ([AN, other(), other(born=None)._replace(school="c")], [True, False]),
    ],
)
def test_who_is_proposed_twice(proposals, found):
    assert [each.certain for each in proposed_twice(proposals)] == found
