"""Official papers: how offices head and sign them, drafting, issuing, ending, templates."""

from khuyencong.documents.actions.papers.drafting import discard_paper, draft_paper, redraft_paper
from khuyencong.documents.actions.papers.ending import correct_paper, recall_paper, replace_paper
from khuyencong.documents.actions.papers.heads import HeadFacts, add_signer, edit_letterhead, end_signer
from khuyencong.documents.actions.papers.issuing import issue_paper

__all__ = [
    "HeadFacts",
    "add_signer",
    "correct_paper",
    "discard_paper",
    "draft_paper",
    "edit_letterhead",
    "end_signer",
    "issue_paper",
    "recall_paper",
    "redraft_paper",
    "replace_paper",
]
