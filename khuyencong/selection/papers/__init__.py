"""Facts for papers: what decisions rest on, and every official paper of a round."""

from khuyencong.selection.papers.records import (
    SIGNER_LINES,
    certificate_facts,
    decision_snapshot,
    norms_of,
    paper_rules,
    required_papers,
)

__all__ = ["SIGNER_LINES", "certificate_facts", "decision_snapshot", "norms_of", "paper_rules", "required_papers"]
