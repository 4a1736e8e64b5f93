"""Given names and surnames to combine. Common ones, so that nobody is meant."""

from random import Random

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
TWO_SURNAMES = 0.35


def different_names(dice: Random, count: int) -> list[str]:
    """Names of so many people, no two alike; some with two surnames."""
    pairs = [(given, surname) for given in GIVEN for surname in SURNAMES]
    names: list[str] = []
    for given, surname in dice.sample(pairs, k=count):
        other = dice.choice(SURNAMES)
        has_two = dice.random() < TWO_SURNAMES and other != surname
        names.append(f"{given} {surname} {other}" if has_two else f"{given} {surname}")
    return names


def phone_number(number: int, area: str = "11") -> str:
    """A mobile number in a range that no operator gives out (90), another for each number."""
    digits = f"{number * 5_882_353 % 10_000_000:07d}"
    return f"({area}) 90{digits[:3]}-{digits[3:]}"
