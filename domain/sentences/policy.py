"""The sentences of refusals for which the policy of another day, or one that lost something, is the reason."""

from typing import Final

POLICY_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "bill-not-on-receipt": ("Receipt {receipt} took no money on bill {bill}.", "F9"),
    "policy-unreadable": (
        "The policy of receipt {receipt} cannot be read any more: it is not kept in these books, or "
        "this program is too new for it. Tell the administrator.",
        "",
    ),
    "fund-unknown": (
        "Money of fund {fund} is in this, and the policy has no accounts for what is due to that fund. The "
        "administrator must list it under funds in chart.toml.",
        "",
    ),
    "charge-unlisted": (
        "Bill {bill} has the charge '{kind}', which the policy of {service} no longer names. The "
        "administrator must put it back under charge_kinds.",
        "F2",
    ),
}
