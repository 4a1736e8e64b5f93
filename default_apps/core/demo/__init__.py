"""Demo of core: the procedures an aesthetic clinic sells."""

from collections.abc import Sequence

from engine.ext.demo import DemoWorld, RecordChange

__all__ = ["generate"]

PROCEDURES = (
    ("Toxina botulínica", "face", "1490.00"),
    ("Preenchimento labial", "face", "1890.00"),
    ("Harmonização facial", "face", "4200.00"),
    ("Bioestimulador de colágeno", "face", "2600.00"),
    ("Peeling de diamante", "face", "380.00"),
    ("Limpeza de pele profunda", "face", "260.00"),
    ("Skinbooster", "face", "1250.00"),
    ("Microagulhamento", "face", "690.00"),
    ("Depilação a laser", "body", "320.00"),
    ("Criolipólise", "body", "1100.00"),
    ("Drenagem linfática", "body", "190.00"),
    ("Ultrassom microfocado", "body", "3400.00"),
    ("Tratamento de estrias", "body", "540.00"),
    ("Transplante capilar", "hair", "14900.00"),
    ("Mesoterapia capilar", "hair", "480.00"),
    ("Blefaroplastia", "surgery", "8900.00"),
)


def generate(world: DemoWorld) -> Sequence[RecordChange]:
    """The list of procedures, unless the clinic has one."""
    if world.records.get("procedure"):
        return ()
    return [
        RecordChange(
            op="create",
            entity="procedure",
            record_id=world.new_id(),
            values={"name": name, "category": category, "price": price},
        )
        for name, category, price in PROCEDURES
    ]
