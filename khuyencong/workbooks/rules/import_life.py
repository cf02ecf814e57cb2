"""The life of one uploaded workbook: checked, confirmed, perhaps undone. Pure."""

from khuyencong.kernel.lifecycle import Lifecycle, State, step
from khuyencong.kernel.words import gettext_noop as _

# fmt: off
IMPORT_LIFE = Lifecycle(
    name="Lần nhập bảng",
    states=(
        State("checked",   _("Đã kiểm tra, chưa nhập"), _("Chưa nhập")),
        State("confirmed", _("Đã nhập"),                _("Đã nhập")),
        State("undone",    _("Đã hoàn tác"),            _("Đã hoàn tác")),
    ),
    start="checked",
    final=frozenset({"undone"}),
    steps=(
        step("check_import",   "checked",   "checked",   _("Kiểm tra lại")),
        step("confirm_import", "checked",   "confirmed", _("Xác nhận nhập")),
        step("undo_import",    "confirmed", "undone",    _("Hoàn tác")),
    ),
)
# fmt: on
