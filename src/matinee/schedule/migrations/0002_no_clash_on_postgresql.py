"""On PostgreSQL the database itself refuses two screenings in one auditorium at one time; SQLite has no such constraint.

``int8range`` has a GiST operator class of its own, so no extension is needed for the equality of the auditorium.
"""

from django.db import migrations

ADD = """
ALTER TABLE schedule_screening ADD CONSTRAINT screening_alone_in_its_auditorium EXCLUDE USING gist (
    int8range(auditorium_id, auditorium_id, '[]') WITH &&,
    tstzrange(occupied_from, occupied_until) WITH &&
) WHERE (state = 'scheduled') DEFERRABLE INITIALLY IMMEDIATE
"""
DROP = "ALTER TABLE schedule_screening DROP CONSTRAINT screening_alone_in_its_auditorium"


def _run(schema_editor, sql):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("schedule", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda _apps, editor: _run(editor, ADD), lambda _apps, editor: _run(editor, DROP)
        ),
    ]
