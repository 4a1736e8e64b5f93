"""What a user reads when an expression is wrong, by code; remedies by hint key."""

from collections.abc import Mapping
from typing import Final

Texts = Mapping[str, Mapping[str, str]]


def _texts(**pairs: tuple[str, str]) -> Texts:
    return {key: {"pt-BR": text, "en": english} for key, (text, english) in pairs.items()}


MESSAGES: Final[Texts] = _texts(
    # the text
    blank=("A expressão está vazia.", "The expression is empty."),
    too_long=(
        "A expressão passa de {limit} caracteres.",
        "The expression is longer than {limit} characters.",
    ),
    too_deep=(
        "A expressão tem mais de {limit} níveis, um dentro do outro.",
        "The expression is nested more than {limit} levels deep.",
    ),
    character_forbidden=(
        "O caractere {found} não é permitido.",
        "The character {found} is not allowed.",
    ),
    ends_too_soon=(
        "A expressão termina antes de estar completa.",
        "The expression ends before it is complete.",
    ),
    quote_open=(
        "Falta fechar o texto aberto com {quote}.",
        "The text opened with {quote} is not closed.",
    ),
    unexpected=("“{found}” não cabe aqui.", "“{found}” does not fit here."),
    number_too_long=(
        "Um número tem no máximo {limit} dígitos.",
        "A number has at most {limit} digits.",
    ),
    not_an_ast=(
        "A expressão guardada não pôde ser lida.",
        "The stored expression could not be read.",
    ),
    # names
    word_reserved=(
        "“{name}” é uma palavra da linguagem; aqui se esperava um valor.",
        "“{name}” is a word of the language; a value was expected here.",
    ),
    variable_unknown=("A variável {name} não existe.", "There is no variable {name}."),
    field_unknown=("O campo {name} não existe.", "There is no field {name}."),
    function_unknown=("A função {name}() não existe.", "There is no function {name}()."),
    text_unquoted=(
        "{name} é uma opção e precisa de aspas.",
        "{name} is an option and needs quotes.",
    ),
    choice_unknown=("A opção '{value}' não existe.", "There is no option '{value}'."),
    stage_unknown=("A etapa '{value}' não existe.", "There is no stage '{value}'."),
    # constants
    date_invalid=("'{value}' não é uma data.", "'{value}' is not a date."),
    datetime_invalid=("'{value}' não é uma data e hora.", "'{value}' is not a date and time."),
    time_invalid=("'{value}' não é um horário.", "'{value}' is not a time."),
    duration_invalid=("'{value}' não é uma duração.", "'{value}' is not a duration."),
    id_invalid=("'{value}' não é um código de registro.", "'{value}' is not a record id."),
    # types
    not_a_condition=(
        "Aqui se espera uma condição, e isto é {type}.",
        "A condition is expected here, and this is {type}.",
    ),
    result_differs=(
        "O resultado deve ser {left}, e isto é {right}.",
        "The result must be {left}, and this is {right}.",
    ),
    types_differ=(
        "Não dá para comparar {left} com {right}.",
        "{left} cannot be compared with {right}.",
    ),
    date_kinds_mixed=(
        "{left} e {right} não se misturam.",
        "{left} and {right} do not mix.",
    ),
    operator_not_for=("{op} não se aplica a {type}.", "{op} does not apply to {type}."),
    null_ordered=(
        "Nulo não é maior nem menor que nada.",
        "Null is neither greater nor less than anything.",
    ),
    text_expected=(
        "Aqui se espera um texto, e isto é {type}.",
        "A text is expected here, and this is {type}.",
    ),
    number_expected=(
        "Aqui se espera um número, e isto é {type}.",
        "A number is expected here, and this is {type}.",
    ),
    arithmetic=(
        "{op} não se aplica a {left} e {right}.",
        "{op} does not apply to {left} and {right}.",
    ),
    list_variable=(
        "Aqui há vários valores de um lado só.",
        "There are several values on one side here.",
    ),
    many_values=(
        "O caminho passa por vários registros; aqui cabe um valor só.",
        "The path goes through several records; only one value fits here.",
    ),
    many_paths=(
        "Uma comparação só pode passar por vários registros uma vez.",
        "A comparison can go through several records only once.",
    ),
    # calls
    arguments_count=(
        "{name}() não aceita esta quantidade de argumentos ({given}).",
        "{name}() does not take this number of arguments ({given}).",
    ),
    argument_kind=(
        "Em {name}(), {parameter} não pode ser {type}.",
        "In {name}(), {parameter} cannot be {type}.",
    ),
    results_differ=(
        "Os resultados de {name}() devem ser do mesmo tipo.",
        "The results of {name}() must be of one type.",
    ),
)

HINTS: Final[Texts] = _texts(
    did_you_mean=("Você quis dizer {nearest}?", "Did you mean {nearest}?"),
    options=("As chaves são: {known}.", "The keys are: {known}."),
    variables=("As variáveis são: {known}.", "The variables are: {known}."),
    signature=("Escreva {signature}.", "Write {signature}."),
    backquote=(
        "Se for o nome de um campo, escreva `{name}` entre crases.",
        "If it is a field's name, write `{name}` in backquotes.",
    ),
    shorten=(
        "Encurte para até {limit} caracteres, por exemplo com in no lugar de muitos or.",
        "Shorten it to at most {limit} characters, such as with in instead of many or.",
    ),
    split=("Divida em condições mais simples.", "Split it into simpler conditions."),
    finish=("Complete a última parte da condição.", "Complete the last part of the condition."),
    close_quote=(
        "Feche com a mesma aspa; para usá-la no texto, escreva-a duas vezes.",
        "Close it with the same quote; to use it in the text, write it twice.",
    ),
    use_words=("Use and / or (e / ou).", "Use and / or."),
    use_not=("Use not (não) ou !=.", "Use not or !=."),
    operators=(
        "Entre valores vai um operador (=, !=, <, in, contains…); entre condições, and / or.",
        "Between values stands an operator (=, !=, <, in, contains…); between tests, and / or.",
    ),
    quote_it=("Escreva o valor entre aspas simples.", "Write the value in single quotes."),
    unquote_it=("Escreva o valor sem aspas.", "Write the value without quotes."),
    compare_it=("Compare com um valor, por exemplo = 1.", "Compare it with a value, such as = 1."),
    compare_name=(
        "Compare o nome do registro, por exemplo owner.name = 'Ana', ou use o código dele.",
        "Compare the record's name, such as owner.name = 'Ana', or use its id.",
    ),
    use_in=("Use in: unit in $units.", "Use in: unit in $units."),
    use_equals=("Use =, != ou in.", "Use =, != or in."),
    use_empty=("Use is empty ou is not empty.", "Use is empty or is not empty."),
    only_empty=("Use só is empty ou is not empty.", "Use only is empty or is not empty."),
    use_rollup=(
        "Crie um campo que resuma os registros (contagem, soma, mínimo…) e use esse campo.",
        "Make a field that sums the records up (count, sum, minimum…) and use that field.",
    ),
    use_date=(
        "Use date(campo) para comparar só o dia, ou $now no lugar de $today.",
        "Use date(field) to compare the day only, or $now in place of $today.",
    ),
    use_instant=(
        "Use instant(campo) para ter o instante de uma data e hora local.",
        "Use instant(field) for the instant of a local date and time.",
    ),
    use_concat=("Use concat(a; b) para juntar textos.", "Use concat(a; b) to join texts."),
    use_duration=(
        "Use days(3), hours(2), minutes(30) ou 'PT1H30M'.",
        "Use days(3), hours(2), minutes(30) or 'PT1H30M'.",
    ),
    date_form=("Escreva AAAA-MM-DD, como '2026-03-31'.", "Write YYYY-MM-DD, as in '2026-03-31'."),
    datetime_form=(
        "Escreva como '2026-03-31' ou '2026-03-31T14:30'.",
        "Write it as '2026-03-31' or '2026-03-31T14:30'.",
    ),
    time_form=("Escreva HH:MM, como '14:30'.", "Write HH:MM, as in '14:30'."),
    duration_form=("Escreva como 'PT1H30M'.", "Write it as 'PT1H30M'."),
    local_without_offset=(
        "Escreva a data e hora sem fuso, como '2026-03-31T14:30'.",
        "Write the date and time without an offset, as in '2026-03-31T14:30'.",
    ),
)

TYPE_NAMES: Final[Texts] = _texts(
    text=("texto", "text"),
    integer=("número inteiro", "whole number"),
    decimal=("número", "number"),
    money=("dinheiro", "money"),
    boolean=("sim ou não", "yes or no"),
    date=("data", "date"),
    local_datetime=("data e hora local", "local date and time"),
    instant=("data e hora", "date and time"),
    time=("horário", "time"),
    duration=("duração", "duration"),
    choice=("opção", "option"),
    stage=("etapa", "stage"),
    link=("vínculo com um registro", "link to a record"),
    list=("lista", "list"),
    null=("nulo", "null"),
    other=("este tipo de campo", "this kind of field"),
)
