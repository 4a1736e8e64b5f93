/** A line a link: its title and, quieter, what it holds. */
import { type RecordRef } from '../../meta/wire'
import { type CellProps } from '../contract'
import { titleText } from '../reference'
import { fieldKinds } from '../registry'
import { attributesOf, type Linked } from './attributes'

export function Lines({ value, field, context }: CellProps<RecordRef[]>) {
  const attributes = attributesOf(field)
  const said = (one: Linked) =>
    attributes.flatMap((attribute) => {
      const kind = fieldKinds.get(attribute.editor)
      const own = one[attribute.name] ?? null
      return kind && !kind.isEmpty(own)
        ? [`${attribute.label}: ${kind.format(own, attribute, context)}`]
        : []
    })
  return (
    <span className="flex min-w-0 flex-col gap-1 py-0.5">
      {((value ?? []) as Linked[]).map((one) => (
        <span key={one.id} className="min-w-0">
          <span className="block truncate">{titleText(one.title, context)}</span>
          <span className="num block text-meta text-fg-3">{said(one).join(' · ')}</span>
        </span>
      ))}
    </span>
  )
}
