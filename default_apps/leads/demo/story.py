"""What happens in the sales pipeline of the demo clinic, in numbers: how many leads come when and
from where, how they go on, and how many of them become customers."""

LEADS = 2000
DAYS = 365

MONTHS = (0.86, 0.82, 0.95, 0.93, 1.08, 0.9, 0.84, 0.96, 1.06, 1.12, 1.28, 1.02)
"""January to December: quiet in the holidays, busy before Mother's Day, weddings and summer."""
WEEKDAYS = (1.25, 1.2, 1.1, 1.05, 1.0, 0.6, 0.3)
HOURS = {
    8: 3, 9: 7, 10: 10, 11: 10, 12: 8, 13: 7, 14: 8, 15: 8, 16: 8, 17: 8, 18: 9, 19: 8, 20: 7,
    21: 5, 22: 2,
}  # fmt: skip
"""Messages come in the evening too; who answers them works from 9 to 19, on Saturdays to 13."""
GROWTH = 1.1
"""How much more leads a day come now than came at first, as a part of the first."""

CHANNELS = {
    "whatsapp": 34, "instagram": 25, "site": 13, "campaign": 12, "referral": 9, "facebook": 5,
    "other": 2,
}  # fmt: skip
WON = {
    "whatsapp": 0.3, "instagram": 0.22, "site": 0.26, "campaign": 0.16, "referral": 0.52,
    "facebook": 0.14, "other": 0.15,
}  # fmt: skip
FORGOTTEN = 0.03
"""The part that is neither won nor lost: they stay without an answer for weeks."""

DAYS_IN_STAGE = {
    "new": 1.4,
    "active": 5.5,
    "negotiation": 9.0,
    "qualified": 13.0,
    "no_answer": 10.0,
}
"""On average; most stay shorter, some much longer."""
WAYS_TO_WON = {
    ("active", "negotiation", "closed"): 40,
    ("active", "qualified", "closed"): 22,
    ("active", "negotiation", "qualified", "closed"): 20,
    ("active", "no_answer", "negotiation", "closed"): 12,
    ("negotiation", "closed"): 6,
}
WAYS_TO_LOST = {
    ("active", "lost"): 24,
    ("active", "no_answer", "lost"): 38,
    ("active", "negotiation", "lost"): 20,
    ("active", "negotiation", "no_answer", "lost"): 12,
    ("lost",): 6,
}
WAYS_TO_FORGOTTEN = {("active", "no_answer"): 3, ("no_answer",): 1}
"""Through which stages they go; all of these moves are allowed."""

SITUATIONS = {
    "new": ("conversation_started",),
    "active": ("potential", "potential", "prequalified"),
    "negotiation": ("prequalified", "qualified", "potential"),
    "no_answer": ("no_return", "no_return", "future_contact"),
    "qualified": ("qualified",),
    "closed": ("qualified",),
}
LOST = {
    "price": (30, "no_potential"),
    "no_reply": (34, "no_return"),
    "competitor": (13, "no_potential"),
    "distance": (8, "no_potential"),
    "no_fit": (7, "no_potential"),
    "gave_up": (8, "future_contact"),
}
"""Why a lead is lost: how often, and the customer's situation that goes with it."""

CAMPAIGNS = {
    1: "Verão em dia", 2: "Verão em dia", 3: "Mês da mulher", 4: "Dia das Mães", 5: "Dia das Mães",
    6: "Inverno sem manchas", 7: "Inverno sem manchas", 8: "Inverno sem manchas",
    9: "Primavera da pele", 10: "Primavera da pele", 11: "Semana Black", 12: "Festas de fim de ano",
}  # fmt: skip
SOURCES = {
    "campaign": (("meta", "cpc"), ("google", "cpc"), ("instagram", "cpc")),
    "instagram": (("instagram", "social"), ("instagram", "cpc")),
    "facebook": (("facebook", "social"), ("meta", "cpc")),
    "site": (("google", "organic"), ("google", "cpc"), ("direct", "none")),
}
CONTENTS = ("video-depoimento", "carrossel-duvidas", "antes-e-depois", "oferta-avaliacao")
