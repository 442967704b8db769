"""What an ESC/POS printer says about itself, read bit by bit.

``GS r`` is done in the order of the print data, so its answer means that everything before it is out. ``DLE EOT`` is
answered at once, whatever the printer is busy with, and says why nothing comes out.
"""

CONFIRM = b"\x1dr\x01"
"""Ask for the paper sensor's status behind the job."""
_ASKED = (1, 2, 3, 4)


def ask(number: int) -> bytes:
    """Return the real-time status request ``DLE EOT n``."""
    return b"\x10\x04" + bytes([number])


def status_requests() -> tuple[tuple[int, bytes], ...]:
    """Return the real-time requests worth asking, by number."""
    return tuple((number, ask(number)) for number in _ASKED)


def find_status(data: bytes) -> int | None:
    """Return the last answer to ``DLE EOT`` in ``data``: its fixed bits are 0xx1xx10."""
    return next((byte for byte in reversed(data) if byte & 0x93 == 0x12), None)


def find_confirmation(data: bytes) -> int | None:
    """Return the answer to ``GS r`` in ``data`` (fixed bits 0xx0xxxx), passing over automatic status of four bytes."""
    at = 0
    while at < len(data):
        byte = data[at]
        if byte & 0x93 == 0x10:
            at += 4
        elif byte & 0x90 == 0:
            return byte
        else:
            at += 1
    return None


def trouble(number: int, status: int) -> str:
    """Return what keeps the printer from printing, as a part of a sentence, or nothing."""
    if number == 2 and status & 0x04:
        return "its cover is open. Close it"
    if (number == 2 and status & 0x20) or (number == 4 and status & 0x60):
        return "it is out of paper. Put in a new roll"
    if number == 3 and status & 0x08:
        return "its cutter is stuck. Open the cover, free the paper, close it"
    if number == 3 and status & 0x60:
        return "it reports an error. Switch it off and on"
    if number == 1 and status & 0x08:
        return "it is off line. Look at its lights and its cover"
    return ""


def near_end(number: int, status: int) -> bool:
    """Whether the roll is about to end."""
    return number == 4 and bool(status & 0x0C)


def drawer_level(number: int, status: int) -> bool | None:
    """Return the level of the drawer's switch (high is true); what it means depends on the drawer."""
    return bool(status & 0x04) if number == 1 else None
