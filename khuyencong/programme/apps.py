"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammeConfig(AppConfig):
    """Programmes, plans, projects, ledger."""

    name = "khuyencong.programme"
    label = "programme"
    verbose_name = _("Chương trình, kế hoạch, đề án")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell workbooks which lists are taken in here, rulebook what a norm would change here, accounts what waits."""
        from khuyencong.accounts.queries import task_providers
        from khuyencong.documents.actions.files import attachment_watchers
        from khuyencong.documents.queries import owner_loaders
        from khuyencong.programme.actions.evidence.photos import print_photo
        from khuyencong.programme.actions.evidence.statement_lists import StatementImporter
        from khuyencong.programme.actions.lists.projects import ProjectsImporter
        from khuyencong.programme.queries.evidence.life import establishment_work
        from khuyencong.programme.queries.norm_effects import effects_of_norm
        from khuyencong.programme.queries.payments import payment_tasks
        from khuyencong.programme.queries.plans.tasks import plan_tasks
        from khuyencong.programme.queries.projects.life import establishment_support
        from khuyencong.programme.queries.projects.tasks import project_tasks
        from khuyencong.programme.queries.projects.visibility import load_project_files
        from khuyencong.programme.queries.work.deadlines import deadline_tasks
        from khuyencong.programme.rules.norm_checks import value_refusals
        from khuyencong.registry.queries.parties import establishment_event_providers
        from khuyencong.rulebook.actions import value_checks
        from khuyencong.rulebook.queries import effect_providers
        from khuyencong.workbooks.actions import register

        task_providers.append(plan_tasks)
        register(ProjectsImporter())
        register(StatementImporter())
        effect_providers.append(effects_of_norm)
        value_checks.append(value_refusals)
        task_providers.append(payment_tasks)
        task_providers.append(deadline_tasks)
        task_providers.append(project_tasks)
        owner_loaders["programme.project"] = load_project_files
        establishment_event_providers.append(establishment_support)
        establishment_event_providers.append(establishment_work)
        attachment_watchers.append(print_photo)
