/** The compiled model of a small clinic, as GET /api/model answers: leads with their pipeline, procedures, units, members. */
import { type WireEntity, type WireField, type WireModel, type WireStage } from '../meta/wire'

const plain = {
  required: false,
  access: 'write',
  sortable: true,
  filterable: true,
  groupable: false,
  aggregates: [],
  searchable: false,
  operators: ['=', '!=', 'in', 'is empty'],
} satisfies Partial<WireField>

function field(
  name: string,
  type: string,
  label: string,
  more: Partial<WireField> = {},
): WireField {
  return { ...plain, name, type, editor: type, label, ...more }
}
function stage(
  key: string,
  label: string,
  color: string,
  more: Partial<WireStage> = {},
): WireStage {
  return {
    key,
    label,
    color,
    kind: 'open',
    requires: [],
    max_days: null,
    wip_limit: null,
    probability: null,
    has_gate: false,
    confirm: false,
    ...more,
  }
}

const system: WireField[] = [
  field('created_at', 'datetime', 'Criado em', { access: 'read' }),
  field('created_by', 'member', 'Criado por', { access: 'read' }),
  field('updated_at', 'datetime', 'Alterado em', { access: 'read' }),
  field('updated_by', 'member', 'Alterado por', { access: 'read' }),
]
const can = { read: true, create: true, update: true, move: true, delete: true }
const others = ['new', 'active', 'negotiation', 'no_answer', 'qualified', 'closed', 'lost']

const lead: WireEntity = {
  name: 'lead',
  plural: 'leads',
  label: 'Lead',
  label_plural: 'Leads',
  icon: 'filter',
  color: 'indigo',
  title: 'name',
  datasource: 'core',
  can,
  fields: [
    field('name', 'text', 'Nome do lead', { required: true, searchable: true, max_length: 120 }),
    field('owner', 'member', 'Proprietário do lead', {
      to: 'member',
      groupable: true,
      default: '$me',
    }),
    field('whatsapp', 'phone', 'WhatsApp', { searchable: true, icon: 'whatsapp' }),
    field('phone2', 'phone', 'Telefone 2'),
    field('channel', 'choice', 'Canal', {
      groupable: true,
      icon: 'megaphone',
      options: [
        { key: 'whatsapp', label: 'WhatsApp', color: 'green', icon: 'whatsapp' },
        { key: 'instagram', label: 'Instagram', color: 'pink', icon: 'instagram' },
        { key: 'site', label: 'Site', color: 'cyan', icon: 'globe' },
        { key: 'campaign', label: 'Campanha', color: 'amber', icon: 'megaphone' },
      ],
    }),
    field('campaign', 'text', 'Campanha'),
    field('situation', 'choice', 'Situação do cliente', {
      groupable: true,
      default: 'conversation_started',
      options: [
        { key: 'conversation_started', label: 'Conversa iniciada', color: 'blue' },
        { key: 'potential', label: 'Cliente potencial', color: 'teal' },
        { key: 'no_potential', label: 'Cliente sem potencial', color: 'gray' },
        { key: 'future_contact', label: 'Contatar no futuro', color: 'cyan' },
        { key: 'no_return', label: 'Sem retorno', color: 'amber' },
        { key: 'prequalified', label: 'Pré-qualificado', color: 'violet' },
        { key: 'qualified', label: 'Qualificado', color: 'green' },
      ],
    }),
    field('procedures', 'links', 'Procedimento', {
      to: 'procedure',
      multiple: true,
      first_is_main: true,
      icon: 'syringe',
    }),
    field('service_value', 'money', 'Valor do serviço', {
      currency: 'BRL',
      min: 0,
      aggregates: ['sum', 'avg'],
      operators: ['=', '>', '>=', '<', '<='],
    }),
    field('service_unit', 'link', 'Local do atendimento', {
      to: 'unit',
      groupable: true,
      icon: 'map-pin',
    }),
    field('next_contact_at', 'datetime', 'Próximo contato'),
    field('last_contact_at', 'datetime', 'Último contato'),
    field('district', 'text', 'Bairro'),
    field('city', 'text', 'Cidade'),
    field('comment', 'long_text', 'Comentário', { sortable: false }),
    field('stage', 'stage', 'Etapa', { pipeline: 'sales', groupable: true }),
    field('activities', 'links', 'Atividades', {
      to: 'activity',
      multiple: true,
      access: 'read',
      sortable: false,
    }),
    ...system,
  ],
  pipelines: [
    {
      name: 'sales',
      label: 'Funil comercial',
      field: 'stage',
      initial: 'new',
      stages: [
        stage('new', 'Novos leads', 'gray', { max_days: 1, probability: 10 }),
        stage('active', 'Ativos', 'blue', { max_days: 3, probability: 25 }),
        stage('negotiation', 'Em negociação', 'violet', {
          max_days: 3,
          probability: 60,
          requires: ['procedures', 'service_value'],
        }),
        stage('no_answer', 'Sem resposta', 'amber', {
          max_days: 7,
          probability: 10,
          flags: ['paused'],
        }),
        stage('qualified', 'Qualificados', 'teal', {
          max_days: 5,
          probability: 80,
          requires: ['procedures'],
        }),
        stage('closed', 'Fechados', 'green', {
          kind: 'won',
          probability: 100,
          requires: ['procedures', 'service_value', 'service_unit'],
          has_gate: true,
        }),
        stage('lost', 'Perdidos', 'red', { kind: 'lost', probability: 0 }),
      ],
      transitions: {
        new: ['active', 'negotiation', 'no_answer', 'qualified', 'lost'],
        active: ['new', 'negotiation', 'no_answer', 'qualified', 'closed', 'lost'],
        negotiation: ['active', 'no_answer', 'qualified', 'closed', 'lost'],
        no_answer: ['active', 'negotiation', 'qualified', 'lost'],
        qualified: ['active', 'negotiation', 'no_answer', 'closed', 'lost'],
        closed: ['qualified', 'lost'],
        lost: others.slice(1, 2),
      },
    },
  ],
  layouts: [
    {
      name: 'default',
      kind: 'record',
      highlights: ['service_value', 'next_contact_at', 'last_contact_at', 'service_unit'],
      tabs: [
        {
          key: 'summary',
          label: 'Resumo',
          sections: [
            {
              label: 'Lead',
              columns: 2,
              items: [
                'name',
                'owner',
                'situation',
                'whatsapp',
                'phone2',
                'channel',
                'campaign',
              ].map((name) => ({ field: name })),
            },
            {
              label: 'Interesse',
              columns: 2,
              items: [
                'procedures',
                'service_value',
                'service_unit',
                'next_contact_at',
                'last_contact_at',
              ].map((name) => ({ field: name })),
            },
            { label: 'Endereço', columns: 2, items: [{ field: 'district' }, { field: 'city' }] },
            { label: 'Comentário', columns: 1, items: [{ field: 'comment' }] },
          ],
        },
        {
          key: 'activities',
          label: 'Atividades',
          sections: [
            {
              columns: 1,
              items: [
                { related: 'activities', columns: ['summary', 'kind', 'happened_at', 'author'] },
              ],
            },
          ],
        },
      ],
    },
    {
      name: 'card',
      kind: 'card',
      items: [
        'name',
        'procedures',
        'situation',
        'service_value',
        'next_contact_at',
        'owner',
        'channel',
        'service_unit',
      ],
    },
    {
      name: 'quick',
      kind: 'create',
      items: [
        'name',
        'whatsapp',
        'channel',
        'campaign',
        'procedures',
        'service_value',
        'service_unit',
        'owner',
        'comment',
      ],
    },
  ],
  views: [
    {
      key: 'lead.board',
      kind: 'kanban',
      label: 'Funil comercial',
      entity: 'lead',
      default: true,
      field: 'stage',
      pipeline: 'sales',
      card: 'card',
      sort: '-created_at',
      measures: [{ fn: 'sum', field: 'service_value' }],
    },
    {
      key: 'lead.all',
      kind: 'list',
      label: 'Todos os leads',
      entity: 'lead',
      default: false,
      sort: '-created_at',
      columns: [
        'name',
        'stage',
        'situation',
        'whatsapp',
        'channel',
        'procedures',
        'service_value',
        'owner',
        'service_unit',
        'next_contact_at',
        'created_at',
      ],
    },
    {
      key: 'lead.mine',
      kind: 'list',
      label: 'Meus leads',
      entity: 'lead',
      default: false,
      filter: 'owner = $me',
      sort: 'next_contact_at',
      columns: [
        'name',
        'stage',
        'situation',
        'whatsapp',
        'procedures',
        'service_value',
        'next_contact_at',
      ],
    },
  ],
}

function simple(
  name: string,
  plural: string,
  label: string,
  labelPlural: string,
  icon: string,
  fields: WireField[],
): WireEntity {
  const names = fields.map((item) => item.name)
  return {
    name,
    plural,
    label,
    label_plural: labelPlural,
    icon,
    color: 'gray',
    title: names[0] ?? 'name',
    datasource: 'core',
    can,
    fields: [...fields, ...system],
    pipelines: [],
    layouts: [
      {
        name: 'default',
        kind: 'record',
        highlights: [],
        tabs: [
          {
            key: 'summary',
            label: 'Resumo',
            sections: [{ columns: 1, items: names.map((item) => ({ field: item })) }],
          },
        ],
      },
      { name: 'card', kind: 'card', items: names },
      { name: 'create', kind: 'create', items: names },
    ],
    views: [
      {
        key: `${name}.all`,
        kind: 'list',
        label: labelPlural,
        entity: name,
        default: true,
        columns: names,
        sort: names[0],
      },
    ],
  }
}

export const model: WireModel = {
  version: 3,
  hash: 'fixture-hash',
  locale: 'pt-BR',
  clinic: { slug: 'demo', name: 'Clínica Atemporal' },
  menu: [
    { key: 'leads', label: 'Leads', icon: 'filter', entity: 'lead', view: 'lead.board' },
    {
      key: 'procedures',
      label: 'Procedimentos',
      icon: 'syringe',
      entity: 'procedure',
      group: 'Cadastros',
    },
    { key: 'units', label: 'Unidades', icon: 'building-2', entity: 'unit', group: 'Cadastros' },
    { key: 'members', label: 'Equipe', icon: 'users', entity: 'member', group: 'Cadastros' },
  ],
  entities: {
    lead,
    procedure: simple('procedure', 'procedures', 'Procedimento', 'Procedimentos', 'syringe', [
      field('name', 'text', 'Nome', { required: true, searchable: true }),
      field('price', 'money', 'Preço', { currency: 'BRL', aggregates: ['sum'] }),
    ]),
    unit: simple('unit', 'units', 'Unidade', 'Unidades', 'building-2', [
      field('name', 'text', 'Nome', { required: true, searchable: true }),
      field('city', 'text', 'Cidade'),
    ]),
    member: simple('member', 'members', 'Pessoa', 'Equipe', 'users', [
      field('name', 'text', 'Nome', { required: true, searchable: true }),
    ]),
    activity: simple('activity', 'activities', 'Atividade', 'Atividades', 'activity', [
      field('summary', 'text', 'Resumo', { required: true }),
      field('kind', 'choice', 'Tipo', {
        options: [
          { key: 'note', label: 'Nota', color: 'gray' },
          { key: 'call', label: 'Ligação', color: 'blue' },
        ],
      }),
      field('happened_at', 'datetime', 'Quando'),
      field('author', 'member', 'Autor'),
      field('record', 'any_link', 'Registro', { targets: ['lead'] }),
    ]),
  },
}
