"""What to do about a problem of a definition, by its code or by that of a hint that several use.
Words in braces are filled in, already made safe to show.
"""

from metamodel.problem_texts import Texts, by_locale
from metamodel.rule_texts import RULE_HINTS

_HINTS = by_locale(
    {
        "did_you_mean": ("Você quis dizer “{name}”?", "Did you mean “{name}”?"),
        "one_of": ("Use um destes: {names}.", "Use one of: {names}."),
        "try_name": ("Use, por exemplo, “{name}”.", "Use for example “{name}”."),
        "quote_it": ('Escreva entre aspas: "{value}".', 'Write it in quotes: "{value}".'),
        "attribute_missing": ("Acrescente “{name}: …”.", "Add “{name}: …”."),
        "file_not_read": ("Lugares conhecidos: {places}.", "Known places: {places}."),
        "file_too_large": ("Divida o arquivo.", "Split the file."),
        "manifest_missing": (
            "Crie app.yaml com key, version e label.",
            "Create app.yaml with key, version and label.",
        ),
        "yaml_syntax": (
            "Confira o recuo, as aspas e os “:” desta linha e da anterior.",
            "Check the indent, the quotes and the “:” of this line and the one before.",
        ),
        "yaml_tab": ("Troque cada Tab por dois espaços.", "Put two spaces for each tab."),
        "yaml_quote": (
            "Feche o texto com a mesma aspa com que foi aberto.",
            "Close the text with the same quote that opened it.",
        ),
        "yaml_bracket": (
            "Confira as vírgulas entre os itens e feche com “]” ou “}}”.",
            "Check the commas between the items and close with “]” or “}}”.",
        ),
        "yaml_colon": (
            "Escreva “chave: valor”, com um espaço depois dos dois-pontos.",
            "Write “key: value”, with a space after the colon.",
        ),
        "yaml_value": (
            "Ponha entre aspas o texto que contém “: ”, ou alinhe a linha com as do mesmo nível.",
            "Put text that has “: ” in quotes, or align the line with those of its level.",
        ),
        "yaml_indent": (
            "Alinhe a linha com as do mesmo nível, usando espaços.",
            "Align the line with those of its level, with spaces.",
        ),
        "yaml_extra": (
            "Ponha o valor inteiro entre aspas; dentro de aspas simples, repita a aspa.",
            "Put the whole value in quotes; inside single quotes write the quote twice.",
        ),
        "yaml_character": ("Escreva o valor entre aspas.", "Write the value in quotes."),
        "yaml_escape": (
            "Use aspas simples, ou escreva a barra duas vezes.",
            "Use single quotes, or write the backslash twice.",
        ),
        "file_empty": (
            "Escreva a definição ou apague o arquivo.",
            "Write the definition or delete the file.",
        ),
        "yaml_tag": ("Escreva o valor sem a marca.", "Write the value without the tag."),
        "yaml_documents": (
            "Deixe um só documento: apague a linha “---”.",
            "Keep one document: delete the line “---”.",
        ),
        "duplicate_key": ("Apague uma das duas.", "Delete one of the two."),
        "duplicate_name": ("Mude um dos nomes.", "Change one of the names."),
        "name_twin": ("Mude um dos nomes.", "Change one of the names."),
        "name_taken": ("Escolha outro nome ou outro plural.", "Choose another name or plural."),
        "id_twice": (
            "Apague um dos ids e rode nexus check --fix.",
            "Delete one of the ids and run nexus check --fix.",
        ),
        "id_shape": (
            "Use letras, números, _ e -, até 64.",
            "Use letters, digits, _ and -, 64 at most.",
        ),
        "ids_missing": (
            "Rode nexus check --fix para gravar os ids, antes de mudar nomes.",
            "Run nexus check --fix to write the ids, before names change.",
        ),
        "range_shape": (
            "Escreva, por exemplo, “>=1.0 <2”.",
            "Write for example “>=1.0 <2”.",
        ),
        "version_shape": ("Use três números: 1.0.0.", "Use three numbers: 1.0.0."),
        "app_missing": ("Instale o app “{name}” antes.", "Install the app “{name}” first."),
        "app_missing_near": (
            "Instale o app “{name}” antes; se quis dizer “{near}”, corrija o nome em app.yaml.",
            "Install the app “{name}” first; if you meant “{near}”, correct it in app.yaml.",
        ),
        "app_base": (
            "Para tirá-lo de vista, esconda no menu o que ele mostra.",
            "To take it out of sight, hide what it shows from the menu.",
        ),
        "app_needed": (
            "Remova antes os apps que precisam dele.",
            "Remove the apps that need it first.",
        ),
        "app_key_taken": (
            "Escolha outra key em app.yaml; para mudar o app que existe, use um rascunho.",
            "Choose another key in app.yaml; to change the app there is, use a draft.",
        ),
        "app_version": (
            "Atualize “{name}” ou mude o intervalo.",
            "Upgrade “{name}” or change the range.",
        ),
        "app_cycle": (
            "Troque um dos requires por works_with.",
            "Turn one of the requires into works_with.",
        ),
        "extension_undeclared": (
            "Acrescente “{name}” a requires ou works_with em app.yaml.",
            "Add “{name}” to requires or works_with in app.yaml.",
        ),
        "extension_sleeps": ("Instale o app “{other}”.", "Install the app “{other}”."),
        "extension_name": (
            "Mude o nome do arquivo ou o valor de extends.",
            "Change the file name or the value of extends.",
        ),
        "grant_twice": ("Deixe só uma das duas.", "Keep only one of the two."),
        "unique_not_possible": ("Tire unique: true.", "Remove unique: true."),
        "not_searchable": ("Tire searchable: true.", "Remove searchable: true."),
        "required_cycle": (
            "Torne opcional um dos campos.",
            "Make one of the fields optional.",
        ),
        "via_cycle": (
            "Dê a um deles um alcance sem “via”.",
            "Give one of them a scope without “via”.",
        ),
        "projection_cycle": (
            "Tire uma das ligações de projected.",
            "Take one of the links out of projected.",
        ),
        "other_datasource": (
            "Marque “{target}” com projected: [{field}], ou use o mesmo datasource nas duas.",
            "Mark “{target}” with projected: [{field}], or keep both in one datasource.",
        ),
        "inverse_not_back": (
            "Faça “{name}” apontar para “{back}”, ou tire inverse.",
            "Let “{name}” point to “{back}”, or remove inverse.",
        ),
        "inverse_both": (
            "Escreva também “inverse: {field}” em “{name}” de “{entity}”: os dois lados se citam.",
            "Write “inverse: {field}” on “{name}” of “{entity}” too: both sides name each other.",
        ),
        "default_not_used": (
            "Tire default e escreva no funil “initial: …”.",
            "Take default out and write “initial: …” on the pipeline.",
        ),
        "default_variable": (
            "Use um valor fixo, ou $me, $unit, $today ou $now em um campo do mesmo tipo.",
            "Use a fixed value, or $me, $unit, $today or $now in a field of the same type.",
        ),
        "stage_unreachable": (
            "Acrescente transitions que levem a “{name}”.",
            "Add transitions that lead to “{name}”.",
        ),
        "transitions_not_needed": ("Tire transitions.", "Take transitions out."),
        "seed_required": (
            "Acrescente “{name}: …” ao registro.",
            "Add “{name}: …” to the record.",
        ),
        "seed_not_written": ("Ligue pelo outro lado.", "Link from the other side."),
        "seed_link": (
            "Tire o campo, ou traga o registro ligado nos dados iniciais.",
            "Take the field out, or bring the linked record in the seed.",
        ),
        "seed_twice": ("Mude um dos dois valores.", "Change one of the two values."),
        "scope_needs_owner": (
            "Defina ownership.{need} na entidade, ou use outro alcance.",
            "Set ownership.{need} on the entity, or use another scope.",
        ),
        "scope_unknown": (
            "Use none, own, team, unit, all, via <ligação> ou uma expressão.",
            "Use none, own, team, unit, all, via <link> or an expression.",
        ),
        "mask_without_rule": (
            'Acrescente shown_when: "…".',
            'Add shown_when: "…".',
        ),
        "pipeline_unused": (
            "Crie um campo do tipo stage com pipeline: {name}.",
            "Add a field of type stage with pipeline: {name}.",
        ),
        "edit_base_changed": (
            "Confirme o valor da clínica ou volte ao do fornecedor.",
            "Confirm the clinic's value or go back to the vendor's.",
        ),
        "title_not_text": (
            "Escolha um campo de texto, data, escolha ou número.",
            "Choose a field of text, date, choice or number.",
        ),
        "action_not_inverse": (
            "Use um campo links que tenha inverse.",
            "Use a links field that has an inverse.",
        ),
        "feed_field": (
            "Em text e details use texto; em at, data e hora; em author, membro; em kind, escolha.",
            "Use text for text and details, a datetime for at, a member for author, a choice for "
            "kind.",
        ),
        "feed_moment": (
            "Torne o campo obrigatório ou use created_at.",
            "Make the field required, or use created_at.",
        ),
        "menu_empty": ("Acrescente entity ou view.", "Add entity or view."),
    }
)
HINTS: dict[str, Texts] = {
    **_HINTS,
    **{code: dict(texts) for code, texts in RULE_HINTS.items()},
}
"""The remedy, by code of the problem or of a hint that several use."""
