"""The budget of calls: never more in any minute than the limit, wherever in their time calls arrive; and all of it used."""

from __future__ import annotations

import heapq
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.fleet.running.budget import FIRST_PAUSE, LOST, WINDOW, Budget


class Callers:
    """So many callers who always want one more call, each taking some time; on a clock that only they turn."""

    def __init__(self, budget: Budget, callers: int, seconds: list[float], chance: Random) -> None:
        self.budget, self.seconds, self.chance = budget, seconds, chance
        self.waiting, self.under_way = callers, list[tuple[float, int]]()
        self.now, self.arrivals = 1000.0, list[float]()

    def call_until(self, end: float) -> list[float]:
        """When Google got the calls: anywhere between the moment they were let through and that they were over."""
        while self.now < end:
            wait = self.budget.wait(self.now)
            if self.waiting and wait == 0:
                number, took = self.budget.take(self.now), self.chance.choice(self.seconds)
                self.arrivals.append(self.now + took * self.chance.random())
                heapq.heappush(self.under_way, (self.now + took, number))
                self.waiting -= 1
                continue
            over = self.under_way[0][0] if self.under_way else end
            self.now = min(over, self.now + wait) if self.waiting and wait else over
            while self.under_way and self.under_way[0][0] <= self.now:
                self.budget.end(heapq.heappop(self.under_way)[1], self.now)
                self.waiting += 1
        return sorted(self.arrivals)


def most_in_a_minute(arrivals: list[float]) -> int:
    return max((sum(first <= each < first + 60 for each in arrivals) for first in arrivals), default=0)


@given(
    limit=st.integers(1, 20),
    callers=st.integers(1, 30),
    seconds=st.lists(st.floats(0.01, 30), min_size=1, max_size=4),
    chance=st.randoms(use_true_random=False),
)
def test_no_minute_ever_sees_more_than_the_limit(limit, callers, seconds, chance):
    arrivals = Callers(Budget(limit), callers, seconds, chance).call_until(1200)

    assert most_in_a_minute(arrivals) <= limit


def test_nearly_all_of_the_budget_is_used_when_the_work_is_there():
    arrivals = Callers(Budget(60), 4, [0.2], Random(1)).call_until(1000 + 10 * 60)

    assert len(arrivals) >= 0.95 * 60 * 10


def test_calls_of_an_earlier_run_still_count():
    budget = Budget(2, earlier=[990.0, 999.0])

    assert budget.wait(1000.0) == 990.0 + WINDOW - 1000.0


def test_after_a_refusal_nobody_calls_for_as_long_as_google_asks():
    budget = Budget(60)
    budget.busy(1000.0, retry_after=17)

    assert budget.wait(1000.0) == 17
    assert budget.wait(1017.0) == 0


def test_refusals_that_go_on_wait_longer_each_time_and_begin_anew_after_a_quiet_minute():
    budget, now, waits = Budget(60), 1000.0, []
    for _ in range(3):
        budget.busy(now)
        waits.append(budget.wait(now))
        now += waits[-1]
    budget.busy(now + WINDOW + 60)

    assert waits == [FIRST_PAUSE, FIRST_PAUSE * 2, FIRST_PAUSE * 4]
    assert budget.wait(now + WINDOW + 60) == FIRST_PAUSE


def test_calls_that_were_under_way_together_are_one_refusal():
    budget = Budget(60)
    for moment in (1000.0, 1000.5, 1001.0):
        budget.busy(moment)

    assert budget.wait(1001.0) == FIRST_PAUSE - 1
    assert budget.turned_away == 3


def test_a_worker_that_is_gone_gives_its_calls_back_a_minute_later():
    budget = Budget(1)
    budget.take(1000.0, by="tcp://a")
    budget.end_all("tcp://a", 1010.0)

    assert budget.wait(1010.0) == WINDOW


def test_a_call_whose_end_nobody_tells_of_is_not_kept_for_ever():
    budget = Budget(1)
    budget.take(1000.0)

    assert budget.wait(1000.0) == LOST
    assert budget.wait(1000.0 + LOST) == 0
