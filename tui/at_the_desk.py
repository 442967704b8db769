"""The commands of every screen at the desk: they go everywhere from there."""

from tui.batch_commands import BATCH_COMMANDS
from tui.commands import AnyCommand
from tui.correction_commands import CORRECTION_COMMANDS
from tui.counter_commands import COUNTER_COMMANDS
from tui.deposit_commands import DEPOSIT_COMMANDS
from tui.guard_commands import GUARD_COMMANDS
from tui.mail_commands import HowItCame
from tui.move_commands import MOVE_COMMANDS
from tui.people_commands import PEOPLE_COMMANDS
from tui.report_commands import REPORT_COMMANDS
from tui.stock_commands import STOCK_COMMANDS

AT_THE_DESK: tuple[type[AnyCommand], ...] = (
    *COUNTER_COMMANDS,
    HowItCame,
    *CORRECTION_COMMANDS,
    *PEOPLE_COMMANDS,
    *GUARD_COMMANDS,
    *MOVE_COMMANDS,
    *REPORT_COMMANDS,
    *STOCK_COMMANDS,
    *DEPOSIT_COMMANDS,
    *BATCH_COMMANDS,
)
"""The commands of every screen at the desk."""
