"""What people of the demo clinic write: places, comments, activities, tasks, tags. Invented."""

PLACES = {
    ("São Paulo", "SP", "11"): (
        "Moema", "Vila Mariana", "Jardim Paulista", "Bela Vista", "Pinheiros", "Itaim Bibi",
        "Campo Belo", "Saúde", "Perdizes", "Brooklin", "Aclimação", "Consolação", "Ipiranga",
        "Santo Amaro", "Vila Madalena", "Higienópolis", "Tatuapé", "Santana", "Lapa", "Butantã",
    ),
    ("Santo André", "SP", "11"): ("Jardim", "Campestre", "Vila Bastos"),
    ("São Bernardo do Campo", "SP", "11"): ("Rudge Ramos", "Nova Petrópolis", "Baeta Neves"),
    ("Guarulhos", "SP", "11"): ("Vila Augusta", "Gopoúva", "Macedo"),
    ("Osasco", "SP", "11"): ("Vila Yara", "Bela Vista", "Umuarama"),
    ("Santos", "SP", "13"): ("Gonzaga", "Boqueirão", "Ponta da Praia"),
    ("Campinas", "SP", "19"): ("Cambuí", "Taquaral", "Barão Geraldo"),
    ("Belo Horizonte", "MG", "31"): ("Savassi", "Funcionários"),
}  # fmt: skip
PLACE_WEIGHTS = (76, 6, 5, 4, 3, 2, 3, 1)
COMMENTS = (
    "Quer resultado natural e prefere horários pela manhã.",
    "Já fez o procedimento em outra clínica há dois anos.",
    "Perguntou sobre parcelamento em seis vezes.",
    "Tem um evento no mês que vem; quer saber da recuperação.",
    "Veio por indicação de uma paciente antiga. Pediu avaliação com médica.",
    "Só responde por mensagem, depois das 18 h.",
    "Comparando preços. Mandar antes e depois com autorização.",
    "Primeira vez em clínica de estética; tem receio de agulha.",
    "Quer fazer junto com a irmã, perguntou se há condição para duas.",
    "Trabalha perto da Paulista, prefere horário de almoço.",
)
NOTES = (
    "Mandei a tabela atualizada e as opções de pagamento.",
    "Pediu para falar com a doutora antes de decidir.",
    "Confirmei que não usa anticoagulante. Pode avaliar.",
    "Gostou do antes e depois. Retomar na sexta.",
    "Achou o valor alto, ofereci em seis vezes sem juros.",
    "Mudou de telefone, atualizei o cadastro.",
    "Só consegue vir aos sábados.",
    "Está viajando até o fim do mês, retomar na volta.",
)
ACTIVITIES = {
    "message": (
        "Mandou mensagem perguntando o valor",
        "Enviada a apresentação da clínica",
        "Respondeu que prefere a unidade mais perto",
        "Enviada a proposta com as formas de pagamento",
        "Pediu fotos de resultados",
        "Confirmou o interesse e pediu horários",
        "Visualizou a proposta e não respondeu",
    ),
    "call": (
        "Ligação atendida, pediu retorno à tarde",
        "Ligação sem resposta",
        "Ligação de seis minutos, tirou dúvidas do procedimento",
        "Caixa postal, recado deixado",
    ),
    "note": (
        "Conferir agenda da médica antes de propor horário",
        "Prefere ser atendida por médica",
        "Vai decidir depois de falar em casa",
    ),
    "visit": ("Veio conhecer a clínica", "Fez a avaliação presencial"),
}
ACTIVITY_WEIGHTS = {"message": 55, "call": 28, "note": 12, "visit": 5}
TASKS = (
    ("Ligar para {name}", "high"),
    ("Enviar proposta para {name}", "normal"),
    ("Confirmar horário da avaliação de {name}", "high"),
    ("Mandar fotos de resultados para {name}", "low"),
    ("Retomar contato com {name}", "normal"),
    ("Cobrar resposta da proposta de {name}", "normal"),
)
TAGS = ("VIP", "Indicação de paciente", "Quer parcelar", "Prefere manhã", "Prefere noite")
