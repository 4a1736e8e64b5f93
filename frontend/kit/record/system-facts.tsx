/** Who made the record and who touched it last. */
import { FieldValue } from '../fields/field-value'
import { fieldKinds } from '../fields/registry'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type EntityPlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { PanelLine, PanelSection } from '../ui/side-panel'
import { recordMessages } from './record-messages'

const FACTS = ['created_at', 'created_by', 'updated_at', 'updated_by']

export function SystemFacts({ entity, row }: { entity: EntityPlan; row: Row }) {
  const words = useMessages(recordMessages)
  const context = useLocale()
  const fields = FACTS.flatMap((name) => entity.fieldByName.get(name) ?? []).filter(
    (field) => !fieldKinds.get(field.editor)?.isEmpty(row[field.name]),
  )
  if (fields.length === 0) return null
  return (
    <PanelSection title={words.system}>
      <dl>
        {fields.map((field) => (
          <PanelLine key={field.name} icon={field.icon} label={field.label}>
            <span className="flex min-h-6.5 min-w-0 items-center px-1.5 text-fg-2">
              <FieldValue field={field} row={row} context={context} place="panel" />
            </span>
          </PanelLine>
        ))}
      </dl>
    </PanelSection>
  )
}
