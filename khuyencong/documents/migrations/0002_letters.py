"""The outbox: letters, the files they carry; what was approved never changes, what was sent stays."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from khuyencong.db.triggers import append_only, guard_rows

WORDS = ("to_name", "way", "address", "subject", "body", "sha256")


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_start_password'),
        ('documents', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OutgoingLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('maker', models.CharField(blank=True, db_comment='code of what can make the words again, or empty', max_length=60)),
                ('label', models.CharField(max_length=120, verbose_name='loại thư')),
                ('owner_label', models.CharField(db_comment='label of the model it is about, e.g. selection.dossier', max_length=60)),
                ('owner_id', models.PositiveBigIntegerField()),
                ('key', models.CharField(blank=True, db_comment='one open or sent letter per key; empty: no limit', max_length=160)),
                ('to_name', models.CharField(max_length=300, verbose_name='người nhận')),
                ('way', models.CharField(choices=[('email', 'Thư điện tử'), ('post', 'Bưu điện'), ('hand', 'Trao tay')], max_length=6, verbose_name='cách gửi')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='nơi nhận')),
                ('subject', models.CharField(max_length=300, verbose_name='tiêu đề')),
                ('body', models.TextField(verbose_name='nội dung')),
                ('sha256', models.CharField(db_comment='of all that goes out, attached files included', max_length=64)),
                ('state', models.CharField(choices=[('prepared', 'Chờ xem'), ('approved', 'Đã duyệt, chờ gửi'), ('sending', 'Đang gửi'), ('sent', 'Đã gửi'), ('failed', 'Gửi không được'), ('cancelled', 'Đã bỏ')], default='prepared', max_length=10, verbose_name='trạng thái')),
                ('prepared_at', models.DateTimeField(verbose_name='lập lúc')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='duyệt lúc')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='số lần thử')),
                ('next_try_at', models.DateTimeField(blank=True, null=True, verbose_name='thử lại lúc')),
                ('fault', models.CharField(blank=True, max_length=300, verbose_name='lỗi lần gửi trước')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='gửi lúc')),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người duyệt')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.office', verbose_name='cơ quan')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người lập')),
            ],
        ),
        migrations.CreateModel(
            name='LetterFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile', verbose_name='tệp')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='documents.outgoingletter')),
            ],
        ),
        migrations.AddIndex(
            model_name='outgoingletter',
            index=models.Index(fields=['state', 'next_try_at'], name='documents_letter_due'),
        ),
        migrations.AddIndex(
            model_name='outgoingletter',
            index=models.Index(fields=['owner_label', 'owner_id'], name='documents_letter_owner'),
        ),
        migrations.AddConstraint(
            model_name='outgoingletter',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['prepared', 'approved', 'sending', 'sent', 'failed', 'cancelled'])), name='documents_letter_state'),
        ),
        migrations.AddConstraint(
            model_name='outgoingletter',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', ['email', 'post', 'hand'])), name='documents_letter_way'),
        ),
        migrations.AddConstraint(
            model_name='outgoingletter',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['prepared', 'cancelled']), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='documents_letter_seen_before_it_leaves', violation_error_message='Thư phải có người xem và duyệt trước khi gửi.'),
        ),
        migrations.AddConstraint(
            model_name='outgoingletter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at', None)), _connector='OR'), name='documents_letter_sent_has_time'),
        ),
        migrations.AddConstraint(
            model_name='outgoingletter',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('key', ''), _negated=True), models.Q(('state', 'cancelled'), _negated=True)), fields=('key',), name='documents_letter_once'),
        ),
        migrations.AddConstraint(
            model_name='letterfile',
            constraint=models.UniqueConstraint(fields=('letter', 'file'), name='documents_letterfile_once'),
        ),
        append_only("documents_letterfile"),
        guard_rows(
            "documents_outgoingletter",
            "documents_letter_kept",
            on=("DELETE",),
            when="1 = 1",
            message="letters are cancelled, never removed",
        ),
        guard_rows(
            "documents_outgoingletter",
            "documents_letter_as_seen",
            on=("UPDATE",),
            when="OLD.state <> 'prepared' AND NEW.state <> 'prepared' AND ("
            + " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in WORDS)
            + ")",
            message="a letter leaves as it was seen",
        ),
        guard_rows(
            "documents_outgoingletter",
            "documents_letter_sent_stays",
            on=("UPDATE",),
            when="OLD.state = 'sent'",
            message="a sent letter stays as it was sent",
        ),
    ]
