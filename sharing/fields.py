"""Who may see what: the one list. What is not in it is seen by nobody.

A column, a chart and the sentences of a section say by these names what they show. A figure has its own name.
"""

from __future__ import annotations

from typing import Final

from data.errors import UnknownChoiceError

AUDIENCES: Final = ("board", "partners", "public")

KINDS: Final = {
    "total": ("board", "partners", "public"),  # over many members, and what such numbers are counted by
    "payment": ("board", "partners", "public"),  # the same, of payments: outside the Board of five members up
    "member": ("board", "partners"),  # name of a member or an event, and what is publicly known of it
    "city": ("board",),  # what one city pays, owes or scores, and prospects by name
    "private": (),  # contacts and free text
}
"""Kind of field → the audiences that may see it."""

GROUPINGS: Final = ("region", "country", "income_level", "network")
"""Fields by which members are counted in groups of any size."""

FIELDS: Final[dict[str, str]] = {
    name: kind
    for kind, names in {
        "total": """group region country income_level network category definition year day stage outcome step
            topic event_kind mode members prospects events count share inhabitants population tariff index
            low high numerator denominator
            official_share inhabitants_share""",
        "payment": """state paying pay_rate retention money money_due money_received arrears collection_rate
            paying_share relative_pay_rate money_received_share money_due_share collection_rate_by_year
            collection_rate_cumulative group_pay_rate others_pay_rate share_gap gap_not_paid gap_unknown
            gap_waived gap_not_yet paying_members paying_members_before bridge bridge_new bridge_reactivated
            bridge_lapsed
            group_retention others_retention first_year_retention arrears_amount group_arrears_amount
            arrears_count arrears_amount_by_year arrears_count_by_year hhi effective_number would_vote
            tariff_expected tariff_invoiced tariff_not_invoiced""",
        "member": """member member_zh member_country member_region member_inhabitants member_since
            member_category member_networks member_topics member_place
            event event_day event_place attendance delegates""",
        "city": """city city_zh city_country city_region city_inhabitants city_place city_networks city_topics
            city_membership city_since city_state city_due city_received city_arrears city_discount
            city_waived city_price city_invoiced_on city_paid_on city_fee_year city_stage city_stage_since
            city_owner city_probability city_step_due city_attendance city_relation city_score city_rank
            prospect prospect_zh largest_share money_at_risk congress_expected""",
        "private": "person address role channel holder contact note next_step source waiver_reason",
    }.items()
    for name in names.split()
}
"""Field → its kind. `member` is a city on the roll; `city` one that may be a prospect."""

NAMES: Final = ("member", "member_zh", "city", "city_zh", "prospect", "prospect_zh")
"""Fields that name a city."""


def may_see(audience: str, field: str) -> bool:
    """Whether an audience may see a field. UnknownChoiceError for an audience there is not."""
    if audience not in AUDIENCES:
        raise UnknownChoiceError("audience", audience, list(AUDIENCES))
    return audience in KINDS[FIELDS.get(field, "private")]


def is_payment(field: str) -> bool:
    """Whether a field counts payments of many members."""
    return FIELDS.get(field) == "payment"
