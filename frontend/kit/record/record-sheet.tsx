/** The body of a record from its layout: head, stages, highlights, attributes, tabs; in one column at the side and on a phone. */
import { type ReactNode, useMemo, useState } from 'react'
import { useMessages } from '../i18n/locale-context'
import { type EntityPlan, type FieldPlan, type PipelinePlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { Icon } from '../ui/icon'
import { SidePanel } from '../ui/side-panel'
import { usePhone } from '../views/use-phone'
import { AttributePanel } from './attribute-panel'
import { type RecordMode } from './contract'
import { Highlights } from './highlights'
import { historyMessages } from './history-messages'
import { MoveDialog } from './move-dialog'
import { MoveMenu } from './move-menu'
import { RecordHead } from './record-head'
import { ACTIVITY_TAB, HISTORY_TAB, keyOf, type RecordTab, recordPlan } from './record-layout'
import { recordMessages } from './record-messages'
import { DATA_TAB, RecordBlock, RecordTabs } from './record-tabs'
import { RelatedActions } from './related-buttons'
import { RemoteNote } from './remote-note'
import { StageButton, StagePath } from './stage-path'
import { type Mover, useMover } from './use-mover'

export function RecordBody({
  entity,
  row,
  mode,
  tools,
}: {
  entity: EntityPlan
  row: Row & { can?: string[] }
  mode: RecordMode
  tools: ReactNode
}) {
  const pipeline = entity.pipelines[0] ?? null
  const shared = { entity, row, mode, tools }
  return pipeline ? (
    <PipelineRecord {...shared} pipeline={pipeline} />
  ) : (
    <RecordSheet {...shared} pipeline={null} mover={null} />
  )
}

function PipelineRecord(props: {
  entity: EntityPlan
  row: Row & { can?: string[] }
  mode: RecordMode
  tools: ReactNode
  pipeline: PipelinePlan
}) {
  const mover = useMover(props.entity, props.pipeline)
  return (
    <>
      <RecordSheet {...props} mover={mover} />
      <MoveDialog entity={props.entity} pipeline={props.pipeline} mover={mover} />
    </>
  )
}

/** Why nothing here can be edited. */
function ReadOnlyLine() {
  const words = useMessages(recordMessages)
  return (
    <p className="mt-1.5 flex items-start gap-1.5 text-meta text-fg-2">
      <Icon name="lock" size={12} className="mt-0.5 shrink-0" />
      {words.readOnlyRecord}
    </p>
  )
}

/** In one column what happened stands before the fields, as on a phone one reads before one writes. */
function narrowTabs(data: RecordTab | null, tabs: RecordTab[], past: RecordTab): RecordTab[] {
  const first = tabs.filter((tab) => tab.key === ACTIVITY_TAB)
  const others = tabs.filter((tab) => tab.key !== ACTIVITY_TAB)
  return [...first, ...(data ? [data] : []), ...others, past]
}

interface RecordSheetProps {
  entity: EntityPlan
  row: Row & { can?: string[] }
  mode: RecordMode
  /** In the head, where no bar stands over it. */
  tools: ReactNode
  pipeline: PipelinePlan | null
  mover: Mover | null
}

function RecordSheet({ entity, row, mode, tools, pipeline, mover }: RecordSheetProps) {
  const words = useMessages(recordMessages)
  const phone = usePhone()
  const narrow = phone || mode === 'peek'
  const isPane = mode === 'pane'
  const plan = useMemo(() => recordPlan(entity), [entity])
  const [choosing, setChoosing] = useState(false)
  const canUpdate = entity.can.update && (row.can?.includes('update') ?? true)
  const canMove = entity.can.move && (row.can?.includes('move') ?? true)
  const isReadOnly = entity.can.update && !canUpdate // others of its kind may be changed
  const onMove = (_field: FieldPlan) => setChoosing(true)
  const dataTab = { key: DATA_TAB, label: plan.panelLabel ?? words.data, sections: plan.panel }
  const activity = {
    key: ACTIVITY_TAB,
    label: words.activity,
    sections: [
      {
        key: ACTIVITY_TAB,
        label: null,
        columns: 1 as const,
        items: [{ kind: 'activity' as const }],
      },
    ],
  }
  const tabs = plan.hasActivityTab ? [activity, ...plan.tabs] : plan.tabs
  const past = { key: HISTORY_TAB, label: useMessages(historyMessages).history, sections: [] }
  const shared = { entity, row, canUpdate, canMove, onMove }
  const side = plan.side.flatMap((item) =>
    item.kind === 'field'
      ? []
      : [
          <RecordBlock
            key={keyOf(item)}
            entity={entity}
            row={row}
            item={item}
            can={{ update: canUpdate, move: canMove }}
            narrow
          />,
        ],
  )
  const hasMain = tabs.length > 0 || plan.highlights.length > 0 || side.length > 0
  const menu = choosing && pipeline && mover && (
    <MoveMenu
      entity={entity}
      pipeline={pipeline}
      row={row}
      onMove={(stage) => mover.start(row, stage)}
      onClose={() => setChoosing(false)}
    />
  )
  if (narrow) {
    return (
      <div className="relative min-h-0 grow overflow-y-auto">
        <div className="border-b border-line p-4">
          <RecordHead entity={entity} row={row} narrow tools={tools} />
          <RelatedActions entity={entity} row={row} place="tiles" />
          {isReadOnly && <ReadOnlyLine />}
          <RemoteNote entity={entity} row={row} />
          {pipeline && (
            <StageButton
              pipeline={pipeline}
              row={row}
              canMove={canMove}
              onOpen={() => setChoosing(true)}
            />
          )}
          <Highlights fields={plan.highlights.slice(0, 4)} row={row} pipeline={pipeline} narrow />
        </div>
        <RecordTabs
          {...shared}
          narrow
          tabs={narrowTabs(plan.panel.length > 0 ? dataTab : null, tabs, past)}
        />
        {side.length > 0 && <div className="flex flex-col gap-3 p-4">{side}</div>}
        {menu}
      </div>
    )
  }
  return (
    <>
      <div className="shrink-0 border-b border-line px-5 pt-4 pb-3.5">
        <RecordHead entity={entity} row={row} narrow={false} tools={tools} />
        {isReadOnly && <ReadOnlyLine />}
        <RemoteNote entity={entity} row={row} />
        {pipeline && mover && (
          <div className="mt-3">
            <StagePath
              entity={entity}
              pipeline={pipeline}
              row={row}
              canMove={canMove}
              onMove={(stage) => mover.start(row, stage)}
            />
          </div>
        )}
      </div>
      {hasMain ? (
        <div className="flex min-h-0 grow">
          {plan.panel.length > 0 && (
            <SidePanel
              aria-label={plan.panelLabel ?? words.data}
              side={isPane ? 'right' : 'left'}
              className={isPane ? 'order-1 w-74' : undefined}
            >
              <AttributePanel {...shared} sections={plan.panel} withSystem />
            </SidePanel>
          )}
          <div className="relative min-w-0 grow overflow-y-auto px-5 py-3.5">
            <Highlights fields={plan.highlights} row={row} pipeline={pipeline} narrow={false} />
            <div className="mt-1.5">
              <RecordTabs {...shared} narrow={false} tabs={[...tabs, past]} />
            </div>
            {side}
          </div>
        </div>
      ) : (
        <div className="relative min-h-0 grow overflow-y-auto">
          <div className="max-w-192 px-5 py-1">
            <RecordTabs {...shared} narrow={false} tabs={[dataTab, past]} />
          </div>
        </div>
      )}
      {menu}
    </>
  )
}
