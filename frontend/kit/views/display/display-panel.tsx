/** The sections of "Exibição": one line each, its editor one step in. */
import { type ReactNode, useState } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { type FieldPlan } from '../../meta/plan'
import { cn } from '../../ui/cn'
import { Icon } from '../../ui/icon'
import { IconButton } from '../../ui/icon-button'
import { itemStyle } from '../../ui/layer'
import { SegmentedControl } from '../../ui/segmented'
import { ColumnsPanel } from '../columns/columns-panel'
import { PickList } from '../filters/pick-list'
import { exportMessages } from '../selection/export-messages'
import { useExport } from '../selection/use-export'
import { DateChoice } from '../timeline/date-choice'
import { ColorPanel } from './color-panel'
import { displayMessages } from './display-messages'
import { sortKeys } from './sort-keys'
import { SortTool, type ToolProps } from './sort-menu'
import { functionWord, TotalsPanel } from './totals-panel'

type Section = 'sort' | 'group' | 'columns' | 'totals' | 'colors'
const WITH_COLUMNS = new Set(['list', 'sheet'])
const WITH_DENSITY = new Set([...WITH_COLUMNS, 'timeline'])

interface DisplayPanelProps extends ToolProps {
  /** The order too: where it has no button of its own. */
  withSort?: boolean
}

export function DisplayPanel({ withSort, ...props }: DisplayPanelProps) {
  const { entity, view, asked, patchView } = props
  const words = useMessages(displayMessages)
  const [section, setSection] = useState<Section | null>(null)
  const isBoard = asked.kind === 'kanban'
  const titles: Record<Section, string> = {
    sort: words.order,
    group: isBoard ? words.boardBy : words.group,
    columns: words.columns,
    totals: words.totals,
    colors: words.colors,
  }
  if (section)
    return (
      <div className="flex min-h-0 flex-col gap-2">
        <div className="flex items-center gap-1">
          <IconButton
            icon="arrow-left"
            label={words.back}
            autoFocus
            onClick={() => setSection(null)}
          />
          <b>{titles[section]}</b>
        </div>
        <div className="-mx-1 max-h-[70vh] min-h-0 overflow-y-auto px-1 pb-1">
          <Open section={section} {...props} onDone={() => setSection(null)} />
        </div>
      </div>
    )
  const [first, ...others] = view.measures
  const field = first && entity.fieldByName.get(first.field)
  const totals = first && field ? `${functionWord(first.fn, words)}: ${field.label}` : words.none
  const order = sortKeys(asked.sort)
    .map(({ name }) => entity.fieldByName.get(name)?.label ?? name)
    .join(', ')
  const canGroup = asked.kind !== 'timeline'
  return (
    <div className="-m-2 flex flex-col">
      {withSort && (
        <Line icon="arrow-up-down" label={words.order} onOpen={() => setSection('sort')}>
          {order}
        </Line>
      )}
      {canGroup && (
        <Line icon="layers" label={titles.group} onOpen={() => setSection('group')}>
          {asked.group?.label ?? words.none}
        </Line>
      )}
      {asked.kind === 'timeline' && <DateChoice {...props} />}
      {WITH_COLUMNS.has(asked.kind) && (
        <Line icon="columns-3" label={titles.columns} onOpen={() => setSection('columns')}>
          {words.columnsShown(asked.columns.length)}
        </Line>
      )}
      <Line icon="sigma" label={titles.totals} onOpen={() => setSection('totals')}>
        {totals}
        {others.length > 0 && ` +${others.length}`}
      </Line>
      <Line icon="palette" label={titles.colors} onOpen={() => setSection('colors')}>
        {view.color_rules?.length ? String(view.color_rules.length) : words.none}
      </Line>
      {entity.can.export && <ExportLine {...props} />}
      {WITH_DENSITY.has(asked.kind) && (
        <div className="flex flex-col gap-1 px-2 pt-2 pb-1 max-md:hidden">
          <span className="text-meta text-fg-3">{words.density}</span>
          <SegmentedControl
            label={words.density}
            value={view.density ?? 'normal'}
            items={[
              { key: 'compact', label: words.compact },
              { key: 'normal', label: words.normal },
              { key: 'relaxed', label: words.relaxed },
            ]}
            onChange={(next) => patchView({ density: next })}
          />
        </div>
      )}
    </div>
  )
}

/** All the view finds, with its columns. */
function ExportLine({ entity, asked, state }: ToolProps) {
  const words = useMessages(exportMessages)
  const file = useExport(entity, asked, state.q)
  return (
    <button
      type="button"
      disabled={file.busy}
      onClick={() => void file.run()}
      className={cn(itemStyle, 'hover:bg-hover')}
    >
      <Icon name="download" />
      {file.busy ? words.exporting : words.exportAll}
    </button>
  )
}

interface LineProps {
  icon: string
  label: string
  onOpen: () => void
  children: ReactNode
}

function Line({ icon, label, onOpen, children }: LineProps) {
  return (
    <button type="button" onClick={onOpen} className={cn(itemStyle, 'hover:bg-hover')}>
      <Icon name={icon} />
      <span className="shrink-0">{label}</span>
      <span className="ml-auto min-w-0 truncate pl-3 text-fg-3">{children}</span>
      <Icon name="chevron-right" size={14} />
    </button>
  )
}

function Open({ section, onDone, ...props }: ToolProps & { section: Section; onDone: () => void }) {
  const { entity, view, setState, patchView, asked } = props
  switch (section) {
    case 'sort':
      return <SortTool {...props} />
    case 'group':
      return <GroupPanel {...props} onDone={onDone} />
    case 'columns':
      return (
        <ColumnsPanel
          entity={entity}
          columns={asked.columns}
          onChange={(names) => {
            const text = names.join(',')
            setState({ columns: text === view.columns?.join(',') ? undefined : text })
          }}
          onReset={asked.query.fields === undefined ? null : () => setState({ columns: undefined })}
        />
      )
    case 'totals':
      return (
        <TotalsPanel
          entity={entity}
          kind={asked.kind}
          measures={view.measures}
          onChange={(measures) => patchView({ measures })}
        />
      )
    case 'colors':
      return <Colors {...props} />
  }
}

/** The server paints: by the rules it knows, those of the saved view. */
function Colors({ entity, view, patchView }: ToolProps) {
  const words = useMessages(displayMessages)
  return (
    <ColorPanel
      entity={entity}
      rules={view.color_rules ?? []}
      note={view.patched?.includes('color_rules') ? words.colorsSaved : undefined}
      onChange={(rules) => patchView({ color_rules: rules })}
    />
  )
}

/** Fields of few values: options, stages, people and what links to one record. */
const isGroup = (field: FieldPlan) =>
  isColumn(field) || field.type === 'boolean' || field.type === 'rating' || Boolean(field.to)
const isColumn = (field: FieldPlan) => field.pipeline !== null || field.type === 'choice'

function GroupPanel({
  entity,
  view,
  state,
  setState,
  asked,
  onDone,
}: ToolProps & { onDone: () => void }) {
  const words = useMessages(displayMessages)
  const isBoard = asked.kind === 'kanban'
  const fields = entity.fields.filter(
    (field) =>
      field.groupable &&
      !field.multiple &&
      field.access !== 'masked' &&
      !field.hidden &&
      (isBoard ? isColumn(field) : isGroup(field)),
  )
  const own = (isBoard ? view.field : view.group) ?? ''
  const pick = (name: string) => {
    setState({ group: name === own && state.as === undefined ? undefined : name })
    onDone()
  }
  return (
    <PickList
      label={words.searchField}
      autoFocus
      items={[
        ...(isBoard ? [] : [{ key: '', label: words.noGroup, on: asked.group === null }]),
        ...fields.map((field) => ({
          key: field.name,
          label: field.label,
          mark: <Icon name={field.icon} size={14} />,
          on: field === asked.group,
        })),
      ]}
      onPick={pick}
    />
  )
}
