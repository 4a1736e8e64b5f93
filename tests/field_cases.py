"""One field of every type, with values it takes, values it refuses, and two that stand in order.

The contract of field types runs on these: a type that is not here fails it. Expected values are
written by hand.
"""

from dataclasses import dataclass
from dataclasses import field as default
from typing import Any

from metamodel.field import Field

A = "019ab2c4-0000-7000-8000-000000000001"
B = "019ab2c4-0000-7000-8000-000000000002"


@dataclass(frozen=True, kw_only=True)
class Case:
    """A field of one type, values it takes (with what is stored) and values it refuses; `fitting`
    are those of WRONG_TYPES that are values of this type."""

    definition: dict[str, Any] = default(default_factory=dict)
    takes: tuple[tuple[Any, Any], ...]
    refuses: tuple[Any, ...]
    fitting: tuple[Any, ...] = ()

    def field(self, key: str) -> Field:
        return Field(name="it", type=key, **self.definition)


CHOICE: dict[str, Any] = {"options": [{"key": "green"}, {"key": "red"}]}
NO_NUMBERS = (
    "10.000,5",
    "1,5",
    "1e3",
    1e309,
    float("nan"),
    float("-inf"),
    "NaN",
    "Infinity",
    "0x10",
    "1_000",
    " 1",
    "+1",
    "٣",
    "9" * 31,
    10**400,
    -(10**400),
    "",
)
NESTED: Any = 0
for _ in range(21):
    NESTED = [NESTED]
CASES: dict[str, Case] = {
    "text": Case(
        takes=(
            ("  João ", "João"),
            ("a\tb\nc", "a b c"),
            ("Joa\u0303o", "João"),
            ("👩‍⚕️ مرحبا", "👩‍⚕️ مرحبا"),
            ("'; drop table x; --", "'; drop table x; --"),
            ('"#r"', '"#r"'),
            ("   ", None),
            ("\u200b", None),
            ("\u3164 \u115f\u1160\uffa0\u2800\u00ad\ufeff\u2060", None),
            ("\u200d\ufe0f\u034f\U000e0041", None),
            ("\u202e\u2066", None),
            ("\u202eana\u202c \u2067b\u2069", "ana b"),
            ("a\u200bb", "a\u200bb"),
            ("\u0600", "\u0600"),
        ),
        refuses=("x" * 256, "a\x00b", "\x07", "\ud800", "e" + "\u0301" * 31, "y" * 5_000_000),
    ),
    "long_text": Case(
        takes=(
            ("a\r\nb\n", "a\nb"),
            ("  x", "  x"),
            ("x" * 100_000, "x" * 100_000),
            ("\n \n", None),
            ("\u200b\n\u3164", None),
            ("\u202ea\u202c", "\u202ea\u202c"),
        ),
        refuses=("x" * 100_001, "a\x00b", "\udfff"),
    ),
    "phone": Case(
        takes=(
            ("+55 (11) 8765-4321", "+5511987654321"),
            ("(11) 90412-7783", "+5511904127783"),
            ("5511904127783", "+5511904127783"),
            ("11 3456-7890", "+551134567890"),
            ("+351 912 345 678", "+351912345678"),
            ("0055 11 90412-7783", "+5511904127783"),
            ("551187654321@s.whatsapp.net", "+5511987654321"),
            ("WhatsApp: 11 90412-7783", "+5511904127783"),
            ("", None),
        ),
        refuses=(
            "abc",
            "90412-7783",
            "1" * 60,
            "(11) 3456-7890 ramal 12",
            "(00) 90412-7783",
            "+55 11 1234",
        ),
    ),
    "choice": Case(definition=CHOICE, takes=(("green", "green"),), refuses=("blue", "", "Green")),
    "money": Case(
        definition={"min": 0, "max": 1_000_000},
        takes=(
            (1234.5, "1234.50"),
            ("1890.00", "1890.00"),
            (0, "0.00"),
            ("-0", "0.00"),
            ("7", "7.00"),
            ("1.5", "1.50"),
        ),
        refuses=(
            "10.000,5",
            "1.234.567,00",
            "1890,00",
            "R$ 10",
            "1e3",
            1e309,
            float("nan"),
            float("-inf"),
            "NaN",
            -0.01,
            1_000_000.01,
            1.005,
            10**400,
            "9" * 31,
            "٣",
            "",
        ),
    ),
    "date": Case(
        takes=(("2026-11-23", "2026-11-23"),),
        refuses=(
            "23/11/2026",
            "2026-02-30",
            "0001-01-01",
            "2026-11-23T10:00:00Z",
            "20261123",
            20261123.5,
        ),
    ),
    "datetime": Case(
        takes=(
            ("2026-03-09T14:30:00-03:00", "2026-03-09 17:30:00+00:00"),
            ("2026-03-09 14:30:00z", "2026-03-09 14:30:00+00:00"),
            ("2026-03-09T14:30:00.123456789Z", "2026-03-09 14:30:00.123456+00:00"),
        ),
        refuses=(
            "2026-03-09T14:30:00",
            "2026-03-09",
            "2026-13-01T00:00:00Z",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-14:00",
            "2026-03-09T14:30:61Z",
            "agora",
        ),
    ),
    "stage": Case(
        definition={"pipeline": "sales"},
        takes=(("new", "new"),),
        refuses=("New", "x" * 41, "a b", ""),
    ),
    "member": Case(
        takes=((A, A), ({"id": A}, A), ({"id": A.upper(), "title": "Ana"}, A)),
        refuses=("x", {"id": 1}, {}, A + "0"),
    ),
    "link": Case(
        definition={"to": "unit"},
        takes=((A, A), ({"id": B}, B)),
        refuses=("x", {"name": A}, A[:-1]),
    ),
    "links": Case(
        definition={"to": "procedure"},
        takes=(([A, {"id": B}, A], f"({A}, {B})"), ([], "()")),
        refuses=(A, {"id": A}, ["x"], [None], [A] * 501),
    ),
    "table": Case(
        definition={"to": "item", "inverse": "sale"},
        takes=(([{"name": "A"}], "({'name': 'A'})"), ([], "()")),
        refuses=({"name": "A"}, "x", [1], [None], [[]], [{}] * 201),
    ),
    "any_link": Case(
        definition={"targets": ["lead", "unit"]},
        takes=(
            ({"entity": "lead", "id": A}, "lead"),
            ({"entity": "unit", "id": B, "title": "no"}, "unit"),
        ),
        refuses=(
            A,
            {"id": A},
            {"entity": "ghost", "id": A},
            {"entity": "lead"},
            {"entity": ["lead"], "id": A},
        ),
    ),
    "file": Case(
        definition={"accept": ["application/pdf", "image/*"], "max_size": 1000},
        takes=((A, A), ({"id": A.upper(), "name": "a.pdf"}, A)),
        refuses=("x", {}, {"id": 1}, A + "0", A[:-1], "../etc/passwd", ""),
    ),
    "image": Case(
        takes=((A, A), ({"id": A.upper(), "name": "a.pdf"}, A)),
        refuses=("x", {}, {"id": 1}, A + "0", A[:-1], "../etc/passwd", ""),
    ),
    "signature": Case(
        takes=((A, A), ({"id": A.upper(), "name": "a.pdf"}, A)),
        refuses=("x", {}, {"id": 1}, A + "0", A[:-1], "../etc/passwd", ""),
    ),
    "files": Case(
        definition={"max_count": 2},
        takes=(
            ([A, {"id": B}], f"[UUID('{A}'), UUID('{B}')]"),
            ([B, B], f"[UUID('{B}')]"),
            ([], None),
        ),
        refuses=(A, {"id": A}, ["x"], [None], [A, A, B], [[A]]),
    ),
    "integer": Case(
        definition={"min": -5, "max": 1_000_000},
        takes=((7, "7"), ("7", "7"), (5.0, "5"), (-0.0, "0"), ("007", "7")),
        refuses=(
            *NO_NUMBERS,
            5.5,
            "5.5",
            "5.00",
            "1.000",
            -6,
            1_000_001,
            2**63,
            1e308,
            5e-324,
        ),
    ),
    "decimal": Case(
        definition={"decimals": 3, "min": "-1.5"},
        takes=((1.5, "1.500"), ("12", "12.000"), ("1.250000", "1.250"), ("-0", "0.000")),
        refuses=(*NO_NUMBERS, 0.1 + 0.2, "1.2345", -1.501, 10**15, 1e308, 5e-324),
    ),
    "percent": Case(
        definition={"max": 100},
        takes=((12.5, "12.50"), ("100", "100.00"), (-3, "-3.00")),
        refuses=(*NO_NUMBERS, "12,5", "12.5%", 100.01, "0.125"),
    ),
    "rating": Case(
        takes=((1, "1"), ("5", "5"), (3.0, "3")),
        refuses=(*NO_NUMBERS, 0, 6, 4.5, "★★★", -1),
    ),
    "position": Case(
        takes=((1, "1"), ("1.50", "1.5"), ("-0.0", "0"), (1e2, "100"), ("0.1234", "0.1234")),
        refuses=(*NO_NUMBERS, 10**18, 1e-31, "0." + "1" * 31, 1e308, 5e-324),
    ),
    "boolean": Case(
        takes=((True, "True"), (False, "False"), ("true", "True"), ("false", "False")),
        refuses=(0, 1, "1", "", "sim", "TRUE", "on", 0.0),
        fitting=(True,),
    ),
    "time": Case(
        takes=(
            ("14:30", "14:30:00"),
            ("9:05", "09:05:00"),
            ("00:00", "00:00:00"),
            ("23:59:59", "23:59:59"),
        ),
        refuses=(
            "24:00",
            "14h30",
            "14:60",
            "1430",
            1430,
            "2:30 pm",
            "14:30Z",
            "14:30:00.5",
            "",
            "٣:00",
        ),
    ),
    "duration": Case(
        definition={"min": 60, "max": 100_000},
        takes=(
            (5400, "1:30:00"),
            (5400.0, "1:30:00"),
            ("5400", "1:30:00"),
            ("1h30", "1:30:00"),
            ("1:30", "1:30:00"),
            ("1:30:00", "1:30:00"),
            ("PT1H30M", "1:30:00"),
            ("90 min", "1:30:00"),
            ("1 h 30 min", "1:30:00"),
            ("1 hora 30 minutos", "1:30:00"),
            (" 1H30M ", "1:30:00"),
            ("1d", "1 day, 0:00:00"),
        ),
        refuses=(
            "",
            "P",
            "PT",
            "PT1.5H",
            "P1M",
            "1h90",
            "1:90",
            "-90 min",
            -60,
            59,
            100_001,
            90.5,
            10**400,
            1e308,
            float("nan"),
            float("inf"),
            "9" * 61,
            "uma hora",
            "1,5 h",
            "٣ min",
        ),
    ),
    "color": Case(
        takes=(("#1D4ED8", "#1d4ed8"), ("1d4ed8", "#1d4ed8"), ("#fA0", "#ffaa00"), (" ", None)),
        refuses=(
            "red",
            "#12345",
            "#1d4ed8ff",
            "rgb(1,2,3)",
            "#gggggg",
            "url(x)",
            "##fff",
            "#ffffff;x",
        ),
    ),
    "email": Case(
        takes=(
            ("Ana@Clinica.COM.br", "Ana@clinica.com.br"),
            (" ana+crm@clinica.com.br ", "ana+crm@clinica.com.br"),
            ("joão@ação.com.br", "joão@ação.com.br"),
            ("ana@xn--bcher-kva.com.br", "ana@bücher.com.br"),
            ("", None),
        ),
        refuses=(
            "ana",
            "ana@",
            "@clinica.com.br",
            "ana@clinica",
            "Ana <ana@clinica.com.br>",
            "a@clinica.com.br, b@clinica.com.br",
            "ana@clinica.com.br\x00",
            "ana @clinica.com.br",
            "ana@clinica..com",
            "ana@[127.0.0.1]",
            "x" * 65 + "@clinica.com.br",
            "a@" + "b" * 300 + ".com",
            "mailto:ana@clinica.com.br?bcc=x@y.com",
        ),
    ),
    "url": Case(
        takes=(
            ("HTTPS://WWW.Clinica.com.br/A?b=C#d", "https://www.clinica.com.br/A?b=C#d"),
            ("www.clinica.com.br", "https://www.clinica.com.br"),
            ("http://localhost:8000/x", "http://localhost:8000/x"),
            ("https://ação.com.br/ç", "https://ação.com.br/ç"),
            ("http://[::1]:80/", "http://[::1]:80/"),
            ("http://192.168.0.1/", "http://192.168.0.1/"),
            (" ", None),
        ),
        refuses=(
            "javascript:alert(1)",
            "JaVaScRiPt://%0aalert(1)",
            "javascript://clinica.com.br/%0aalert(1)",
            "java\tscript:alert(1)",
            "data:text/html,<script>",
            "ftp://clinica.com.br",
            "file:///etc/passwd",
            "//clinica.com.br",
            "https://ana:senha@clinica.com.br",
            "https://clinica.com.br@evil.example",
            "https://clinica.com.br\\@evil.example",
            "https://clinica.com.br:99999",
            "https:///x",
            "https://",
            "https://cli nica.com.br",
            'https://clinica.com.br/"onclick=x',
            "https://[::1",
            "https://clinica.com.br/\u202egpj.exe",
            "https://%61.com",
            "https://-.com",
            "a.b:alert(1)",
            "12.50",
            "ana",
            "https://x.com/" + "a" * 2000,
        ),
    ),
    "barcode": Case(
        definition={"format": "ean13"},
        takes=(
            ("7891000315507", "7891000315507"),
            ("7 891000-315507", "7891000315507"),
            ("", None),
        ),
        refuses=(
            "7891000315508",
            "789100031550",
            "78910003155070",
            "789100031550A",
            "٧891000315507",
        ),
    ),
    "cpf": Case(
        takes=(("529.982.247-25", "52998224725"), (" 52998224725 ", "52998224725"), ("", None)),
        refuses=(
            "529.982.247-24",
            "111.111.111-11",
            "00000000000",
            "5299822472",
            "529982247255",
            52998224725,
            "abc",
            "٥٢٩٩٨٢٢٤٧٢٥",
            "52998224725'; --",
        ),
    ),
    "cnpj": Case(
        takes=(
            ("11.222.333/0001-81", "11222333000181"),
            ("12.ABC.345/01DE-35", "12ABC34501DE35"),
            ("12abc34501de35", "12ABC34501DE35"),
            ("", None),
        ),
        refuses=(
            "11.222.333/0001-80",
            "12ABC34501DE36",
            "00000000000000",
            "AAAAAAAAAAAAAA",
            "1122233300018",
            11222333000181,
            "12ÁBC34501DE35",
        ),
    ),
    "json": Case(
        takes=(
            ({"bb": 1, "a": [1.50, None, "é"]}, '{"a": [1.5, null, "é"], "bb": 1}'),
            ([], "[]"),
            ("texto", '"texto"'),
            (-0.0, "0.0"),
            (1e22, "10000000000000000000000"),
            (True, "true"),
        ),
        refuses=(
            float("nan"),
            [float("-inf")],
            {"a": "\x00"},
            {"\x00": 1},
            "\ud800",
            {"\udfff": 1},
            {1: 2},
            10**400,
            "x" * 65_536,
            NESTED,
        ),
        fitting=(True, [1], {"a": {"b": 1}}),
    ),
    "auto_number": Case(
        takes=(("OS-2026-00012", "OS-2026-00012"), ("", None)),
        refuses=("x" * 101, 12, "a\x00b"),
    ),
    "choices": Case(
        definition=CHOICE,
        takes=(
            (["red", "green"], "['green', 'red']"),
            (["red", "red"], "['red']"),
            ([], None),
        ),
        refuses=("green", ["blue"], [None], [["green"]], ["green", "Green"], ["green"] * 1001, {}),
    ),
    "tags": Case(
        takes=(
            ([" VIP ", "vip", "", "ação"], "['VIP', 'ação']"),
            (["<script>"], "['<script>']"),
            ([], None),
            (["  "], None),
        ),
        refuses=(
            "vip",
            [None],
            [["vip"]],
            ["x" * 61],
            [str(each) for each in range(51)],
            ["vip"] * 100_000,
            ["a\x00"],
            {"vip": True},
        ),
    ),
    "members": Case(
        takes=(([A, {"id": B}, A], f"({A}, {B})"), ([], "()")),
        refuses=(A, {"id": A}, ["x"], [None], [A] * 501),
    ),
    "team": Case(
        takes=((A, A), ({"id": A, "title": "Vendas"}, A)), refuses=("x", {"id": 1}, {}, A + "0")
    ),
    "created_by": Case(takes=((A, A),), refuses=("x",)),
    "updated_by": Case(takes=((A, A),), refuses=("x",)),
    "created_at": Case(
        takes=(("2026-03-09T14:30:00-03:00", "2026-03-09 17:30:00+00:00"),), refuses=("agora",)
    ),
    "updated_at": Case(
        takes=(("2026-03-09T14:30:00-03:00", "2026-03-09 17:30:00+00:00"),), refuses=("agora",)
    ),
    "rich_text": Case(
        takes=(
            ("Olá", "Olá"),
            ("<p>Olá <strong>Ana</strong></p>", "<p>Olá <strong>Ana</strong></p>"),
            ("a<script>alert(1)</script>b", "ab"),
            ("<p onclick=x style=y>a</p><img src=x onerror=alert(1)>", "<p>a</p>"),
            ('<a href="javascript:alert(1)">a</a>', '<a rel="noopener">a</a>'),
            ('<a href=" java&#09;script:alert(1)">a</a>', '<a rel="noopener">a</a>'),
            ('<a href="data:text/html,x">a</a>', '<a rel="noopener">a</a>'),
            ("<p>&#824; onclick=alert(1) x</p>", None),
            ("e&#769;", "é"),
            ('<a href="//evil.example">a</a>', '<a rel="noopener">a</a>'),
            ('<a href="/api/session">a</a>', '<a rel="noopener">a</a>'),
            (
                '<a href="https://x.com.br" target=_blank>a</a>',
                '<a href="https://x.com.br" rel="noopener">a</a>',
            ),
            ('<a href="mailto:a@x.com">a</a>', '<a href="mailto:a@x.com" rel="noopener">a</a>'),
            (
                '<a href="tel:+5511904127783">a</a>',
                '<a href="tel:+5511904127783" rel="noopener">a</a>',
            ),
            ("<h1>a</h1><h2>b</h2>", "<h2>a</h2><h2>b</h2>"),
            ("<H4>a</H4><h5 class=x>b</h5><h6>c</h6>", "<h3>a</h3><h3>b</h3><h3>c</h3>"),
            (
                "<b>a</b><I>b</I><strike>c</strike><del>d</del><ins>e</ins>",
                "<strong>a</strong><em>b</em><s>c</s><s>d</s><u>e</u>",
            ),
            ("<div>d1</div><div>d2</div>", "<p>d1</p><p>d2</p>"),
            (
                "<div class=x><div>a<br></div><div><b>b</b></div></div>",
                "<p>a<br></p><p><strong>b</strong></p>",
            ),
            ("<div dir=ltr><b><div>a</div></b></div>", "<p><strong>a</strong></p>"),
            ("<p>a</p><p></p><p>b</p>", "<p>a</p><p></p><p>b</p>"),
            (
                "<table><tbody><tr><td>a</td><td class=x>b</td></tr><tr><th>c<th>d</table>",
                "<p>a b</p><p>c d</p>",
            ),
            ("<tr><td>a</td><td>b</td></tr>", "<p>a b</p>"),
            ("<ul><li><div>a</div></li></ul>", "<ul><li><p>a</p></li></ul>"),
            (
                '<b style="font-weight:normal" id=x><p>a <b>b</b></p></b>',
                "<p>a <strong>b</strong></p>",
            ),
            ("<blink>a</blink><body>b</body><base>c", "abc"),
            ("<div onclick=alert(1)><script>x</script>a</div>", "<p>a</p>"),
            ("<div>\u200b&#8203;&#12644;</div>", None),
            ("<svg><style><img src=x onerror=alert(1)></style></svg>a", "a"),
            ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
            ("&lt;script&gt;", "&lt;script&gt;"),
            ("<p> </p><p>&nbsp;</p>", None),
            ("<script>alert(1)</script>", None),
            ("<!-- a -->", None),
            ("", None),
        ),
        refuses=(
            "x" * 200_001,
            "&" * 100_000,
            "<div>" * 30_000,
            "<b>" * 300 + "a",
            "<svg><li>" * 20_000,
            "<b" * 90_000 + "<div>" * 300,
            "a\x00b",
            "a&#1;b",
            "\udfff",
        ),
    ),
    "address": Case(
        takes=(
            (
                {"cep": "01310-100", "street": " Av. Paulista ", "number": "1578", "state": "sp"},
                '{"cep": "01310100", "state": "SP", "number": "1578", "street": "Av. Paulista",'
                ' "country": "BR"}',
            ),
            ({"cep": "01.310-100"}, '{"cep": "01310100", "country": "BR"}'),
            (
                {"country": "pt", "cep": "1000-001", "state": "Lisboa"},
                '{"cep": "1000-001", "state": "Lisboa", "country": "PT"}',
            ),
            ({"city": "São Paulo", "district": None}, '{"city": "São Paulo", "country": "BR"}'),
            ({"street": "<script>"}, '{"street": "<script>", "country": "BR"}'),
            ({"country": "BR", "city": " "}, None),
            ({}, None),
        ),
        refuses=(
            "Av. Paulista, 1578",
            {"cep": "0131O-100"},
            {"cep": "0131010"},
            {"cep": "٠١٣١٠١٠٠"},
            {"cep": 1310100},
            {"state": "XX"},
            {"state": "São Paulo"},
            {"country": "ZZ", "city": "x"},
            {"country": "Brasil", "city": "x"},
            {"street": "x" * 201},
            {"street": ["x"]},
            {"rua": "x"},
            {"city": "a\x00"},
        ),
    ),
    "geo": Case(
        takes=(
            ({"lat": -23.5613, "lng": -46.6565}, "-23.5613"),
            ({"lat": 90, "lng": -180}, "90.0"),
            ({"lat": -0.0, "lng": 0}, "0.0"),
            ({"lat": 1.123456789, "lng": 0}, "1.1234568"),
        ),
        refuses=(
            {"lat": 91, "lng": 0},
            {"lat": 0, "lng": 180.1},
            {"lat": 0},
            {"lat": 0, "lng": None},
            {"lat": "0", "lng": "0"},
            {"lat": True, "lng": 0},
            {"lat": float("nan"), "lng": 0},
            {"lat": 0, "lng": float("inf")},
            {"lat": 10**400, "lng": 0},
            {"lat": 0, "lng": 0, "alt": 0},
            [0, 0],
            "0,0",
        ),
    ),
    "weekly_hours": Case(
        takes=(
            (
                {"tuesday": [["13:00", "24:00"], ["08:00", "12:00"]], "monday": []},
                '{"tuesday": [["08:00", "12:00"], ["13:00", "24:00"]]}',
            ),
            (
                {
                    "wednesday": [["00:00", "12:00"], ["12:00", "13:00"]],
                    "monday": [["8:00", "9:00"]],
                }
                | {"monday": [["08:00", "09:00"]]},
                '{"monday": [["08:00", "09:00"]],'
                ' "wednesday": [["00:00", "12:00"], ["12:00", "13:00"]]}',
            ),
            ({"sunday": []}, None),
            ({}, None),
        ),
        refuses=(
            {"monday": [["08:00", "12:00"], ["11:59", "13:00"]]},
            {"monday": [["25:00", "26:00"]]},
            {"monday": [["08:00", "25:00"]]},
            {"monday": [["24:00", "24:00"]]},
            {"monday": [["8:00", "12:00"]]},
            {"monday": [["12:00", "08:00"]]},
            {"monday": [["08:00", "08:00"]]},
            {"monday": [["08:00"]]},
            {"monday": ["08:00", "12:00"]},
            {"monday": "08:00-12:00"},
            {"monday": [[8, 12]]},
            {"monday": [[f"{each:02}:00", f"{each:02}:30"] for each in range(13)]},
            {"segunda": [["08:00", "12:00"]]},
            [["08:00", "12:00"]],
            "08:00-12:00",
        ),
    ),
    "recurrence": Case(
        takes=(
            ("FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=WEEKLY;BYDAY=MO,WE"),
            ("rrule:byday=mo;freq=weekly;interval=1", "FREQ=WEEKLY;BYDAY=MO"),
            ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=12", "FREQ=MONTHLY;COUNT=12;BYDAY=-1FR"),
            ("FREQ=DAILY;UNTIL=20261231T235959Z", "FREQ=DAILY;UNTIL=20261231T235959Z"),
            ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
            (" ", None),
        ),
        refuses=(
            "FREQ=SECONDLY",
            "FREQ=HOURLY;INTERVAL=24",
            "FREQ=DAILY;BYSECOND=1,2",
            "FREQ=DAILY;BYHOUR=1",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=DAILY;INTERVAL=401",
            "FREQ=DAILY;COUNT=1001",
            "FREQ=DAILY;COUNT=2;UNTIL=20261231",
            "FREQ=DAILY;UNTIL=20261131",
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=DAILY;BYSETPOS=5",
            "FREQ=WEEKLY;BYDAY=1MO",
            "FREQ=MONTHLY;BYDAY=99MO",
            "FREQ=MONTHLY;BYMONTHDAY=32",
            "FREQ=DAILY;FREQ=WEEKLY",
            "DTSTART:20260101T000000Z\nRRULE:FREQ=DAILY",
            "BYDAY=MO",
            "FREQ=",
            "toda segunda",
            "FREQ=DAILY;" * 100,
        ),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Two values of a type as they are sent, in ascending order. `shown` is how a read gives them,
    `asked` how a URL asks for them (each the same as sent when not said), `part` what a search or
    `contains` finds in the low one only. Without a definition that of the case holds. A `$name`
    stands for the id of a record of the world.
    """

    low: Any
    high: Any
    shown: tuple[Any, Any] | None = None
    asked: tuple[str, str] | None = None
    part: str | None = None
    definition: dict[str, Any] | None = None


def _ref(name: str) -> dict[str, str]:
    return {"id": f"${name}", "title": name}


SAMPLES: dict[str, Sample] = {
    "text": Sample(low="açude", high="Zebra", part="ACUD"),
    "long_text": Sample(low="Início\nlento", high="quente", part="inicio"),
    "phone": Sample(
        low="+351 912 345 678",
        high="(11) 90412-7783",
        shown=("+351912345678", "+5511904127783"),
        part="912345",
        definition={},
    ),
    "choice": Sample(
        low="red", high="green", definition={"options": [{"key": "red"}, {"key": "green"}]}
    ),
    "money": Sample(low=9, high="10.5", shown=("9.00", "10.50")),
    "date": Sample(low="2026-02-28", high="2026-11-23"),
    "datetime": Sample(
        low="2026-03-09T14:30:00-03:00",
        high="2026-11-23T00:00:00Z",
        shown=("2026-03-09T17:30:00+00:00", "2026-11-23T00:00:00+00:00"),
        asked=("2026-03-09T17:30:00Z", "2026-11-23T00:00:00Z"),
    ),
    "stage": Sample(low="zero", high="alpha"),
    "member": Sample(low="$Ana", high="$Bia", shown=(_ref("Ana"), _ref("Bia"))),
    "team": Sample(low="$Norte", high="$Sul", shown=(_ref("Norte"), _ref("Sul"))),
    "link": Sample(
        low="$Botox",
        high="$Peeling",
        shown=(_ref("Botox"), _ref("Peeling")),
        definition={"to": "procedure"},
    ),
    "links": Sample(
        low=["$Botox"],
        high=["$Peeling"],
        shown=([_ref("Botox")], [_ref("Peeling")]),
        asked=("$Botox", "$Peeling"),
        part="$Botox",
    ),
    "members": Sample(
        low=["$Bia", "$Ana"],
        high=["$Bia"],
        shown=([_ref("Bia"), _ref("Ana")], [_ref("Bia")]),
        asked=("$Ana", "$Bia"),
        part="$Ana",
    ),
    "any_link": Sample(
        low={"entity": "procedure", "id": "$Botox"},
        high={"entity": "unit", "id": "$Moema"},
        shown=({"entity": "procedure", **_ref("Botox")}, {"entity": "unit", **_ref("Moema")}),
        asked=("$Botox", "$Moema"),
        definition={"targets": ["procedure", "unit"]},
    ),
    "integer": Sample(low=9, high=10, definition={}),
    "decimal": Sample(low="9.5", high="10.25", shown=("9.500", "10.250")),
    "percent": Sample(low=9, high="12.5", shown=("9.00", "12.50")),
    "rating": Sample(low=2, high=5),
    "position": Sample(low="9", high="10.5"),
    "boolean": Sample(low=False, high=True),
    "time": Sample(low="9:05", high="14:30", shown=("09:05", "14:30")),
    "duration": Sample(low="1h30", high=360_000, shown=(5400, 360_000), definition={}),
    "color": Sample(low="#0F0", high="#FA0", shown=("#00ff00", "#ffaa00")),
    "email": Sample(low="Ana@x.com.br", high="bia@x.com.br", part="ANA@"),
    "url": Sample(low="https://a.com.br/x", high="https://b.com.br/y", part="a.com"),
    "barcode": Sample(low="40123455", high="73513537", part="40123", definition={"format": "ean8"}),
    "cpf": Sample(
        low="111.444.777-35", high="52998224725", shown=("11144477735", "52998224725"), part="44477"
    ),
    "cnpj": Sample(
        low="11.222.333/0001-81",
        high="12ABC34501DE35",
        shown=("11222333000181", "12ABC34501DE35"),
        part="22233",
    ),
    "json": Sample(low={"bb": [1.5, None], "a": "é"}, high=[1]),
    "choices": Sample(
        low=["red", "green"],
        high=["red"],
        shown=(["green", "red"], ["red"]),
        asked=("green", "red"),
        part="green",
    ),
    "tags": Sample(low=["VIP", "Ação"], high=["vip"], asked=("acao", "Vip"), part="ACAO"),
    "rich_text": Sample(
        low="<p>strong água</p>", high="<p>Água <strong>fria</strong></p>", part="STRONG"
    ),
    "address": Sample(
        low={"cep": "01310-100", "city": "São Paulo"},
        high={"country": "PT", "city": "Porto"},
        shown=(
            {"cep": "01310100", "city": "São Paulo", "country": "BR"},
            {"city": "Porto", "country": "PT"},
        ),
    ),
    "geo": Sample(low={"lat": -23.5613, "lng": -46.6565}, high={"lat": 0.1, "lng": 0}),
    "weekly_hours": Sample(
        low={"monday": [["08:00", "12:00"]]}, high={"sunday": [["00:00", "24:00"]]}
    ),
    "recurrence": Sample(
        low="FREQ=DAILY",
        high="FREQ=WEEKLY;BYDAY=MO",
    ),
}
