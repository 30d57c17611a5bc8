import django.db.models.deletion
import matinee.kit.codes
import matinee.releases.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('releases', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Preview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('code', models.CharField(default=matinee.kit.codes.new_code, editable=False, max_length=16, unique=True)),
                ('secret', models.CharField(default=matinee.releases.models.new_secret, editable=False, max_length=32, unique=True)),
                ('manifest', models.JSONField(help_text='{address: [sha256, bytes]}')),
                ('words', models.JSONField(blank=True, default=list, help_text='What it changes against what is public.')),
                ('note', models.CharField(blank=True, help_text='For whom.', max_length=300)),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='previews', to='festival.edition')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-created_at', '-pk'),
            },
        ),
    ]
