"""What a problem of a definition says, by code. Words in braces are filled in, already made safe to
show.
"""

from collections.abc import Mapping

from metamodel.rule_texts import RULES

Texts = dict[str, str]


def by_locale(table: Mapping[str, tuple[str, str]]) -> dict[str, Texts]:
    return {code: {"pt-BR": pt, "en": en} for code, (pt, en) in table.items()}


_FILES = {
    "file_too_large": (
        "O arquivo passa de {limit} MB.",
        "The file is larger than {limit} MB.",
    ),
    "package_too_large": (
        "O pacote passa de {limit} MB ou de {files} arquivos.",
        "The package is larger than {limit} MB or has more than {files} files.",
    ),
    "text_forbidden": (
        "O texto tem um caractere que não pode ser guardado ({character}).",
        "The text has a character that cannot be stored ({character}).",
    ),
    "yaml_syntax": (
        "O YAML não pôde ser lido a partir desta linha.",
        "The YAML cannot be read from this line on.",
    ),
    "yaml_tab": (
        "Há uma tabulação (Tab) onde o YAML só aceita espaços.",
        "There is a tab where YAML takes spaces only.",
    ),
    "yaml_quote": (
        "As aspas abertas nesta linha não são fechadas.",
        "The quote opened on this line is not closed.",
    ),
    "yaml_bracket": (
        "A lista ou o grupo aberto nesta linha não é fechado corretamente.",
        "The list or group opened on this line is not closed properly.",
    ),
    "yaml_colon": (
        "Esta linha não é um par de chave e valor.",
        "This line is not a key with a value.",
    ),
    "yaml_value": (
        "Há um “:” a mais nesta linha, ou o recuo dela não combina com o da linha acima.",
        "There is a “:” too many on this line, or its indent does not match the line above.",
    ),
    "yaml_indent": (
        "O recuo desta linha não combina com o das linhas acima.",
        "The indent of this line does not match the lines above.",
    ),
    "yaml_extra": (
        "Há texto a mais depois do fim do valor.",
        "There is more text after the end of the value.",
    ),
    "yaml_character": (
        "Um valor não pode começar com este caractere sem aspas.",
        "A value cannot begin with this character without quotes.",
    ),
    "yaml_escape": (
        "Dentro de aspas duplas a barra invertida tem um significado próprio.",
        "In double quotes the backslash has a meaning of its own.",
    ),
    "yaml_documents": (
        "Há mais de um documento YAML neste arquivo.",
        "There is more than one YAML document in this file.",
    ),
    "yaml_depth": (
        "Há mais de {limit} níveis, um dentro do outro.",
        "There are more than {limit} levels inside each other.",
    ),
    "yaml_alias": (
        "O apelido *{name} não foi definido antes deste ponto.",
        "The alias *{name} is not defined before this point.",
    ),
    "yaml_tag": ("A marca {name} não é aceita.", "The tag {name} is not accepted."),
    "yaml_weight": (
        "O arquivo tem mais de {limit} valores, contando as repetições por apelido.",
        "The file has more than {limit} values, counting what aliases repeat.",
    ),
    "yaml_key": ("Uma chave precisa ser um texto simples.", "A key has to be plain text."),
    "duplicate_key": (
        "A chave “{name}” aparece duas vezes; a primeira está na linha {first}.",
        "The key “{name}” stands twice; the first is on line {first}.",
    ),
    "file_not_read": (
        "Este arquivo não está em um lugar conhecido e foi ignorado.",
        "This file is not in a known place and was left out.",
    ),
    "file_not_active": (
        "Este tipo de definição ainda não está ativo nesta versão; o arquivo não tem efeito.",
        "Definitions of this kind are not active in this version yet; the file has no effect.",
    ),
    "file_empty": ("O arquivo está vazio.", "The file is empty."),
    "manifest_missing": ("Falta o arquivo app.yaml.", "The file app.yaml is missing."),
    "extension_name": (
        "O arquivo diz estender “{name}”, mas o nome dele é de “{expected}”.",
        "The file says it extends “{name}”, but it is named after “{expected}”.",
    ),
    "seed_shape": (
        "Os dados iniciais de “{name}” precisam ser uma lista de registros.",
        "The seed of “{name}” has to be a list of records.",
    ),
    "seed_required": (
        "Registro {number} dos dados iniciais de “{entity}”: falta “{name}”, que é obrigatório.",
        "Record {number} of the seed of “{entity}”: “{name}” is required and missing.",
    ),
    "seed_value": (
        "Registro {number} dos dados iniciais de “{entity}”, campo “{name}”: {reason}",
        "Record {number} of the seed of “{entity}”, field “{name}”: {reason}",
    ),
    "seed_not_written": (
        "“{name}” de “{entity}” mostra o outro lado de uma ligação e não é gravado.",
        "“{name}” of “{entity}” shows the other side of a link and cannot be written.",
    ),
    "seed_link": (
        "Registro {number} dos dados iniciais de “{entity}”: “{name}” aponta para um registro"
        " que o pacote não traz.",
        "Record {number} of the seed of “{entity}”: “{name}” points to a record that the package"
        " does not bring.",
    ),
    "seed_twice": (
        "Registro {number} dos dados iniciais de “{entity}”: “{name}” repete o valor do registro"
        " {other} e precisa ser único.",
        "Record {number} of the seed of “{entity}”: “{name}” has the value of record {other} and"
        " has to be unique.",
    ),
    "seed_field": (
        "“{entity}” não tem o campo “{name}” usado nos dados iniciais.",
        "“{entity}” has no field “{name}”, which its seed uses.",
    ),
}
_SHAPES = {
    "attribute_missing": ("Falta “{name}”.", "“{name}” is missing."),
    "attribute_unknown": ("“{name}” não existe aqui.", "There is no “{name}” here."),
    "attribute_later": (
        "“{name}” é aceito, mas ainda não tem efeito nesta versão.",
        "“{name}” is accepted but has no effect in this version yet.",
    ),
    "feature_later": (
        "O recurso “{name}” é aceito, mas ainda não está ativo nesta versão.",
        "The feature “{name}” is accepted but not active in this version yet.",
    ),
    "feature_unknown": ("O recurso “{name}” não existe.", "There is no feature “{name}”."),
    "layout_kind_later": (
        "Layouts do tipo “{name}” são aceitos, mas ainda não são mostrados.",
        "Layouts of kind “{name}” are accepted but not shown yet.",
    ),
    "value_not_allowed": (
        "O valor “{value}” não é aceito.",
        "The value “{value}” is not accepted.",
    ),
    "value_invalid": (
        "O valor de “{name}” não serve: {reason}.",
        "“{name}” has a wrong value: {reason}.",
    ),
    "must_be_text": ("“{name}” precisa ser um texto.", "“{name}” has to be text."),
    "must_be_boolean": (
        "“{name}” precisa ser true ou false.",
        "“{name}” has to be true or false.",
    ),
    "must_be_integer": (
        "“{name}” precisa ser um número inteiro.",
        "“{name}” has to be a whole number.",
    ),
    "must_be_list": ("“{name}” precisa ser uma lista.", "“{name}” has to be a list."),
    "must_be_mapping": (
        "“{name}” precisa ter pares de chave e valor.",
        "“{name}” has to have keys and values.",
    ),
    "too_many": ("São {count}; o limite é {limit}.", "There are {count}; the limit is {limit}."),
    "out_of_range": (
        "{value} está fora do intervalo de {low} a {high}.",
        "{value} is not between {low} and {high}.",
    ),
    "locale_unknown": ("O idioma “{name}” não é usado.", "The language “{name}” is not used."),
}
_NAMES = {
    "name_shape": (
        "“{name}” não serve como nome: use letras minúsculas sem acento, números e _; até 40.",
        "“{name}” cannot be a name: use lower-case letters a-z, digits and _; 40 at most.",
    ),
    "name_long": (
        "O nome “{name}” passa de {limit} caracteres.",
        "The name “{name}” is longer than {limit} characters.",
    ),
    "name_reserved": ("O nome “{name}” é reservado.", "The name “{name}” is reserved."),
    "name_twin": (
        "“{name}” e “{twin}” ficam iguais em camelCase ({spelled}).",
        "“{name}” and “{twin}” are the same in camelCase ({spelled}).",
    ),
    "name_taken": (
        "O nome “{name}” já é usado por “{entity}” ({twin}).",
        "The name “{name}” is already used by “{entity}” ({twin}).",
    ),
    "duplicate_name": ("“{name}” está definido duas vezes.", "“{name}” is defined twice."),
    "prefix_missing": (
        "O nome “{name}” precisa começar com “{prefix}”.",
        "The name “{name}” has to start with “{prefix}”.",
    ),
    "prefix_of_clinic": (
        "O nome “{name}” começa com “{prefix}”, que é só da clínica.",
        "The name “{name}” starts with “{prefix}”, which belongs to the clinic.",
    ),
    "id_shape": ("O id “{id}” não serve.", "“{id}” cannot be an id."),
    "id_twice": ("O id “{id}” já é de {other}.", "The id “{id}” already belongs to {other}."),
    "ids_missing": (
        "{count} definições de “{app}” não têm id; foi usado um id derivado do nome.",
        "{count} definitions of “{app}” have no id; one derived from the name is used.",
    ),
}
_APPS = {
    "app_twice": ("O app “{name}” aparece duas vezes.", "The app “{name}” is there twice."),
    "version_shape": (
        "“{version}” não é uma versão como 1.0.0.",
        "“{version}” is not a version such as 1.0.0.",
    ),
    "range_shape": (
        "“{range}” não é um intervalo de versões.",
        "“{range}” is not a range of versions.",
    ),
    "namespace_shape": (
        "O namespace “{name}” precisa ter de 2 a 12 letras minúsculas ou números.",
        "The namespace “{name}” has to be 2 to 12 lower-case letters or digits.",
    ),
    "app_missing": (
        "“{app}” precisa do app “{name}” ({range}), que não está instalado.",
        "“{app}” requires the app “{name}” ({range}), which is not installed.",
    ),
    "app_needed": (
        "O app “{name}” não pode ser removido: outros apps precisam dele ({apps}).",
        "The app “{name}” cannot be removed: other apps need it ({apps}).",
    ),
    "app_base": (
        "O app “{name}” não pode ser removido: ele guarda as pessoas e as unidades da clínica.",
        "The app “{name}” cannot be removed: it keeps the clinic's people and units.",
    ),
    "app_key_taken": (
        "“{name}” já é a chave de outro app desta clínica, e este pacote não é uma versão dele.",
        "“{name}” is already the key of another app of this clinic, and this package is no"
        " version of it.",
    ),
    "app_version": (
        "“{app}” pede “{name}” {range}, mas a versão instalada é {version}.",
        "“{app}” asks for “{name}” {range}, but version {version} is installed.",
    ),
    "app_cycle": (
        "Os apps precisam uns dos outros em círculo: {cycle}.",
        "The apps require each other in a circle: {cycle}.",
    ),
    "extension_undeclared": (
        "“{app}” estende o app “{name}” sem declará-lo.",
        "“{app}” extends the app “{name}” without declaring it.",
    ),
    "extension_sleeps": (
        "A extensão de “{name}” fica sem efeito enquanto o app “{other}” não estiver instalado.",
        "The extension of “{name}” has no effect while the app “{other}” is not installed.",
    ),
    "extension_target": (
        "A entidade “{name}”, que “{app}” estende, não existe.",
        "The entity “{name}”, which “{app}” extends, does not exist.",
    ),
    "grant_twice": (
        "O perfil “{role}” já tem permissões para “{name}” vindas de outro app.",
        "The role “{role}” already has grants for “{name}” from another app.",
    ),
    "role_of_other": (
        "O perfil é de outro app; “{app}” não pode mudar “{name}” dele.",
        "The role belongs to another app; “{app}” cannot change its “{name}”.",
    ),
    "translation_unused": (
        "Esta tradução não tem onde aparecer.",
        "There is nothing this translation belongs to.",
    ),
}
_FIELDS = {
    "field_type_unknown": (
        "O tipo de campo “{type}” não existe.",
        "There is no field type “{type}”.",
    ),
    "field_type_later": (
        "O tipo de campo “{type}” ainda não está disponível nesta versão.",
        "The field type “{type}” is not available in this version yet.",
    ),
    "setting_unknown": (
        "O tipo “{type}” não conhece o atributo “{name}”.",
        "The type “{type}” has no attribute “{name}”.",
    ),
    "setting_invalid": (
        "“{name}” não serve para o tipo “{type}”: {reason}.",
        "“{name}” does not fit the type “{type}”: {reason}.",
    ),
    "field_needs": (
        "O campo “{name}” do tipo “{type}” precisa de “{need}”.",
        "The field “{name}” of type “{type}” needs “{need}”.",
    ),
    "unique_not_possible": (
        "O campo “{name}” do tipo “{type}” não pode ser único.",
        "The field “{name}” of type “{type}” cannot be unique.",
    ),
    "not_searchable": (
        "O campo “{name}” do tipo “{type}” não entra na busca.",
        "The field “{name}” of type “{type}” is not part of search.",
    ),
    "default_not_an_option": (
        "O valor padrão “{value}” não é uma das opções.",
        "The default “{value}” is not one of the options.",
    ),
    "default_wrong_type": (
        "O valor padrão “{value}” não serve para o campo “{name}”.",
        "The default “{value}” does not fit the field “{name}”.",
    ),
    "default_not_used": (
        "O valor padrão de um campo de etapa não tem efeito: “{name}” começa em “{stage}”.",
        "The default of a stage field has no effect: “{name}” starts in “{stage}”.",
    ),
    "settings_conflict": (
        "As configurações de “{name}” não combinam: {reason}",
        "The settings of “{name}” do not go together: {reason}",
    ),
    "title_missing": (
        "O campo de título “{name}” não existe em “{entity}”.",
        "The title field “{name}” does not exist in “{entity}”.",
    ),
    "title_not_text": (
        "O campo “{name}” do tipo “{type}” não pode ser o título.",
        "The field “{name}” of type “{type}” cannot be the title.",
    ),
    "fields_missing": ("“{name}” não tem campos.", "“{name}” has no fields."),
    "field_unknown": ("O campo “{name}” não existe.", "There is no field “{name}”."),
    "unique_empty": ("O conjunto único não tem campos.", "The unique set has no fields."),
    "system_not_core": (
        "Só o app core pode usar uma tabela do sistema, e só no banco principal.",
        "Only the app core can use a system table, and only in the core datasource.",
    ),
    "system_twice": (
        "A tabela do sistema “{name}” já é de “{entity}”.",
        "The system table “{name}” already belongs to “{entity}”.",
    ),
}
_LINKS = {
    "target_unknown": (
        "O campo aponta para “{name}”, que não existe.",
        "The field points to “{name}”, which does not exist.",
    ),
    "targets_too_many": (
        "O campo aponta para {count} entidades; o limite é {limit}.",
        "The field points to {count} entities; the limit is {limit}.",
    ),
    "inverse_unknown": (
        "“{entity}” não tem o campo “{name}” que seria o outro lado.",
        "“{entity}” has no field “{name}” to be the other side.",
    ),
    "inverse_not_back": (
        "O campo “{name}” de “{entity}” não é o outro lado desta ligação com “{back}”.",
        "The field “{name}” of “{entity}” is not the other side of this link with “{back}”.",
    ),
    "required_cycle": (
        "Ligações obrigatórias em círculo: nenhum registro poderia ser o primeiro ({cycle}).",
        "Required links in a circle: no record could be the first ({cycle}).",
    ),
    "via_cycle": (
        "As permissões dependem umas das outras em círculo: {cycle}.",
        "The grants depend on each other in a circle: {cycle}.",
    ),
    "projection_cycle": (
        "As cópias para o outro banco dependem umas das outras em círculo: {cycle}.",
        "The copies to the other datasource depend on each other in a circle: {cycle}.",
    ),
    "other_datasource": (
        "“{name}” fica em outro banco de dados que “{entity}”.",
        "“{name}” is kept in another datasource than “{entity}”.",
    ),
    "projected_unknown": (
        "“{name}” não pode ser copiado para o outro banco: não é um campo simples de “{entity}”.",
        "“{name}” cannot be mirrored: it is not a plain field of “{entity}”.",
    ),
    "path_unknown": (
        "O caminho “{dotted}” não existe: “{entity}” não tem “{name}”.",
        "The path “{dotted}” does not exist: “{entity}” has no “{name}”.",
    ),
    "path_not_link": (
        "O caminho “{dotted}” não continua: “{name}” de “{entity}” não é uma ligação.",
        "The path “{dotted}” cannot go on: “{name}” of “{entity}” is not a link.",
    ),
}
_PIPELINES = {
    "pipeline_unknown": ("O funil “{name}” não existe.", "There is no pipeline “{name}”."),
    "pipeline_unused": (
        "Nenhum campo de “{entity}” usa o funil “{name}”.",
        "No field of “{entity}” uses the pipeline “{name}”.",
    ),
    "pipeline_empty": ("O funil “{name}” não tem etapas.", "The pipeline “{name}” has no stages."),
    "stage_unknown": ("A etapa “{name}” não existe.", "There is no stage “{name}”."),
    "stage_unreachable": (
        "Nenhuma transição leva à etapa “{name}”: nenhum registro pode ser movido para ela.",
        "No transition leads to the stage “{name}”: no record can be moved to it.",
    ),
    "transitions_not_needed": (
        "O funil “{name}” permite qualquer mudança de etapa; estas transições não têm efeito.",
        "The pipeline “{name}” allows every move; these transitions have no effect.",
    ),
}
_SCREENS = {
    "entity_unknown": ("A entidade “{name}” não existe.", "There is no entity “{name}”."),
    "view_kind_unknown": (
        "O tipo de visão “{name}” não existe; no lugar dela aparece um aviso.",
        "There is no view kind “{name}”; an error card is shown in its place.",
    ),
    "view_unknown": ("A visão “{name}” não existe.", "There is no view “{name}”."),
    "view_needs": (
        "A visão “{name}” do tipo “{kind}” precisa de “{need}”.",
        "The view “{name}” of kind “{kind}” needs “{need}”.",
    ),
    "view_field": (
        "Uma visão “{kind}” não pode usar o campo “{name}” aqui: ele é “{type}”.",
        "A view of kind “{kind}” cannot use the field “{name}” here: it is “{type}”.",
    ),
    "view_group": (
        "Não dá para agrupar linhas por “{name}” ({type}).",
        "Rows cannot be grouped by “{name}” ({type}).",
    ),
    "view_setting": (
        "“{name}” precisa ser o nome de um campo.",
        "“{name}” must be the name of a field.",
    ),
    "default_twice": (
        "“{entity}” tem mais de uma visão padrão.",
        "“{entity}” has more than one default view.",
    ),
    "sort_not_possible": (
        "Não dá para ordenar por “{name}” ({type}).",
        "“{name}” ({type}) cannot be sorted by.",
    ),
    "measure_unknown": (
        "O cálculo “{fn}” não existe para o campo “{name}” ({type}).",
        "There is no measure “{fn}” for the field “{name}” ({type}).",
    ),
    "layout_unknown": ("O layout “{name}” não existe.", "There is no layout “{name}”."),
    "layout_gone": (
        "O layout “{name}” não existe mais; a mudança ficou sem efeito.",
        "The layout “{name}” is gone; the change has no effect.",
    ),
    "anchor_gone": (
        "“{name}” não está no layout “{layout}”.",
        "“{name}” is not on the layout “{layout}”.",
    ),
    "operation_shape": (
        "A mudança de layout não diz o que entra e onde.",
        "The layout operation does not say what goes where.",
    ),
    "operation_inside_itself": (
        "Um bloco não pode ir para dentro de si mesmo.",
        "A block cannot be moved into itself.",
    ),
    "item_shape": (
        "Cada item mostra exatamente um de: field, widget, related.",
        "Each item shows exactly one of: field, widget, related.",
    ),
    "item_on_card": (
        "Em um layout do tipo “{kind}” só cabem campos.",
        "A layout of kind “{kind}” takes fields only.",
    ),
    "related_not_list": (
        "“{name}” não é uma lista de registros ligados.",
        "“{name}” is not a list of linked records.",
    ),
    "layout_parts": (
        "“{name}” não se usa em um layout do tipo “{kind}”.",
        "“{name}” is not used on a layout of kind “{kind}”.",
    ),
    "action_not_inverse": (
        "“{name}” não é a lista do outro lado de uma ligação: não há registro a criar já ligado.",
        "“{name}” is not the far side of a link: no record can be made already tied.",
    ),
    "feed_field": (
        "Em “{attribute}” de feed não serve “{name}”, que é do tipo {type}.",
        "“{name}” of type {type} does not serve as “{attribute}” of a feed.",
    ),
    "feed_moment": (
        "“{name}” pode ficar vazio, e a atividade precisa dizer quando algo aconteceu.",
        "“{name}” may be empty, and activity has to say when something happened.",
    ),
    "menu_empty": (
        "O item de menu “{name}” não abre nada.",
        "The menu entry “{name}” opens nothing.",
    ),
    "role_unknown": ("O perfil “{name}” não existe.", "There is no role “{name}”."),
}
_ACCESS = {
    "scope_unknown": ("O alcance “{name}” não existe.", "There is no scope “{name}”."),
    "scope_needs_owner": (
        "O alcance “{scope}” não vale para “{entity}”: ownership.{need} não está definido.",
        "The scope “{scope}” means nothing for “{entity}”: ownership.{need} is not set.",
    ),
    "scope_via": (
        "“via {name}”: “{name}” não é uma ligação de “{entity}” para um só registro.",
        "“via {name}”: “{name}” is not a link of “{entity}” to one record.",
    ),
    "owner_field": (
        "O campo “{name}” não aponta para “{need}”.",
        "The field “{name}” does not point to “{need}”.",
    ),
    "mask_without_rule": (
        "O campo mascarado “{name}” não diz quando o valor aparece: ficará sempre oculto.",
        "The masked field “{name}” does not say when its value is shown: it always stays masked.",
    ),
    "rule_on_open": (
        "“shown_when” só vale com access: masked.",
        "“shown_when” only means something with access: masked.",
    ),
    "write_on_open": (
        "“write: true” só vale com access: masked; para gravar sempre, use access: write.",
        "“write: true” only means something with access: masked; otherwise use access: write.",
    ),
    "system_grant": (
        "Campos do sistema não podem ser gravados.",
        "System fields cannot be written.",
    ),
}
_EDITS = {
    "edit_shape": (
        "A mudança da clínica ({op}) está incompleta.",
        "The clinic's edit ({op}) is incomplete.",
    ),
    "edit_target_gone": (
        "Uma mudança da clínica ficou sem efeito: a definição {id} não existe mais.",
        "An edit of the clinic has no effect: the definition {id} is gone.",
    ),
    "edit_attribute": (
        "“{name}” não pode ser mudado desta forma.",
        "“{name}” cannot be changed this way.",
    ),
    "edit_base_changed": (
        "O fornecedor mudou “{name}” depois da mudança da clínica; vale o valor da clínica.",
        "The vendor changed “{name}” after the clinic did; the clinic's value stands.",
    ),
    "edit_kind": (
        "Não é possível incluir “{kind}” aqui.",
        "“{kind}” cannot be added here.",
    ),
    "edit_invalid": (
        "O valor de “{name}” não serve: {reason}.",
        "“{name}” has a wrong value: {reason}.",
    ),
}
MESSAGES: dict[str, Texts] = {
    **by_locale(
        _FILES
        | _SHAPES
        | _NAMES
        | _APPS
        | _FIELDS
        | _LINKS
        | _PIPELINES
        | _SCREENS
        | _ACCESS
        | _EDITS
    ),
    **{code: dict(texts) for code, texts in RULES.items()},
}
"""What is wrong, by code of the problem."""
