"""Sets papers: as DOCX that offices edit on, as PDF/A that stays."""
