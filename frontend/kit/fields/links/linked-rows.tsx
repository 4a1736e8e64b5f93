/** A chosen link a row: its place, its own values, away with it. */
import { useMessages } from '../../i18n/locale-context'
import { type FieldPlan } from '../../meta/plan'
import { type FieldContext } from '../contract'
import { fieldMessages } from '../field-messages'
import { NestedField } from '../nested-field'
import { titleText } from '../reference'
import { moved } from '../row-moves'
import { RowTools } from '../row-tools'
import { type Linked } from './attributes'

interface LinkedRowsProps {
  id: string
  links: readonly Linked[]
  attributes: readonly FieldPlan[]
  context: FieldContext
  onChange: (links: Linked[]) => void
}

export function LinkedRows({ id, links, attributes, context, onChange }: LinkedRowsProps) {
  const words = useMessages(fieldMessages)
  if (links.length === 0) return null
  return (
    <ul className="divide-y divide-line rounded-control border border-line bg-surface">
      {links.map((link, index) => {
        const title = titleText(link.title, context)
        const set = (name: string, value: unknown) =>
          onChange(links.map((one) => (one.id === link.id ? { ...one, [name]: value } : one)))
        return (
          <li key={link.id} className="flex flex-col gap-1.5 p-2">
            <div className="flex min-w-0 items-center gap-2">
              <span className="min-w-0 grow truncate font-medium">{title}</span>
              <RowTools
                name={title}
                index={index}
                count={links.length}
                onMove={(to) => onChange(moved(links, index, to))}
                removeLabel={words.remove(title)}
                onRemove={() => onChange(links.filter((one) => one.id !== link.id))}
              />
            </div>
            <div className="grid gap-2 @xs:grid-cols-2">
              {attributes.map((attribute) => (
                <NestedField
                  key={attribute.name}
                  id={`${id}-${link.id}-${attribute.name}`}
                  field={attribute}
                  of={title}
                  value={link[attribute.name] ?? null}
                  context={context}
                  onChange={(value) => set(attribute.name, value)}
                />
              ))}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
