"""What happens in the sales pipeline of the demo clinic: stages, places, things people say."""

STAGES = {
    "new": 34,
    "active": 27,
    "negotiation": 23,
    "no_answer": 14,
    "qualified": 18,
    "closed": 12,
    "lost": 7,
}
"""How many leads end up where."""

WAYS = {
    "new": (),
    "active": ("active",),
    "negotiation": ("active", "negotiation"),
    "no_answer": ("active", "no_answer"),
    "qualified": ("active", "qualified"),
    "closed": ("active", "negotiation", "closed"),
    "lost": ("active", "lost"),
}
"""Through which stages they get there; all of these moves are allowed."""

DAYS_IN_STAGE = {
    "new": (0, 2),
    "active": (0, 4),
    "negotiation": (0, 5),
    "no_answer": (2, 12),
    "qualified": (0, 6),
    "closed": (0, 20),
    "lost": (3, 30),
}
SITUATIONS = {
    "new": ("conversation_started",),
    "active": ("potential", "potential", "prequalified"),
    "negotiation": ("prequalified", "qualified", "potential"),
    "no_answer": ("no_return", "future_contact"),
    "qualified": ("qualified",),
    "closed": ("qualified",),
    "lost": ("no_potential", "no_return"),
}
CHANNELS = (
    *("whatsapp",) * 5,
    *("instagram",) * 4,
    *("site",) * 3,
    "referral",
    "campaign",
    "facebook",
)
CAMPAIGNS = ("Primavera 2026", "Mês da noiva", "Indique uma amiga")
DISTRICTS = (
    "Moema", "Vila Mariana", "Jardim Paulista", "Bela Vista", "Pinheiros", "Itaim Bibi",
    "Campo Belo", "Saúde", "Perdizes", "Brooklin", "Aclimação", "Consolação",
)  # fmt: skip
COMMENTS = (
    "Quer resultado natural e prefere horários pela manhã.",
    "Já fez o procedimento em outra clínica há dois anos.",
    "Perguntou sobre parcelamento em seis vezes.",
    "Tem um evento no mês que vem; quer saber da recuperação.",
    "Indicada por uma paciente antiga. Pediu avaliação com médica.",
    "Só responde por mensagem, depois das 18 h.",
    "Comparando preços. Mandar antes e depois com autorização.",
)
ACTIVITIES = {
    "message": (
        "Mandou mensagem perguntando o valor",
        "Enviada a apresentação da clínica",
        "Respondeu que prefere a unidade mais perto",
        "Enviada a proposta com as formas de pagamento",
        "Pediu fotos de resultados",
    ),
    "call": (
        "Ligação atendida, pediu retorno à tarde",
        "Ligação sem resposta",
        "Ligação de seis minutos, tirou dúvidas do procedimento",
    ),
    "note": (
        "Conferir agenda da médica antes de propor horário",
        "Tem alergia a lidocaína, avisar na avaliação",
        "Vai decidir depois de falar em casa",
    ),
    "visit": ("Veio conhecer a clínica", "Fez a avaliação presencial"),
}
