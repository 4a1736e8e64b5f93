/** Tabs of a record from its layout. Every block fails alone. */
import { useState } from 'react'
import { useMessages } from '../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../meta/plan'
import { type RecordList, type Row } from '../meta/wire'
import { ErrorBoundary, ErrorCard } from '../ui/error-card'
import { Tabs, tabPanel, useTabs } from '../ui/tabs'
import { AttributePanel } from './attribute-panel'
import { type RecordItem, type RecordTab } from './record-layout'
import { recordMessages } from './record-messages'
import { RelatedList } from './related-list'

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
        {tab.sections.map((section) => {
          const fields = section.items.filter((item) => item.kind === 'field')
          return (
            <div key={section.key}>
              {fields.length > 0 && (
                <AttributePanel
                  entity={entity}
                  row={row}
                  sections={[{ ...section, items: fields }]}
                  canUpdate={canUpdate}
                  canMove={canMove}
                  onMove={onMove}
                  wide={!narrow}
                  withSystem={tab.key === DATA_TAB && section === tab.sections.at(-1)}
                />
              )}
              {section.items
                .filter((item) => item.kind !== 'field')
                .map((item) => (
                  <div
                    key={item.kind === 'related' ? item.field.name : item.key}
                    className={narrow ? 'px-4 pt-3' : 'pb-4'}
                  >
                    <RecordBlock entity={entity} row={row} item={item} narrow={narrow} />
                  </div>
                ))}
            </div>
          )
        })}
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
  narrow,
}: {
  entity: EntityPlan
  row: Row
  item: Exclude<RecordItem, { kind: 'field' }>
  narrow: boolean
}) {
  const words = useMessages(recordMessages)
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
