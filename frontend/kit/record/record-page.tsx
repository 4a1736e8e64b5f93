/** A record drawn from its layout: head, stages, highlights, attributes, tabs. At the side (peek) and on a phone in one column. */
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useNavigation } from '../client/navigation'
import { isProblem } from '../client/problem'
import { titleText } from '../fields/reference'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type EntityPlan, type FieldPlan, type PipelinePlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { ProblemCard } from '../ui/error-card'
import { Icon } from '../ui/icon'
import { SidePanel } from '../ui/side-panel'
import { usePhone } from '../views/use-phone'
import { AttributePanel } from './attribute-panel'
import { Highlights } from './highlights'
import { MoveDialog } from './move-dialog'
import { MoveMenu } from './move-menu'
import { RecordBar } from './record-bar'
import { RecordHead } from './record-head'
import { recordPlan } from './record-layout'
import { recordMessages } from './record-messages'
import { BodySkeleton } from './record-skeleton'
import { DATA_TAB, RecordBlock, RecordTabs } from './record-tabs'
import { StageButton, StagePath } from './stage-path'
import { useTrail } from './trail'
import { type Mover, useMover } from './use-mover'
import { recordQuery } from './use-record'

export interface RecordPageProps {
  entity: EntityPlan
  id: string
  mode?: 'page' | 'peek'
  onClose?: () => void
}

export function RecordPage({ entity, id, mode = 'page', onClose }: RecordPageProps) {
  const words = useMessages(recordMessages)
  const context = useLocale()
  const { back } = useNavigation()
  const trail = useTrail(entity.name, id)
  const { data, error, refetch } = useQuery(recordQuery(entity, id))
  const row = data?.data
  const title = row ? titleText(row[entity.title], context) : ''
  return (
    <div className="flex h-full min-h-0 grow flex-col">
      {mode === 'page' && <title>{`${title || entity.label} · One Nexus`}</title>}
      {mode === 'page' && !row && <h1 className="sr-only">{entity.label}</h1>}
      <RecordBar
        entity={entity}
        id={id}
        title={title}
        isLoading={!row && !error}
        mode={mode}
        trail={trail}
        onClose={onClose}
      />
      {row ? (
        <RecordBody entity={entity} row={row} mode={mode} />
      ) : isProblem(error) && (error.status === 404 || error.status === 403) ? (
        <EmptyState
          icon="lock"
          title={words.notFound}
          actions={
            <Button onClick={() => (onClose ? onClose() : back(entity.name))}>{words.back}</Button>
          }
        />
      ) : error ? (
        <ProblemCard error={error} title={words.loadFailed} onRetry={() => void refetch()} />
      ) : (
        <BodySkeleton />
      )}
    </div>
  )
}

function RecordBody({
  entity,
  row,
  mode,
}: {
  entity: EntityPlan
  row: Row & { can?: string[] }
  mode: 'page' | 'peek'
}) {
  const pipeline = entity.pipelines[0] ?? null
  return pipeline ? (
    <PipelineRecord entity={entity} row={row} mode={mode} pipeline={pipeline} />
  ) : (
    <RecordSheet entity={entity} row={row} mode={mode} pipeline={null} mover={null} />
  )
}

function PipelineRecord(props: {
  entity: EntityPlan
  row: Row & { can?: string[] }
  mode: 'page' | 'peek'
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

interface RecordSheetProps {
  entity: EntityPlan
  row: Row & { can?: string[] }
  mode: 'page' | 'peek'
  pipeline: PipelinePlan | null
  mover: Mover | null
}

function RecordSheet({ entity, row, mode, pipeline, mover }: RecordSheetProps) {
  const words = useMessages(recordMessages)
  const phone = usePhone()
  const narrow = phone || mode === 'peek'
  const plan = useMemo(() => recordPlan(entity), [entity])
  const [choosing, setChoosing] = useState(false)
  const canUpdate = entity.can.update && (row.can?.includes('update') ?? true)
  const canMove = entity.can.move && (row.can?.includes('move') ?? true)
  const isReadOnly = entity.can.update && !canUpdate // others of its kind may be changed
  const onMove = (_field: FieldPlan) => setChoosing(true)
  const dataTab = { key: DATA_TAB, label: plan.panelLabel ?? words.data, sections: plan.panel }
  const shared = { entity, row, canUpdate, canMove, onMove }
  const side = plan.side.flatMap((item) =>
    item.kind === 'field'
      ? []
      : [
          <RecordBlock
            key={item.kind === 'related' ? item.field.name : item.key}
            entity={entity}
            row={row}
            item={item}
            narrow
          />,
        ],
  )
  const hasMain = plan.tabs.length > 0 || plan.highlights.length > 0 || side.length > 0
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
      <div className="min-h-0 grow overflow-y-auto">
        <div className="border-b border-line p-4">
          <RecordHead entity={entity} row={row} narrow />
          {isReadOnly && <ReadOnlyLine />}
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
          tabs={[...(plan.panel.length > 0 ? [dataTab] : []), ...plan.tabs]}
        />
        {side.length > 0 && <div className="flex flex-col gap-3 p-4">{side}</div>}
        {menu}
      </div>
    )
  }
  return (
    <>
      <div className="shrink-0 border-b border-line px-5 pt-4 pb-3.5">
        <RecordHead entity={entity} row={row} narrow={false} />
        {isReadOnly && <ReadOnlyLine />}
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
            <SidePanel aria-label={plan.panelLabel ?? words.data}>
              <AttributePanel {...shared} sections={plan.panel} withSystem />
            </SidePanel>
          )}
          <div className="min-w-0 grow overflow-y-auto px-5 py-3.5">
            <Highlights fields={plan.highlights} row={row} pipeline={pipeline} narrow={false} />
            <div className="mt-1.5">
              <RecordTabs {...shared} narrow={false} tabs={plan.tabs} />
            </div>
            {side}
          </div>
        </div>
      ) : (
        <div className="min-h-0 grow overflow-y-auto">
          <div className="max-w-192">
            <AttributePanel {...shared} sections={plan.panel} wide withSystem />
          </div>
        </div>
      )}
      {menu}
    </>
  )
}
