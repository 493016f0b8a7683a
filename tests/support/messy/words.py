"""The words of messy spreadsheets in four languages: headings, totals, remarks, codes, dates, numbers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """How one language writes a sheet of fees, and how its office programs save it as text.

    day: of 13 May 2023; early: of 1 March 2023. number: 1234.5; large: 12 345.6. encoding: of its older
    programs. lima, wuhan, barcelona: names, some not as on the roll. mistyped: the heading of what is due.
    """

    code: str
    title: str
    as_of: str
    city: str
    year: str
    fees: str
    due: str
    discount: str
    waived: str
    paid: str
    paid_on: str
    currency: str
    rate: str
    country: str
    status: str
    member: str
    capital: str
    yes: str
    no: str
    stage: str
    applied: str
    probability: str
    prospects: str
    total: str
    subtotal: str
    remark: str
    day: str
    early: str
    number: str
    large: str
    encoding: str
    lima: str
    wuhan: str
    barcelona: str
    mistyped: str


ENGLISH = Words(
    code="en",
    title="Membership fees of the association",
    as_of="as of 31 May 2023",
    city="City",
    year="Fee year",
    fees="Fees",
    due="Fee due",
    discount="Discount",
    waived="Waived",
    paid="Amount paid",
    paid_on="Payment date",
    currency="Currency",
    rate="Exchange rate",
    country="Country",
    status="Status",
    member="Active member",
    capital="State capital",
    yes="yes",
    no="no",
    stage="Stage",
    applied="Application received",
    probability="Probability",
    prospects="Prospects",
    total="Grand total",
    subtotal="Sub-total Asia",
    remark="Note: provisional figures",
    day="13 May 2023",
    early="1 March 2023",
    number="1,234.50",
    large="EUR 12,345.60",
    encoding="cp1252",
    lima="City of Lima",
    wuhan="Wuhan",
    barcelona="Barcelona (Spain)",
    mistyped="Fee duee",
)
CHINESE = Words(
    code="zh",
    title="会员城市会费一览表",
    as_of="截至二〇二三年五月三十一日",
    city="城市名称",
    year="会费年度",
    fees="会费",
    due="应缴会费",
    discount="折扣",
    waived="豁免",
    paid="实缴金额",
    paid_on="缴费日期",
    currency="币种",
    rate="汇率",
    country="国家",
    status="会员状态",
    member="正式会员",
    capital="是否首都",
    yes="是",
    no="否",
    stage="阶段",
    applied="已提交申请",
    probability="概率",
    prospects="潜在会员",
    total="合　计",
    subtotal="小计",
    remark="备注：数据待核实",
    day="2023年5月13日",
    early="2023年3月1日",
    number="１，２３４．５０",
    large="1.23456万",
    encoding="gb18030",
    lima="Lima（秘鲁）",
    wuhan="湖北省武汉市",
    barcelona="Barcelona（西班牙）",
    mistyped="应缴缴会费",
)
FRENCH = Words(
    code="fr",
    title="Cotisations des villes membres",
    as_of="état au 31 mai 2023",
    city="Ville",
    year="Année",
    fees="Cotisations",
    due="Cotisation due",
    discount="Remise",
    waived="Exonération",
    paid="Montant payé",
    paid_on="Date de paiement",
    currency="Devise",
    rate="Taux de change",
    country="Pays",
    status="Statut",
    member="membre actif",
    capital="Capitale",
    yes="oui",
    no="non",
    stage="Étape",
    applied="candidature déposée",
    probability="Probabilité",
    prospects="Prospects",
    total="Total général",
    subtotal="Sous-total Asie",
    remark="Remarque : chiffres provisoires",
    day="13 mai 2023",
    early="1er mars 2023",
    number="1\u202f234,50",
    large="12\u00a0345,60 €",
    encoding="cp1252",
    lima="Ville de Lima",
    wuhan="Wuhan (Chine)",
    barcelona="Mairie de Barcelona",
    mistyped="Cotisation duue",
)
SPANISH = Words(
    code="es",
    title="Cuotas de las ciudades miembro",
    as_of="a fecha de 31 de mayo de 2023",
    city="Ciudad",
    year="Año",
    fees="Cuotas",
    due="Cuota debida",
    discount="Descuento",
    waived="Exención",
    paid="Importe pagado",
    paid_on="Fecha de pago",
    currency="Moneda",
    rate="Tipo de cambio",
    country="País",
    status="Estado",
    member="miembro activo",
    capital="Capital del estado",
    yes="sí",
    no="no",
    stage="Etapa",
    applied="solicitud presentada",
    probability="Probabilidad",
    prospects="Candidatas",
    total="Suma total",
    subtotal="Subtotal Asia",
    remark="Nota: cifras provisionales",
    day="13 de mayo de 2023",
    early="1 de marzo de 2023",
    number="1.234,50",
    large="12.345,60 EUR",
    encoding="cp1252",
    lima="Ayuntamiento de Lima",
    wuhan="Wuhan",
    barcelona="Ciudad de Barcelona",
    mistyped="Cuota debidda",
)
LANGUAGES = {"English": ENGLISH, "Chinese": CHINESE, "French": FRENCH, "Spanish": SPANISH}
