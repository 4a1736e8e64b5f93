"""Units, people and procedures of the demo clinic. Invented: no real people."""

from engine.ext import Demo, NewRecord, generator

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")
UNITS = {
    "Moema": {day: [["08:00", "19:00"]] for day in WEEK} | {"saturday": [["08:00", "13:00"]]},
    "Av. Paulista": {day: [["09:00", "20:00"]] for day in WEEK},
}
MEMBERS = (
    ("Bruna Tavares", ("seller",), ("Moema",)),
    ("Diego Fontana", ("seller",), ("Moema", "Av. Paulista")),
    ("Patrícia Novaes", ("seller",), ("Av. Paulista",)),
    ("Marcos Vilar", ("seller",), ("Moema",)),
    ("Dra. Lúcia Arantes", ("reception",), ("Moema",)),
    ("Dr. Caio Menezes", ("reception",), ("Moema",)),
    ("Dra. Lívia Sampaio", ("reception",), ("Av. Paulista",)),
    ("Dra. Renata Quintela", ("reception",), ("Av. Paulista",)),
)
PROCEDURES = (
    ("Preenchimento labial", "face", "1890.00"),
    ("Skinbooster", "face", "1350.00"),
    ("Microagulhamento", "face", "780.00"),
    ("Lipo enzimática de papada", "face", "1200.00"),
    ("Toxina botulínica, 3 regiões", "face", "1450.00"),
    ("Toxina botulínica, axilas", "body", "2400.00"),
    ("Depilação a laser, 6 sessões", "body", "1980.00"),
    ("Criolipólise, 2 áreas", "body", "3200.00"),
    ("Laser para melasma", "face", "2150.00"),
    ("Harmonização facial", "face", "6800.00"),
    ("Bioestimulador de colágeno", "face", "3200.00"),
    ("Rinomodelação", "face", "2200.00"),
    ("Preenchimento de olheiras", "face", "1750.00"),
    ("Preenchimento de mandíbula", "face", "3600.00"),
    ("Laser CO₂ fracionado", "face", "2700.00"),
    ("Ultrassom microfocado", "face", "4900.00"),
    ("Blefaroplastia", "surgery", "9500.00"),
    ("Bioestimulador de glúteos", "body", "5400.00"),
    ("Fios de PDO", "face", "4100.00"),
    ("Limpeza de pele profunda", "face", "280.00"),
    ("Peeling químico", "face", "450.00"),
    ("Transplante capilar, avaliação", "hair", "350.00"),
    ("Intradermoterapia capilar", "hair", "520.00"),
)


@generator("core")
async def generate(demo: Demo) -> None:
    """Two units, sellers and practitioners, and the price list."""
    units = {name: await demo.ensure_unit(name, hours) for name, hours in UNITS.items()}
    for name, roles, places in MEMBERS:
        await demo.ensure_member(name, roles, [units[place] for place in places])
    known = {row["name"] for row in await demo.records.list("procedure", ["name"])}
    opened = demo.at(-180, 9)
    await demo.records.create_many(
        "procedure",
        [
            NewRecord(
                id=demo.new_id(opened),
                values={"name": name, "category": category, "price": price},
                at=opened,
            )
            for name, category, price in PROCEDURES
            if name not in known
        ],
    )
