"""Full-text search over the folded words of establishments and products, kept up to date by the database itself.

SQLite: an FTS5 table beside each table, with triggers. A later migration that makes SQLite rebuild one of
these tables drops the triggers with it and must run ``install`` again; a test watches over this.
PostgreSQL: a GIN index over ``to_tsvector('simple', …)``, which needs neither extension nor trigger.
"""

from django.db import migrations

TABLES = ("registry_establishment", "registry_product")


def install(_apps, editor):
    for table in TABLES:
        for statement in _sqlite(table) if editor.connection.vendor == "sqlite" else _postgresql(table):
            editor.execute(statement, params=None)


def remove(_apps, editor):
    for table in TABLES:
        if editor.connection.vendor == "sqlite":
            for event in ("added", "changed", "removed"):
                editor.execute(f"DROP TRIGGER {table}_words_{event}", params=None)
            editor.execute(f"DROP TABLE {table}_words", params=None)
        else:
            editor.execute(f"DROP INDEX {table}_words", params=None)


def _sqlite(table):
    words = f"{table}_words"
    forget = f"INSERT INTO {words}({words}, rowid, search_text) VALUES ('delete', OLD.id, OLD.search_text);"
    learn = f"INSERT INTO {words}(rowid, search_text) VALUES (NEW.id, NEW.search_text);"
    return [
        f"CREATE VIRTUAL TABLE {words} USING fts5(search_text, content='{table}', content_rowid='id', "
        "detail='none', prefix='2 3', tokenize='unicode61')",
        f"CREATE TRIGGER {words}_added AFTER INSERT ON {table} BEGIN {learn} END",
        f"CREATE TRIGGER {words}_changed AFTER UPDATE OF search_text ON {table} "
        f"WHEN OLD.search_text IS NOT NEW.search_text BEGIN {forget} {learn} END",
        f"CREATE TRIGGER {words}_removed AFTER DELETE ON {table} BEGIN {forget} END",
        f"INSERT INTO {words}({words}) VALUES ('rebuild')",
    ]


def _postgresql(table):
    return [
        f"CREATE INDEX {table}_words ON {table} USING gin (to_tsvector('simple', search_text)) WITH (fastupdate = off)"
    ]


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [migrations.RunPython(install, remove, elidable=False)]
