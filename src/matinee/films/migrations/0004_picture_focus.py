from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('films', '0003_making_and_poster'),
    ]

    operations = [
        migrations.AddField(
            model_name='film',
            name='still_focus_x',
            field=models.PositiveSmallIntegerField(default=50, help_text='What stays in sight: % from the left.'),
        ),
        migrations.AddField(
            model_name='film',
            name='still_focus_y',
            field=models.PositiveSmallIntegerField(default=50, help_text='What stays in sight: % from the top.'),
        ),
        migrations.AddConstraint(
            model_name='film',
            constraint=models.CheckConstraint(condition=models.Q(('still_focus_x__lte', 100), ('still_focus_y__lte', 100)), name='film_still_focus_inside'),
        ),
    ]
