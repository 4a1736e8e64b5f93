/** Every primitive on one page, for eyes and for axe: /__ui of the development server. */
import { type ReactNode, useState } from 'react'
import { type Hue } from '../meta/wire'
import { Avatar } from './avatar'
import { Badge } from './badge'
import { Button } from './button'
import { Chip, HueDot } from './chip'
import { Combobox, MultiCombobox } from './combobox'
import { DateText } from './date-text'
import { Dialog } from './dialog'
import { EmptyState } from './empty-state'
import { ErrorCard } from './error-card'
import { Field } from './field'
import { Filete } from './filete'
import { IconButton } from './icon-button'
import { Input, Textarea } from './input'
import { Kbd } from './kbd'
import { Menu, MenuGroup, MenuItem, MenuSeparator } from './menu'
import { Money } from './money'
import { PathBar } from './path-bar'
import { Popover } from './popover'
import { SegmentedControl } from './segmented'
import { Sheet } from './sheet'
import { Skeleton } from './skeleton'
import { StageGlyph } from './stage-glyph'
import { Tabs, tabPanel, useTabs } from './tabs'
import { setTheme, useThemeChoice } from './theme'
import { toast } from './toaster'

const HUES: Hue[] = [
  'gray',
  'red',
  'orange',
  'amber',
  'lime',
  'green',
  'teal',
  'cyan',
  'blue',
  'indigo',
  'violet',
  'pink',
]
const FRUITS = [
  'Abacate',
  'Banana',
  'Caju',
  'Damasco',
  'Figo',
  'Goiaba',
  'Jabuticaba',
  'Kiwi',
  'Limão',
]
const GLYPHS = [0, 1, 2, 3, 4, 'pause', 'check', 'cross'] as const

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-b border-line px-6 py-5">
      <h2 className="mb-3 text-section font-semibold">{title}</h2>
      <div className="flex flex-wrap items-center gap-3">{children}</div>
    </section>
  )
}

function Layers() {
  const [open, setOpen] = useState<'dialog' | 'sheet' | null>(null)
  const close = () => setOpen(null)
  return (
    <Part title="Camadas">
      <Menu trigger={<Button iconEnd="chevron-down">Menu</Button>} align="start">
        <MenuGroup label="Mover para">
          <MenuItem glyph={<StageGlyph shape={1} hue="blue" />} checked>
            Ativos
          </MenuItem>
          <MenuItem glyph={<StageGlyph shape={2} hue="violet" />}>Em negociação</MenuItem>
        </MenuGroup>
        <MenuSeparator />
        <MenuItem icon="trash-2" danger>
          Lixeira
        </MenuItem>
      </Menu>
      <Popover label="Detalhes" trigger={<Button>Popover</Button>}>
        Conteúdo livre.
      </Popover>
      <Button onClick={() => setOpen('dialog')}>Diálogo</Button>
      <Button onClick={() => setOpen('sheet')}>Folha</Button>
      <Button onClick={() => toast({ text: 'Ana foi para Fechados', undo: () => undefined })}>
        Aviso
      </Button>
      <Button onClick={() => toast({ text: 'Não foi salvo', tone: 'bad' })}>Aviso de erro</Button>
      <Dialog
        open={open === 'dialog'}
        onClose={close}
        title="Título"
        footer={<Button onClick={close}>Fechar</Button>}
      >
        Corpo do diálogo.
      </Dialog>
      <Sheet open={open === 'sheet'} onClose={close} label="Folha">
        <div className="p-5">Conteúdo da folha.</div>
      </Sheet>
    </Part>
  )
}

function Choices() {
  const id = useTabs()
  const [tab, setTab] = useState('a')
  const [fruit, setFruit] = useState<string | null>(null)
  const [fruits, setFruits] = useState<string[]>([])
  const same = (item: string) => item
  return (
    <>
      <Part title="Escolhas">
        <SegmentedControl
          label="Tema"
          value={useThemeChoice()}
          onChange={setTheme}
          items={[
            { key: 'light', label: 'Claro', icon: 'sun' },
            { key: 'dark', label: 'Escuro', icon: 'moon' },
            { key: 'system', label: 'Do sistema' },
          ]}
        />
        <Combobox
          label="Fruta"
          items={FRUITS}
          keyOf={same}
          labelOf={same}
          value={fruit}
          onChange={setFruit}
          trigger={<Button iconEnd="chevron-down">{fruit ?? 'Fruta'}</Button>}
        />
        <MultiCombobox
          label="Frutas"
          items={FRUITS}
          keyOf={same}
          labelOf={same}
          values={fruits}
          onChange={setFruits}
          trigger={<Button iconEnd="chevron-down">{fruits.join(', ') || 'Frutas'}</Button>}
        />
      </Part>
      <Part title="Abas">
        <Tabs
          id={id}
          label="Partes"
          value={tab}
          onChange={setTab}
          items={[
            { key: 'a', label: 'Resumo' },
            { key: 'b', label: 'Conversas', count: 14 },
          ]}
        />
        <div {...tabPanel(id, tab)}>Painel {tab}</div>
      </Part>
    </>
  )
}

export function Gallery() {
  return (
    <main className="h-dvh overflow-y-auto bg-surface">
      <h1 className="px-6 pt-6 text-page font-semibold">Peças</h1>
      <Part title="Botões">
        <Button variant="primary" icon="plus" shortcut="C">
          Criar
        </Button>
        <Button icon="arrow-up-down">Ordenar</Button>
        <Button variant="ghost">Cancelar</Button>
        <Button variant="soft">Suave</Button>
        <Button variant="danger" icon="trash-2">
          Lixeira
        </Button>
        <Button variant="danger-fill">Apagar</Button>
        <Button busy>Salvando</Button>
        <IconButton icon="ellipsis" label="Mais ações" shortcut="M" />
        <IconButton icon="star" label="Favorito" outline pip />
        <Kbd>Ctrl</Kbd>
      </Part>
      <Part title="Campos">
        <Field label="Valor do serviço" required help="Em reais">
          {(control) => <Input {...control} prefix="R$" defaultValue="6.800,00" />}
        </Field>
        <Field label="WhatsApp" error="Não foi salvo: sem resposta do servidor.">
          {(control) => <Input {...control} icon="phone" defaultValue="(11) 90412-7783" />}
        </Field>
        <Field label="Comentário">{(control) => <Textarea {...control} />}</Field>
      </Part>
      <Part title="Cores e etapas">
        {HUES.map((hue) => (
          <Chip key={hue} hue={hue}>
            {hue}
          </Chip>
        ))}
        <Chip tone="outline">Indicação</Chip>
        <Chip tone="ok">ok</Chip>
        <Chip tone="warn" icon="circle-alert">
          Falta anexar
        </Chip>
        <Chip tone="bad">Atrasado</Chip>
        <HueDot hue="violet" />
        {GLYPHS.map((shape) => (
          <StageGlyph key={shape} shape={shape} hue="violet" />
        ))}
      </Part>
      <Part title="Fatos">
        <Avatar name="Mariana Couto Alves" size={40} />
        <Avatar name="Bruna Tavares" present />
        <Badge>12</Badge>
        <Badge tone="accent">6</Badge>
        <Money value="6800.00" className="font-semibold" />
        <DateText value="2026-11-23T10:24:00-03:00" />
        <span className="w-40">
          <Filete part={0.62} tone="warn" />
        </span>
        <Skeleton className="h-4 w-32" />
      </Part>
      <Part title="Caminho">
        <PathBar
          label="Etapas"
          className="w-full"
          onStep={() => undefined}
          steps={[
            { key: 'new', label: 'Novos', state: 'done', glyph: null, time: '1 d' },
            {
              key: 'talk',
              label: 'Em negociação',
              state: 'now',
              glyph: <StageGlyph shape={2} inherit />,
              time: '2 d',
            },
            {
              key: 'won',
              label: 'Fechados',
              state: 'next',
              glyph: <StageGlyph shape="check" hue="green" />,
            },
          ]}
        />
      </Part>
      <Choices />
      <Layers />
      <Part title="Estados">
        <div className="h-64 w-96">
          <EmptyState
            icon="list-filter"
            title="Nada com estes filtros"
            actions={<Button>Limpar filtros</Button>}
          >
            O filtro esconde todos.
          </EmptyState>
        </div>
        <div className="h-64 w-96">
          <ErrorCard code="7F3A-21" onRetry={() => undefined} />
        </div>
      </Part>
    </main>
  )
}
