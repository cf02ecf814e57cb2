"""The life of a certificate as a table; expiry is not a state but a question of the day. Pure."""

from khuyencong.kernel.lifecycle import Lifecycle, State, step
from khuyencong.kernel.words import gettext_noop as _

# fmt: off
CERTIFICATE_LIFE = Lifecycle(
    name="certificate",
    states=(
        State("reserved", _("Đã lấy số, chưa ký"), _("Đang hoàn tất")),
        State("issued",   _("Đã cấp"),             _("Đã cấp")),
        State("revoked",  _("Đã thu hồi"),         _("Đã bị thu hồi")),
        State("replaced", _("Đã được thay thế"),   _("Đã được thay bằng giấy khác")),
    ),
    start="reserved",
    final=frozenset({"revoked", "replaced"}),
    steps=(
        step("complete_certificate", "reserved",        "issued",   _("Ký và cấp")),
        step("revoke_certificate",   "reserved issued", "revoked",  _("Thu hồi")),
        step("replace_certificate",  "issued",          "replaced", _("Cấp lại")),
    ),
)
# fmt: on
