"""Encrypt the secrets of previews, and find them by their hash."""

import hashlib

from django.db import migrations, models

import matinee.kit.fields


def encrypt_secrets(apps, schema_editor):
    """Hash and encrypt what was kept in plain; links that were given stay good."""
    previews = apps.get_model("releases", "Preview").objects.using(schema_editor.connection.alias)
    for pk, secret in previews.values_list("pk", "secret"):
        found = hashlib.sha256(secret.encode()).hexdigest()
        previews.filter(pk=pk).update(secret=matinee.kit.fields.encrypt(secret), secret_hash=found)


def decrypt_secrets(apps, schema_editor):
    """Keep the secrets in plain again."""
    previews = apps.get_model("releases", "Preview").objects.using(schema_editor.connection.alias)
    for pk, secret in previews.values_list("pk", "secret"):
        previews.filter(pk=pk).update(secret=matinee.kit.fields.decrypt(secret))


class Migration(migrations.Migration):

    dependencies = [
        ("releases", "0002_previews"),
    ]

    operations = [
        migrations.AddField("preview", "secret_hash", models.CharField(max_length=64, default="", editable=False), preserve_default=False),
        migrations.AlterField("preview", "secret", models.TextField(editable=False)),
        migrations.RunPython(encrypt_secrets, decrypt_secrets),
        migrations.AlterField("preview", "secret", matinee.kit.fields.EncryptedTextField(editable=False)),
        migrations.AlterField("preview", "secret_hash", models.CharField(max_length=64, unique=True, editable=False)),
    ]
