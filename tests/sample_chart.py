"""The sample office's chart of accounts: short codes, one of every kind that it books on."""

from __future__ import annotations

from domain.ledger.chart import Account, AccountKind, Chart

_ASSETS = {
    "A.0200": "Vault",
    "A.0200.1": "Bank",
    "A.0201": "Undeposited",
    "A.0202": "General account",
    "A.0203": "Deposits in transit",
    "A.0210": "Cash",
    "A.0211": "Checks",
    "A.0212": "Money orders",
    "A.0213": "Cards",
    "A.0214": "Electronic",
    "A.0380": "Returned items",
    "A.0391": "Due from other funds",
    "F.0391": "Due from other funds",
    "G.0391": "Due from other funds",
}
_LIABILITIES = {
    "A.0630": "Due to other funds",
    "A.0688": "Credits owed",
    "A.0690": "Refunds owed",
    "F.0630": "Due to other funds",
    "G.0630": "Due to other funds",
}
_REVENUES = {
    "A.1325.1001": "City tax",
    "A.1325.1090": "Penalties",
    "A.1325.1090.1": "Small differences short",
    "A.1325.1090.2": "Small differences over",
    "A.1325.1231": "Card fees",
    "A.1325.1289": "Returned check fees",
    "A.1325.2772": "Cash rounding",
    "A.1410.2590": "Permits",
    "A.2770.1": "Drawers over",
    "A.2770.2": "Drawers short",
    "A.3320.2610": "Parking fines",
    "A.3320.2611": "Late fees",
    "A.8160.2130": 'Trash tags; "sheets"',
    "A.8160.2131": "Yard waste stickers \\ décharge",
    "F.8310.2140": "Water",
    "F.8310.2148": "Penalties on water",
    "G.8120.2120": "Sewer",
}


def sample_chart() -> Chart:
    """The chart; names of tags hold what a format could trip over."""
    return Chart(
        tuple(
            Account(code, name, kind)
            for kind, accounts in (
                (AccountKind.EXPENDITURE, {"A.1325.0440": "Bank and card fees"}),
                (AccountKind.ASSET, _ASSETS),
                (AccountKind.LIABILITY, _LIABILITIES),
                (AccountKind.REVENUE, _REVENUES),
            )
            for code, name in accounts.items()
        )
    )
