"""The only place with the names, types, units and allowed values of tables and columns (docs/schema.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "text", "code", "city", "date", "partial_date", "year", "integer", "number", "money", "boolean"
]

PROVENANCES = ("public", "memo", "illustrative", "uploaded")
STAGES = (
    "identified",
    "contacted",
    "interested",
    "intent_expressed",
    "applied",
    "board_approved",
    "assembly_listed",
    "member",
    "lost",
    "parked",
)
ENDED_STAGES = ("member", "lost", "parked")
CATEGORIES = ("active", "associate", "honorary")
OFFICES = ("barcelona", "guangzhou")  # owners that are offered; staff codes are free
STATUSES = ("member", "suspended", "resigned", "cancelled")
SCHEMES = ("joint", "exclusive")
INCOME_LEVELS = ("low", "lower-middle", "upper-middle", "high")
CHANNELS = ("bank", "uclg", "cash", "offset", "other")
EVENT_KINDS = ("meeting", "congress", "visit", "online", "other")
MODES = ("in_person", "online")
NETWORK_ANSWERS = ("yes", "no", "unknown")
TOPIC_LEVELS = ("asked", "interested", "shares_practice", "leads")
PAYMENT_STATUSES = ("received", "partial", "overdue", "pending", "refunded", "cancelled", "failed")
CONTACT_CHANNELS = ("wechat", "email", "phone", "other")

# How a value of a kind is held in a frame. Unknown is NaN, NaT or NA: never 0, never "".
DTYPES: dict[Kind, str] = {
    "text": "str",
    "code": "str",
    "city": "str",
    "date": "datetime64[s]",
    "partial_date": "datetime64[s]",
    "year": "Int64",
    "integer": "Int64",
    "number": "float64",
    "money": "float64",
    "boolean": "boolean",
}


@dataclass(frozen=True)
class Field:
    """One column: its kind, allowed codes, unit and range. `low` and `high` are inclusive."""

    name: str
    kind: Kind = "text"
    codes: tuple[str, ...] = ()
    required: bool = False
    unit: str = ""
    low: float | None = None
    high: float | None = None
    refers_to: tuple[str, ...] = ()  # tables of which the same column must hold the value


@dataclass(frozen=True)
class Table:
    """One table: its key and its fields, in the order of exports."""

    name: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]

    @property
    def columns(self) -> list[str]:
        """Canonical column names as they stand in a file."""
        return [field.name for field in self.fields]

    @property
    def dtypes(self) -> dict[str, str]:
        """Column → pandas dtype, with the precision column that follows each partly known date."""
        dtypes: dict[str, str] = {}
        for field in self.fields:
            dtypes[field.name] = DTYPES[field.kind]
            if field.kind == "partial_date":
                dtypes[precision_of(field.name)] = "str"
        return dtypes


def precision_of(column: str) -> str:
    """Name of the column that says how exactly a date is known: 'day', 'year', or missing."""
    return f"{column}_precision"


def _city(*, required: bool = True, refers_to: tuple[str, ...] = ()) -> Field:
    return Field("city_id", "city", required=required, refers_to=refers_to)


def _eur(name: str, *, low: float | None = 0, required: bool = False) -> Field:
    return Field(name, "money", unit="EUR", low=low, required=required)


_FEE_YEAR = Field("fee_year", "year", required=True, low=1985, high=2100)
_SOURCED = (Field("source"), Field("provenance", "code", PROVENANCES))
_ON_ROLL_OR_PROSPECT = ("members", "prospects")


def _table(name: str, key: str, *fields: Field) -> Table:
    present = {field.name for field in fields}
    return Table(name, tuple(key.split()), fields + tuple(f for f in _SOURCED if f.name not in present))


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _table(
            "members",
            "city_id",
            _city(),
            Field("name", required=True),
            Field("name_zh"),
            Field("country", "code"),
            Field("world_region"),
            Field("category", "code", CATEGORIES),
            Field("status", "code", STATUSES, required=True),
            Field("joined_on", "partial_date"),
            Field("left_on", "partial_date"),
            Field("state_capital", "boolean"),
            Field("scheme", "code", SCHEMES),
            Field("population", "integer", unit="inhabitants", low=0, high=100_000_000),
            Field("latitude", "number", unit="degrees WGS-84", low=-90, high=90),
            Field("longitude", "number", unit="degrees WGS-84", low=-180, high=180),
            Field("territory_of", "city"),
            *_SOURCED,
            Field("note"),
        ),
        _table(
            "dues",
            "city_id fee_year",
            _city(refers_to=("members",)),
            _FEE_YEAR,
            _eur("due_eur"),
            _eur("discount_eur"),
            _eur("waived_eur"),
            Field("waiver_reason"),
            Field("invoiced_on", "date"),
        ),
        _table(
            "receipts",
            "receipt_id",
            Field("receipt_id", required=True),
            _city(refers_to=("members",)),
            _FEE_YEAR,
            Field("received_on", "date", required=True),
            Field("amount", "money", unit="currency", required=True),
            Field("currency", "code", required=True),
            Field("rate", "number", unit="EUR per unit of the currency", low=0),
            _eur("amount_eur", low=None),
            _eur("bank_charge_eur"),
            Field("channel", "code", CHANNELS),
        ),
        _table(
            "prospects",
            "city_id",
            _city(),
            Field("name", required=True),
            Field("name_zh"),
            Field("country", "code"),
            Field("stage", "code", STAGES, required=True),
            Field("owner"),
            *_SOURCED,
            Field("probability", "number", unit="share", low=0, high=1),
            Field("scheme", "code", SCHEMES),
            Field("target_event", refers_to=()),
            Field("next_step"),
            Field("next_step_due", "date"),
            Field("note"),
        ),
        _table(
            "stage_history",
            "city_id entered_on seq",
            _city(refers_to=_ON_ROLL_OR_PROSPECT),
            Field("entered_on", "date", required=True),
            Field("seq", "integer", required=True, low=1),
            Field("stage", "code", STAGES, required=True),
            Field("by"),
            Field("note"),
        ),
        _table(
            "events",
            "event_id",
            Field("event_id", required=True),
            Field("name", required=True),
            Field("starts_on", "date"),
            Field("ends_on", "date"),
            Field("place"),
            Field("kind", "code", EVENT_KINDS),
        ),
        _table(
            "participation",
            "event_id city_id",
            Field("event_id", required=True, refers_to=("events",)),
            _city(refers_to=_ON_ROLL_OR_PROSPECT),
            Field("mode", "code", MODES),
            Field("delegates", "integer", unit="people", low=0, high=500),
            Field("note"),
        ),
        _table(
            "networks",
            "city_id network",
            _city(),
            Field("network", required=True),
            Field("member", "code", NETWORK_ANSWERS),
        ),
        _table(
            "topics",
            "city_id topic",
            _city(refers_to=_ON_ROLL_OR_PROSPECT),
            Field("topic", required=True),
            Field("level", "code", TOPIC_LEVELS),
        ),
        _table(
            "followups",
            "followup_id",
            Field("followup_id", required=True),
            _city(refers_to=_ON_ROLL_OR_PROSPECT),
            Field("what", required=True),
            Field("owner"),
            Field("due_on", "date"),
            Field("done_on", "date"),
        ),
        _table(
            "tariff",
            "period_from income_level state_capital scheme",
            Field("period_from", "year", required=True),
            Field("income_level", "code", INCOME_LEVELS, required=True),
            Field("state_capital", "boolean", required=True),
            Field("scheme", "code", SCHEMES, required=True),
            Field("period_to", "year", required=True),
            _eur("amount_eur", required=True),
        ),
        _table(
            "income_levels",
            "country fiscal_year",
            Field("country", "code", required=True),
            Field("fiscal_year", "year", required=True),
            Field("income_level", "code", INCOME_LEVELS, required=True),
        ),
        _table(
            "rates",
            "currency on",
            Field("currency", "code", required=True),
            Field("on", "date", required=True),
            Field("eur_per_unit", "number", required=True, low=0),
        ),
        _table(
            "focus_groups",
            "group city_id",
            Field("group", required=True),
            _city(),
            Field("note"),
        ),
    )
}
"""The tables of a version."""

CONTACTS = _table(
    "contacts",
    "contact_id",
    Field("contact_id", required=True),
    _city(refers_to=_ON_ROLL_OR_PROSPECT),
    Field("person"),
    Field("role"),
    Field("channel", "code", CONTACT_CHANNELS),
    Field("address"),
    Field("holder"),
    Field("last_contact_on", "date"),
    Field("consent_on", "date"),
)

APART: dict[str, Table] = {CONTACTS.name: CONTACTS}
"""Tables that no version, folder or Dataset holds: people, who must stay erasable (data/store)."""

UPLOADED: dict[str, Table] = TABLES | APART
"""Every table that a spreadsheet may bring."""
