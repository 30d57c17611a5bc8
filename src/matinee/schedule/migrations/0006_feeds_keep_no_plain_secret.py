"""Encrypt the secrets of private calendars, and find them by their hash."""

import hashlib

from django.db import migrations, models

import matinee.kit.fields


def encrypt_secrets(apps, schema_editor):
    """Hash and encrypt what was kept in plain; addresses that were given stay good."""
    feeds = apps.get_model("schedule", "CalendarFeed").objects.using(schema_editor.connection.alias)
    for pk, secret in feeds.values_list("pk", "secret"):
        found = hashlib.sha256(secret.encode()).hexdigest()
        feeds.filter(pk=pk).update(secret=matinee.kit.fields.encrypt(secret), secret_hash=found)


def decrypt_secrets(apps, schema_editor):
    """Keep the secrets in plain again."""
    feeds = apps.get_model("schedule", "CalendarFeed").objects.using(schema_editor.connection.alias)
    for pk, secret in feeds.values_list("pk", "secret"):
        feeds.filter(pk=pk).update(secret=matinee.kit.fields.decrypt(secret))


class Migration(migrations.Migration):

    dependencies = [
        ("schedule", "0005_grid_checks"),
    ]

    operations = [
        migrations.AddField("calendarfeed", "secret_hash", models.CharField(max_length=64, default=""), preserve_default=False),
        migrations.AlterField("calendarfeed", "secret", models.TextField()),
        migrations.RunPython(encrypt_secrets, decrypt_secrets),
        migrations.AlterField("calendarfeed", "secret", matinee.kit.fields.EncryptedTextField()),
        migrations.AlterField("calendarfeed", "secret_hash", models.CharField(max_length=64, unique=True)),
    ]
