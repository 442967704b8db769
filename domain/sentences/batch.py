"""The sentences of refusals about batches for the accounting programs.

They are keyed by a refusal code's stable name, so that this file can be read without the codes.
"""

from typing import Final

BATCH_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "batch-past": (
        "Batch {batch} is {state} and cannot be {act} any more. Nothing was done twice.",
        "",
    ),
    "batch-unreleased": (
        "Batch {batch} is not released. Verify its tape, and ask a second person to release it.",
        "",
    ),
    "batch-rekeyed": (
        "What was keyed for bill {bill} of {number} is not its amount. Look at the stub and key it again.",
        "",
    ),
    "batch-unknown": (
        "Nobody knows whether batch {batch} arrived: its sending to {where} broke off. Ask the program for it, and "
        "send it again only when it is not there.",
        "",
    ),
    "difference-past": (
        "Line {line} of batch {batch} does not differ any more. Look at the batch again.",
        "",
    ),
    "settling-reason": (
        "Say in at most {most} letters how it was put right, and where; no card or bank number.",
        "",
    ),
    "settling-alone": (
        "A difference of batch {batch} is settled by two people. Ask a second person to approve it.",
        "",
    ),
}
