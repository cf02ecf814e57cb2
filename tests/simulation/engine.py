"""The seeded simulator: officers and accountants at work, clicking twice, timing out, crashing between statements."""

import random
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.db import connection

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.actions.ledger import TransferOrder, post_within
from khuyencong.programme.actions.payments import (
    PaymentDraft,
    PaymentMade,
    approve_payment,
    propose_payment,
    record_payment,
    reject_payment,
)
from khuyencong.programme.models import PaymentOrder, Plan, Project
from khuyencong.programme.rules.buckets import KINDS, OF_PROJECT, Bucket, Kind
from khuyencong.programme.rules.ledger import RULES, Account
from tests.simulation.checks import Broken, Watch
from tests.simulation.world import Clock, Office

TRANSFERS_A_YEAR = 300
BUSY = (Kind.ASSIGN, Kind.RESERVE, Kind.CONTRACT, Kind.PAY, Kind.ADVANCE, Kind.CLEAR, Kind.SETTLE, Kind.MOVE)
BY_ORDER = ("advance", "pay", "clear", "return_advance", "return_payment")


class Crashed(Exception):
    """The process died between two statements."""


class CrashAt:
    """Raises before the statement of a number, and lets those through by which a transaction is taken back."""

    def __init__(self, number):
        self.left = number

    def __call__(self, execute, sql, params, many, context):
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            self.left -= 1
            if self.left < 0:
                raise Crashed(sql)
        return execute(sql, params, many, context)


class Simulation:
    """One run from a seed; `steps` of it. `rules` and `post` can be broken on purpose."""

    def __init__(self, seed, *, rules=RULES, watch=None, post=post_within):
        self.seed, self.chance = seed, random.Random(seed)
        self.rules, self.post, self.year_size = rules, post, TRANSFERS_A_YEAR
        self.clock, self.office, self.watch = Clock(self.chance), Office(self.chance), watch or Watch()
        self.sent, self.told = [], {"posted": 0, "repeated": 0, "refused": 0, "crashed": 0}
        self.acts = [self.post_some] * 10 + [self.click_again] * 2 + [self.pay_by_order] * 3 + [self.undo] * 2
        self.acts += [self.change_project, self.post_into_locked, self.send_nonsense]

    def run(self, steps, progress=None):
        """Do the steps; a broken invariant carries the seed."""
        for number in range(steps):
            try:
                self.step()
            except Broken as broken:
                raise Broken(f"seed {self.seed}, step {number}: {broken}") from broken
            if progress is not None:
                progress(number + 1)
        return self.told

    def step(self):
        """Do one thing and look at everything afterwards."""
        if len(self.watch.rows) >= self.year_size * len(self.office.plans):
            self.turn_the_year()
        asked, done = self.chance.choice(self.acts)()
        self._look(self.office.plan, asked, done)

    def _look(self, plan, asked=None, done=None):
        self.watch.look(plan, self.office.lines[plan.pk], asked, done)

    def identity(self):
        return UUID(int=self.chance.getrandbits(128), version=4)

    def day(self):
        """A day of the year, mostly about now, sometimes dated back."""
        first = date(self.office.year, 1, 5)
        about = min(340, len(self.watch.rows) % self.year_size)
        return first + timedelta(days=max(0, about - self.chance.choice([0, 0, 1, 5, 60])))

    def order(self, kind=None, **changes):
        """Write an order that is often right and sometimes not."""
        plan, project = self.office.plan, self.chance.choice(self.office.projects[self.office.plan.pk])
        kind = kind or self._kind(project)
        line = next(one for one in self.office.lines[plan.pk] if one.pk == project.line_id)
        row = KINDS[kind]
        there = self._there(project, row.source)
        most = 2000 if row.source is Bucket.OUTSIDE else max(2, there + there // 9)
        facts = {
            "id": self.identity(), "line": line, "kind": kind, "on": self.day(), "paper": "CT 1",
            "amount": Money(self.chance.randrange(1, most)),
            "project": project if {row.source, row.target} & OF_PROJECT else None,
            "to_line": self.chance.choice(self.office.lines[plan.pk]) if kind is Kind.MOVE else None,
            "approved_by": self.chance.choice([*self.office.directors, None]) if row.approved else None,
        }  # fmt: skip  # facts read better in a block
        return TransferOrder(**(facts | changes))

    def _kind(self, project):
        """Choose what a person would do next with the money that is there, now and then anything."""
        if self.chance.random() < 0.15:
            return self.chance.choice([*BUSY, *KINDS])
        likely = [kind for kind in KINDS if self._there(project, KINDS[kind].source) > 0]
        likely = [kind for kind in likely if kind not in {Kind.WITHDRAW, Kind.CANCEL, Kind.CARRY_OVER, Kind.RELEASE}]
        return self.chance.choice([Kind.ASSIGN, *likely, *likely])

    def _there(self, project, bucket):
        """Return what the project, or its line, has in a bucket."""
        balances = self.watch.balances.get(self.office.plan.pk)
        key = project.pk if bucket in OF_PROJECT else None
        return balances.balance(Account(project.line_id, key, bucket)) if balances else 0

    def send(self, orders, plan=None):
        """Post as one deed, perhaps with a crash in it; then the caller clicks again, as after a time-out."""
        actor = self.chance.choice(self.office.accountants)
        crash = CrashAt(self.chance.randrange(1, 40) if self.chance.random() < 0.15 else 10_000)
        try:
            with (
                connection.execute_wrapper(crash),
                deed(actor, Action.POST_TRANSFER, at=self.clock.tick(), on=plan or self.office.plan) as record,
            ):
                done = self.post(record, orders, rules=self.rules)
        except (Refusal, Refusals):
            self.told["refused"] += 1
            return orders, None
        except Crashed:
            self.told["crashed"] += 1
            return orders, None
        self.told["posted"] += len(done.posted)
        self.told["repeated"] += len(done.repeated)
        self.sent = [*self.sent[-19:], orders]
        return orders, done

    def post_some(self):
        return self.send([self.order() for _number in range(self.chance.choice([1, 1, 1, 2, 3]))])

    def click_again(self):
        """Send an earlier batch again, now and then with another amount under the old id."""
        if not self.sent:
            return None, None
        orders = self.chance.choice(self.sent)
        if orders[0].line.plan_id != self.office.plan.pk:
            return None, None
        if self.chance.random() < 0.2:
            orders = [replace(orders[0], amount=Money(int(orders[0].amount.dong) + 1)), *orders[1:]]
        _asked, done = self.send(orders)
        return None, done

    def undo(self):
        """Reverse a row of this year, or one that was reversed already."""
        mine = sorted(self.watch.of_plan.get(self.office.plan.pk, ()))
        if not mine:
            return None, None
        first = self.watch.rows[self.chance.choice(mine)]
        line = next(one for one in self.office.lines[first.plan] if one.pk == first.line)
        approver = self.chance.choice(self.office.directors) if first.approved_by else None
        order = TransferOrder(
            id=self.identity(), line=line, kind=Kind.REVERSE, amount=Money(first.amount), approved_by=approver,
            on=max(first.on, self.day()), paper="BB 1", reverses=first.id,
        )  # fmt: skip  # facts read better in a block
        return self.send([order])

    def pay_by_order(self):
        """Propose, approve, reject or record an order; people meet their own orders too."""
        waiting = list(PaymentOrder.objects.filter(state__in=["proposed", "approved"]).order_by("pk")[:5])
        try:
            if waiting and self.chance.random() < 0.7:
                return self._decide(self.chance.choice(waiting))
            draft = PaymentDraft(
                client_id=self.identity(), kind=Kind(self.chance.choice(BY_ORDER)), amount=Money(self.chance.randrange(1, 200)),
                due_back_on=self.day() + timedelta(days=self.chance.choice([5, 90])), reason="theo tiến độ",
            )  # fmt: skip  # facts read better in a block
            project = self.chance.choice(self.office.projects[self.office.plan.pk])
            officer = self.chance.choice(self.office.officers)
            propose_payment(actor=officer, project=project, draft=draft, at=self.clock.tick(), today=self.day())
        except (Refusal, Refusals):
            self.told["refused"] += 1
        return None, None

    def _decide(self, order):
        at, chance = self.clock.tick(), self.chance
        if order.state == "proposed":
            approve_payment(actor=chance.choice(self.office.directors), order=order, at=at, today=self.day())
        elif chance.random() < 0.1:
            reject_payment(actor=chance.choice(self.office.directors), order=order, reason="thôi", at=at)
        else:
            made = PaymentMade(self.identity(), self.day(), "UNC 1")
            actor = chance.choice(self.office.accountants)
            record_payment(actor=actor, order=order, made=made, at=at)
            record_payment(actor=actor, order=order, made=made, at=at)
            self.told["posted"] += 1
            return None, _Done((made.transfer_id,))
        return None, None

    def change_project(self):
        """Accept more of a project, stop it, or let it go on."""
        project = self.chance.choice(self.office.projects[self.office.plan.pk])
        change = self.chance.choice([
            {"accepted": project.contracted}, {"state": "suspended"}, *[{"state": "running"}] * 4,
        ])  # fmt: skip  # a table
        Project.objects.filter(pk=project.pk).update(**change)
        project.refresh_from_db()
        return None, None

    def post_into_locked(self):
        """Try a year that is locked."""
        locked = [plan for plan in self.office.plans if plan.pk in self.watch.locked]
        if not locked:
            return None, None
        plan = self.chance.choice(locked)
        line = self.office.lines[plan.pk][0]
        order = self.order(Kind.ASSIGN, line=line, on=date(plan.year, 12, 30))
        _asked, done = self.send([order], plan)
        self._look(plan, None, done)
        return None, None

    def send_nonsense(self):
        """Try what nobody should: nothing, less than nothing, too much, the wrong stream, no paper."""
        changes = self.chance.choice([
            {"amount": 0}, {"amount": -50}, {"amount": 10**18}, {"paper": ""}, {"on": date(2001, 1, 1)},
            {"line": self.office.lines[self.office.plan.pk][3], "to_line": self.office.lines[self.office.plan.pk][0]},
        ])  # fmt: skip  # a table
        return self.send([self.order(Kind.MOVE if "to_line" in changes else Kind.ASSIGN, **changes)])

    def turn_the_year(self):
        """Carry a part over, lock the year, open the next one and take the part in."""
        plan, orders = self.office.plan, []
        left = self.watch.balances[plan.pk].by_line()
        for line in self.office.lines[plan.pk]:
            amount = left.get(line.pk, {}).get(Bucket.ASSIGNED, 0) // 2
            if amount > 0:
                orders.append(self.order(Kind.CARRY_OVER, line=line, amount=Money(amount), on=date(plan.year, 12, 31)))
        done = None
        while orders and done is None:  # a crash may come in between: clicked again until it is done
            _asked, done = self.send(orders)
        self._look(plan, None, done)
        Plan.objects.filter(pk=plan.pk).update(locked_at=self.clock.at, locked_by=self.office.cast.giamdoc)
        self.watch.lock(plan)
        self.office.open_year()
        codes = {line.code: line for line in self.office.lines[self.office.plan.pk]}
        taken = [
            replace(one, id=self.identity(), kind=Kind.CARRY_IN, line=codes[one.line.code], answers=one.id,
                    on=date(self.office.year, 1, 3))
            for one in orders
        ]  # fmt: skip  # facts read better in a block
        done = None
        while taken and done is None:
            _asked, done = self.send(taken)
        self._look(self.office.plan, None, done)


class _Done:
    """What a recorded order wrote."""

    def __init__(self, posted):
        self.posted, self.repeated = posted, ()
