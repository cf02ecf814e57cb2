"""The policy table answers for roles, offices, owners and assignees."""

from khuyencong.accounts.rules.decision import HeldRole, Reach, reach, refusal_for
from khuyencong.accounts.rules.policy import POLICY, Action
from khuyencong.accounts.rules.roles import Role


class Thing:
    def __init__(self, office=0, owner="", assignee=""):
        self.office, self.owner, self.assignee = office, owner, assignee

    def in_office(self, office_ids):
        return self.office in office_ids

    def belongs_to(self, person):
        return self.owner == person

    def assigned_to(self, person):
        return self.assignee == person


def holds(role, *offices):
    return HeldRole(role, offices[0], frozenset(offices))


def test_every_action_has_a_row_and_every_row_an_action():
    assert set(POLICY) == set(Action)
    assert all(row.label and row.cells for row in POLICY.values())


def test_nobody_without_a_role_may_do_anything():
    for action in Action:
        assert refusal_for([], "somebody", action, None).code == "accounts.no_right"


def test_the_refusal_names_who_may():
    no = refusal_for([holds(Role.JUROR, 1)], "me", Action.RECOGNISE, None)

    assert str(no) == "Bạn không có quyền “Ban hành quyết định công nhận”. Việc này dành cho: Chủ tịch Hội đồng."
    assert no.source == "Bảng phân quyền của hệ thống"


def test_an_office_right_ends_at_the_offices_beneath():
    roles = [holds(Role.SECRETARY, 2, 3)]

    assert refusal_for(roles, "me", Action.EDIT_ROUND, Thing(office=3)) is None
    assert refusal_for(roles, "me", Action.EDIT_ROUND, Thing(office=4)).code == "accounts.out_of_reach"


def test_own_and_assigned_rights_ask_the_thing():
    assert refusal_for([holds(Role.JUROR, 1)], "me", Action.SAVE_SCORECARD, Thing(assignee="me")) is None
    assert refusal_for([holds(Role.JUROR, 1)], "me", Action.SAVE_SCORECARD, Thing(assignee="other")) is not None
    assert refusal_for([holds(Role.APPLICANT, 1)], "me", Action.VIEW_DOSSIER, Thing(owner="me")) is None
    assert refusal_for([holds(Role.APPLICANT, 1)], "me", Action.VIEW_DOSSIER, Thing(office=1)) is not None


def test_rights_of_several_roles_are_joined():
    roles = [holds(Role.SECRETARY, 2), holds(Role.OFFICER, 5), holds(Role.AUDITOR, 9)]

    assert reach(roles, Action.CHECK_PAPER) == Reach(office_ids=frozenset({2, 5}))
    assert reach(roles, Action.VIEW_AUDIT) == Reach(everywhere=True)
    assert not reach(roles, Action.SAVE_SCORECARD)
