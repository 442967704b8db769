"""The app: it owns the gate, the stack of screens and the way out. It decides nothing about money."""

import asyncio
import gc
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeVar, cast

from rich.segment import Segment, Segments
from rich.style import Style
from textual import events
from textual.app import App, ScreenStackError
from textual.driver import Driver
from textual.screen import Screen

from tui import theme
from tui.crash import report
from tui.keys import KeyGate, Recogniser, Stroke, every_key_is_typed, key_press, pasted
from tui.paint import Line, line
from tui.screens.base import CounterScreen
from tui.widgets.status_bar import Status
from tui.work import Work, carry_out

if TYPE_CHECKING:
    from rich.console import RenderableType

R = TypeVar("R")
PaintCart = Callable[[int, int], list[Line]]
"""Paints the cart's pane: ``paint_cart(columns, rows)``."""


def no_cart(columns: int, rows: int) -> list[Line]:
    """Paint the cart of a counter that has none yet."""
    return [line(("Cart", "title")), line(("empty", "dim"))]


class CounterApp(App[int], inherit_bindings=False):
    """The counter. ``first`` makes the screen it opens with; ``recognise`` tells scanner bursts from typing."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    TITLE = "Chamberlain"

    def __init__(
        self,
        first: Callable[[], CounterScreen],
        *,
        recognise: Recogniser = every_key_is_typed,
        look: str = theme.COUNTER_DARK.name,
        tune_memory: bool = False,
        ascii_only: bool = False,
    ) -> None:
        # The looks name the colors of the terminal themselves; Textual must not translate them.
        super().__init__(ansi_color=True)
        self._first = first
        self._tune_memory = tune_memory
        self._collected_at = 0
        self.ascii_only = ascii_only
        self._look = theme.choose(
            look, no_color=self.no_color, color_system=self.console.color_system
        )
        self.inks: dict[str, Style] = self._look.styles()
        self.status = Status()
        self.paint_cart: PaintCart = no_cart
        self.procedure: Callable[[str], str] = lambda screen_name: ""
        self.gate = KeyGate(self._deliver, self._settle, recognise)
        self._opening = self.gate.hold()
        self._moves: deque[Callable[[], Awaitable[None]]] = deque()
        self._moving = False
        self._tasks: set[asyncio.Task[None]] = set()

    # Screens ------------------------------------------------------------------------------------

    @property
    def current(self) -> CounterScreen:
        """The screen that the next key belongs to."""
        return cast("CounterScreen", self.screen)

    @property
    def at_root(self) -> bool:
        """Whether the current screen is the only one."""
        return len(self.screen_stack) == 1

    def push(self, screen: CounterScreen, then: Callable[[Any], None] | None = None) -> None:
        """Show ``screen`` over the current one; ``then`` gets its result when it goes back."""
        screen.then = then

        async def step() -> None:
            await self.push_screen(screen)

        self._move(step)

    def pop(self, result: object = None) -> None:
        """Go back one screen and hand ``result`` to whoever pushed it."""

        async def step() -> None:
            leaving = self.current
            await self.pop_screen()
            then = leaving.then
            if then is not None:
                self.act_here(lambda: then(result))

        self._move(step)

    def act_here(self, act: Callable[[], None]) -> None:
        """Do something on the screen that was just gone to, outside of a key."""
        act()

    def replace(self, screen: CounterScreen) -> None:
        """Show ``screen`` instead of the current one; it inherits who waits for the result."""

        async def step() -> None:
            screen.then = self.current.then
            await self.switch_screen(screen)

        self._move(step)

    def home(self) -> None:
        """Go back to the first screen. Results that were waited for are not given."""

        async def step() -> None:
            while not self.at_root:
                await self.pop_screen()

        self._move(step)

    def _move(self, step: Callable[[], Awaitable[None]]) -> None:
        """Queue a change of screen. The gate stays closed until the last queued one has been mounted."""
        self._moves.append(step)
        if not self._moving:
            self._moving = True
            hold = self.gate.hold()
            self._start(self._make_moves(hold.release))

    async def _make_moves(self, release: Callable[[], None]) -> None:
        while self._moves:
            await self._moves.popleft()()
        self._moving = False
        self.current.arrive()
        release()

    # Background work ----------------------------------------------------------------------------

    def work(
        self,
        job: Callable[[], R],
        done: Callable[[R], None],
        *,
        expected: tuple[type[Exception], ...] = (),
        failed: Callable[[Exception], None] | None = None,
        wait: bool = True,
    ) -> None:
        """Run ``job`` in a thread and ``done`` with its result. With ``wait`` the keys wait until that has happened.

        An exception in ``expected`` goes to ``failed``; any other ends the program. Nothing is ever cancelled.
        """
        hold = self.gate.hold() if wait else None

        async def run() -> None:
            await carry_out(Work(job, done, expected, failed))
            self.current.build()
            self._settle()
            if hold is not None:
                hold.release()

        self._start(run())

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        """Await ``work``; an error in it ends the program like an error in a key."""
        try:
            await work
        except ScreenStackError as error:
            # Without screens the program is being left: what the work did is done, and nobody is to be told.
            if self.screen_stack:
                self._handle_exception(error)
        except Exception as error:  # the outermost frame of the task: reported, never swallowed
            self._handle_exception(error)

    # Keys ---------------------------------------------------------------------------------------

    def _deliver(self, stroke: Stroke) -> None:
        self.current.handle(stroke)

    def _settle(self) -> None:
        if self.is_running and self.screen_stack:
            self.current.present()

    async def on_event(self, event: events.Event) -> None:
        """Take keys and pastes for the gate before Textual routes them; everything else is Textual's."""
        if isinstance(event, events.Key):
            self.gate.feed(key_press(event.key, event.character, event.time))
        elif isinstance(event, events.Paste):
            self.gate.feed(*pasted(event.text, event.time))
        elif not isinstance(event, events.MouseEvent):
            await super().on_event(event)

    # State that every screen shows --------------------------------------------------------------

    def show_status(self, status: Status) -> None:
        """Show another status bar."""
        self.status = status
        self.repaint()

    def repaint(self) -> None:
        """Paint the current screen again: something outside it changed (printer, cart, another counter)."""
        if self.is_running and self.screen_stack and not self._moving:
            self.current.arrive()

    # Start and end ------------------------------------------------------------------------------

    def get_driver_class(self) -> type[Driver]:
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":
            return found
        from tui.driver import CounterDriver

        return CounterDriver

    def get_default_screen(self) -> Screen[None]:
        return self._first()

    def on_ready(self) -> None:
        self.current.arrive()
        self._opening.release()
        if self._tune_memory:
            self.call_after_refresh(self.settle_memory)

    def settle_memory(self) -> None:
        """Keep the collector from pausing a key: what start-up made stays, the rest is collected when idle."""
        gc.collect()
        gc.freeze()
        gc.disable()
        self._collected_at = self.gate.received
        self.set_interval(5, self._collect_when_idle)

    def _collect_when_idle(self) -> None:
        if self.gate.resting and self.gate.received != self._collected_at:
            self._collected_at = self.gate.received
            gc.collect()

    def why_not_quit(self) -> str | None:
        """Return None when no open screen objects to leaving, else the first objection."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, CounterScreen) and (reason := screen.why_not_quit()) is not None:
                return reason
        return None

    def exit(
        self,
        result: int | None = None,
        return_code: int = 0,
        message: "RenderableType | None" = None,
    ) -> None:
        """Leave. Keys typed behind the one that leaves are for nobody: they sign in and post nothing any more."""
        self.gate.close()
        super().exit(result, return_code, message)

    async def action_quit(self) -> None:
        """Ask the screens first, also when something other than a key wants to quit."""
        if self.why_not_quit() is None:
            self.exit(0)

    def _handle_exception(self, error: Exception) -> None:
        self.gate.close()
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Report a crash without any value: variables and messages hold names, accounts and checks of customers."""
        self.bell()
        told = report(self._exception)
        logging.getLogger("tui").error("the counter ended over an error", exc_info=self._exception)
        self._exit_renderables.append(Segments([Segment(told)]))
        self._close_messages_no_wait()

    def panic(self, *renderables: "RenderableType") -> None:
        """Report an error that has a picture of its own in the same way: the picture may hold values."""
        self._fatal_error()


def run(app: CounterApp) -> int:
    """Run the counter on this terminal and return the exit code: not zero after a crash."""
    app.run(mouse=False)
    return app.return_code or 0
