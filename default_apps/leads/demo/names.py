"""Given names and surnames to combine. Common ones, so that nobody is meant."""

GIVEN = (
    "Adriana", "Aline", "Amanda", "Beatriz", "Bianca", "Camila", "Carolina", "Cecília",
    "Cíntia", "Cláudia", "Daniela", "Débora", "Eduarda", "Elaine", "Elisa", "Fabiana",
    "Fernanda", "Flávia", "Gabriela", "Gisele", "Helena", "Isabela", "Ivone", "Janaína",
    "Joana", "Juliana", "Karina", "Larissa", "Letícia", "Lívia", "Lorena", "Luana", "Luciana",
    "Marcela", "Mariana", "Marina", "Mônica", "Natália", "Olívia", "Patrícia", "Paula",
    "Priscila", "Rafaela", "Raquel", "Renata", "Rosana", "Sabrina", "Simone", "Sônia", "Talita",
    "Tatiane", "Valéria", "Vanessa", "Viviane", "Yara", "André", "Bruno", "Caio", "Eduardo",
    "Felipe", "Gustavo", "Henrique", "Leandro", "Murilo", "Otávio", "Rafael", "Renato",
    "Rodrigo", "Thiago", "Vinícius",
)  # fmt: skip
SURNAMES = (
    "Amaral", "Antunes", "Assunção", "Barreto", "Bittencourt", "Bragança", "Caldas", "Campelo",
    "Castilho", "Correia", "Couto", "Dantas", "Dutra", "Farias", "Ferraz", "Fontes", "Furtado",
    "Galvão", "Gomide", "Guedes", "Junqueira", "Leme", "Lisboa", "Loyola", "Marinho",
    "Medeiros", "Monteiro", "Moura", "Novaes", "Pacheco", "Padilha", "Peixoto", "Portela",
    "Prates", "Queiroz", "Rangel", "Rezende", "Sales", "Salgado", "Siqueira", "Tavares",
    "Teixeira", "Trindade", "Valadão", "Vasques", "Veiga", "Vidigal", "Vilaça",
)  # fmt: skip
