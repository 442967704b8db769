"""The sentences of refusals about people: signing in, rights, and approvals. Keyed by a refusal code's stable name."""

from typing import Final

PEOPLE_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "sign-in-refused": ("Operator or PIN is wrong. Type both again.", ""),
    "sign-in-locked": (
        "{operator} is locked after {tries} wrong tries. Ask the administrator.",
        "",
    ),
    "operator-exists": (
        "There is already an operator {operator}. Choose another sign-in name.",
        "",
    ),
    "operator-unknown": ("There is no operator {operator}. 'operator list' shows all.", ""),
    "operator-gone": ("{name} may no longer sign in. Nothing was posted. Sign off.", "F12"),
    "approver-gone": (
        "{name}, who approved this, may no longer sign in. Nothing was posted. Ask another to approve it.",
        "",
    ),
    "approval-other": (
        "No approval by {name} answers for {about} any more. Nothing was posted. "
        "Look at it again and ask for a new approval.",
        "",
    ),
    "pin-refused": (
        "A PIN is {least} to {most} digits, a password at least {letters} characters. Choose another.",
        "",
    ),
    "badge-refused": ("A badge's code has {least} to {most} characters. Scan it again.", ""),
    "badge-taken": (
        "That badge is {operator}'s. One badge is one person's: use another, or give the same person.",
        "",
    ),
    "badge-unknown": ("That code is nobody's badge. Type the sign-in name, then the PIN.", ""),
    "no-right": ("The role {role} may not {act}. Ask for: {who}.", ""),
    "right-not-own": ("This is {name}'s own work: the role {role} may {act} for others only.", ""),
    "right-not-yours": ("Only the one whose drawer it is may {act}: {name} is another.", ""),
    "right-limited": ("{name} may not {act} {where}. Ask for: {who}.", ""),
    "approval-needed": ("To {act}, a second person must approve. Ask for: {who}.", ""),
    "approver-is-actor": ("{name} cannot approve {name}'s own act. Ask for: {who}.", ""),
    "count-tries-spent": (
        "All {tries} tries of the count are used up. A accepts the count with a reason.",
        "A",
    ),
}
