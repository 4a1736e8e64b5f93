/** Every attribute of a record by section, with a search over field names and a switch that hides the empty ones. */
import { useState } from 'react'
import { fieldKinds } from '../fields/registry'
import { useMessages } from '../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { cn } from '../ui/cn'
import { Input } from '../ui/input'
import { PanelSection } from '../ui/side-panel'
import { Attribute } from './attribute'
import { type RecordSection } from './record-layout'
import { recordMessages } from './record-messages'
import { SystemFacts } from './system-facts'

interface AttributePanelProps {
  entity: EntityPlan
  row: Row
  sections: readonly RecordSection[]
  canUpdate: boolean
  canMove: boolean
  onMove: (field: FieldPlan) => void
  /** Room for two columns of lines. */
  wide?: boolean
  withSystem?: boolean
}

const SEARCH_FROM = 8
const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

export function AttributePanel({
  entity,
  row,
  sections,
  canUpdate,
  canMove,
  onMove,
  wide,
  withSystem,
}: AttributePanelProps) {
  const words = useMessages(recordMessages)
  const [search, setSearch] = useState('')
  const [hidesEmpty, setHidesEmpty] = useState(false)
  const total = sections.reduce((sum, section) => sum + section.items.length, 0)
  const isShown = (field: FieldPlan) => {
    if (search !== '' && !fold(field.label).includes(fold(search))) return false
    return !hidesEmpty || !fieldKinds.get(field.editor)?.isEmpty(row[field.name])
  }
  const shown = sections
    .map((section) => ({
      ...section,
      fields: section.items.flatMap((item) =>
        item.kind === 'field' && isShown(item.field) ? [item.field] : [],
      ),
    }))
    .filter((section) => section.fields.length > 0)
  return (
    <>
      {total >= SEARCH_FROM && (
        <div className="shrink-0 px-4 pt-2.5">
          <Input
            size="toolbar"
            quiet
            icon="search"
            value={search}
            aria-label={words.searchField}
            placeholder={words.searchField}
            onChange={(event) => setSearch(event.target.value)}
            suffix={
              <button
                type="button"
                aria-pressed={hidesEmpty}
                onClick={() => setHidesEmpty(!hidesEmpty)}
                className="rounded-chip px-1 text-meta text-fg-2 hover:bg-hover aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
              >
                {words.hideEmpty}
              </button>
            }
          />
        </div>
      )}
      {shown.length === 0 && <p className="px-4 py-6 text-center text-fg-3">{words.noField}</p>}
      {shown.map((section) => (
        <PanelSection key={section.key} title={section.label}>
          <dl
            className={cn(
              'flex flex-col',
              wide && section.columns === 2 && 'md:grid md:grid-cols-2 md:gap-x-6',
            )}
          >
            {section.fields.map((field) => (
              <Attribute
                key={field.name}
                entity={entity}
                field={field}
                row={row}
                canUpdate={canUpdate}
                canMove={canMove}
                onMove={onMove}
                alone={
                  section.label !== null &&
                  section.items.length === 1 &&
                  field.editor === 'long_text'
                }
              />
            ))}
          </dl>
        </PanelSection>
      ))}
      {withSystem && <SystemFacts entity={entity} row={row} />}
    </>
  )
}
