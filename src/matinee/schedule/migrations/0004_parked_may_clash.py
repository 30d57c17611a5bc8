"""On PostgreSQL the database refuses two bookings in one auditorium at one time, but for those that are parked."""

from django.db import migrations

NAMES = {"screening": "screening_alone_in_its_auditorium", "event": "event_alone_in_its_auditorium"}
ADD = """
ALTER TABLE schedule_{kind} ADD CONSTRAINT {name} EXCLUDE USING gist (
    int8range(auditorium_id, auditorium_id, '[]') WITH &&,
    tstzrange(occupied_from, occupied_until) WITH &&
) WHERE (state = 'scheduled'{but}) DEFERRABLE INITIALLY IMMEDIATE
"""
DROP = "ALTER TABLE schedule_{kind} DROP CONSTRAINT IF EXISTS {name}"
NOT_PARKED = " AND NOT is_parked"


def let_parked_clash(_apps, editor):
    if editor.connection.vendor == "postgresql":
        for kind, name in NAMES.items():
            editor.execute(DROP.format(kind=kind, name=name))
            editor.execute(ADD.format(kind=kind, name=name, but=NOT_PARKED))


def refuse_all(_apps, editor):
    if editor.connection.vendor == "postgresql":
        for kind, name in NAMES.items():
            editor.execute(DROP.format(kind=kind, name=name))
        editor.execute(ADD.format(kind="screening", name=NAMES["screening"], but=""))


class Migration(migrations.Migration):
    dependencies = [("schedule", "0003_the_grid_room")]

    operations = [migrations.RunPython(let_parked_clash, refuse_all)]
