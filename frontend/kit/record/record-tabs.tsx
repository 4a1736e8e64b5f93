/** Tabs of a record from its layout. Every block fails alone. */
import { lazy, Suspense, useState } from 'react'
import { useMessages } from '../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../meta/plan'
import { type RecordList, type Row } from '../meta/wire'
import { ErrorBoundary, ErrorCard } from '../ui/error-card'
import { Tabs, tabPanel, useTabs } from '../ui/tabs'
import { AttributePanel } from './attribute-panel'
import { HistorySkeleton } from './history-skeleton'
import {
  HISTORY_TAB,
  keyOf,
  type RecordItem,
  type RecordSection,
  type RecordTab,
} from './record-layout'
import { recordMessages } from './record-messages'
import { RelatedList } from './related-list'

const ActivityBlock = lazy(() =>
  import('./activity/activity-block').then((module) => ({ default: module.ActivityBlock })),
)
const HistoryList = lazy(() =>
  import('./history-list').then((module) => ({ default: module.HistoryList })),
)

interface RecordTabsProps {
  entity: EntityPlan
  row: Row
  tabs: readonly RecordTab[]
  canUpdate: boolean
  canMove: boolean
  narrow: boolean
  onMove: (field: FieldPlan) => void
}

function countOf(tab: RecordTab, row: Row): string | undefined {
  const related = tab.sections
    .flatMap((section) => section.items)
    .find((item) => item.kind === 'related')
  const list = related ? (row[related.field.name] as Partial<RecordList> | undefined) : undefined
  if (!Array.isArray(list?.data)) return undefined
  return `${list.data.length}${list.page?.has_next ? '+' : ''}`
}

interface Block {
  key: string
  /** Sections of fields that follow one another: one panel, one search over all of them. */
  fields: RecordSection[]
  items: Exclude<RecordItem, { kind: 'field' }>[]
  isLast: boolean
}

function blocksOf(tab: RecordTab): Block[] {
  const blocks: Block[] = []
  for (const section of tab.sections) {
    const fields = section.items.filter((item) => item.kind === 'field')
    const items = section.items.filter((item) => item.kind !== 'field')
    let block = blocks.at(-1)
    if (!block || block.items.length > 0) {
      block = { key: section.key, fields: [], items: [], isLast: false }
      blocks.push(block)
    }
    if (fields.length > 0) block.fields.push({ ...section, items: fields })
    block.items.push(...items)
  }
  return blocks.map((block, index) => ({ ...block, isLast: index === blocks.length - 1 }))
}

export function RecordTabs({
  entity,
  row,
  tabs,
  canUpdate,
  canMove,
  narrow,
  onMove,
}: RecordTabsProps) {
  const words = useMessages(recordMessages)
  const id = useTabs()
  const [chosen, setChosen] = useState(tabs[0]?.key ?? '')
  const tab = tabs.find((one) => one.key === chosen) ?? tabs[0]
  if (!tab) return null
  return (
    <>
      <Tabs
        id={id}
        label={words.details}
        items={tabs.map((one) => ({ key: one.key, label: one.label, count: countOf(one, row) }))}
        value={tab.key}
        onChange={setChosen}
        className={narrow ? 'border-b border-line px-4' : 'border-b border-line'}
      />
      <div key={tab.key} {...tabPanel(id, tab.key)} className={narrow ? 'pb-6' : 'py-3.5'}>
        {tab.key === HISTORY_TAB && (
          <div className={narrow ? 'p-4' : ''}>
            <ErrorBoundary name="history" resetKey={row.id}>
              <Suspense fallback={null}>
                <HistoryList entity={entity} row={row} can={{ update: canUpdate, move: canMove }} />
              </Suspense>
            </ErrorBoundary>
          </div>
        )}
        {blocksOf(tab).map((block) => (
          <div key={block.key}>
            {block.fields.length > 0 && (
              <AttributePanel
                entity={entity}
                row={row}
                sections={block.fields}
                canUpdate={canUpdate}
                canMove={canMove}
                onMove={onMove}
                wide={!narrow}
                withSystem={tab.key === DATA_TAB && block.isLast}
              />
            )}
            {block.items.map((item) => (
              <div key={keyOf(item)} className={narrow ? 'px-4 pt-3' : 'pb-4'}>
                <RecordBlock
                  entity={entity}
                  row={row}
                  item={item}
                  can={{ update: canUpdate, move: canMove }}
                  narrow={narrow}
                />
              </div>
            ))}
          </div>
        ))}
      </div>
    </>
  )
}

/** Where there is no side panel its fields are a tab of this key. */
export const DATA_TAB = '$data'

export function RecordBlock({
  entity,
  row,
  item,
  can,
  narrow,
}: {
  entity: EntityPlan
  row: Row
  item: Exclude<RecordItem, { kind: 'field' }>
  can: { update: boolean; move: boolean }
  narrow: boolean
}) {
  const words = useMessages(recordMessages)
  if (item.kind === 'activity') {
    return (
      <ErrorBoundary name="activity" resetKey={row.id}>
        <Suspense fallback={<HistorySkeleton />}>
          <ActivityBlock key={row.id} entity={entity} row={row} can={can} />
        </Suspense>
      </ErrorBoundary>
    )
  }
  if (item.kind === 'unknown') {
    return (
      <div className="rounded-card border border-line">
        <ErrorCard
          icon="circle-dashed"
          title={words.unknownWidget(item.key)}
          code={item.key}
          className="py-8"
        >
          {words.unknownPart}
        </ErrorCard>
      </div>
    )
  }
  return (
    <ErrorBoundary name={`related ${item.field.name}`} resetKey={row.id}>
      <RelatedList
        entity={entity}
        row={row}
        field={item.field}
        columns={item.columns}
        narrow={narrow}
      />
    </ErrorBoundary>
  )
}
