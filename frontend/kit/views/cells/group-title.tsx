/** What a group is: its stage, option, record or yes and no, and how many rows it has. */
import { type ReactNode } from 'react'
import { FieldValue } from '../../fields/field-value'
import { titleText } from '../../fields/reference'
import { fieldKinds } from '../../fields/registry'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { formatNumber } from '../../meta/format'
import { type FieldPlan } from '../../meta/plan'
import { type GroupInfo } from '../../meta/wire'
import { Avatar } from '../../ui/avatar'
import { Chip } from '../../ui/chip'
import { StageGlyph } from '../../ui/stage-glyph'
import { cellMessages } from './cell-messages'

export function GroupTitle({ field, group }: { field: FieldPlan; group: GroupInfo }) {
  const { locale } = useLocale()
  return (
    <>
      <GroupName field={field} group={group} />
      <span className="num text-meta font-normal text-fg-3">
        {formatNumber(group.count.value, locale)}
        {group.count.capped && '+'}
      </span>
    </>
  )
}

function GroupName({ field, group }: { field: FieldPlan; group: GroupInfo }): ReactNode {
  const words = useMessages(cellMessages)
  const context = useLocale()
  const key = typeof group.key === 'number' ? String(group.key) : group.key
  if (key === null)
    return <span className="text-fg-2">{words.without(field.label.toLocaleLowerCase())}</span>
  if (typeof key === 'boolean') return key ? words.yes : words.no
  if (typeof key === 'number')
    return fieldKinds.get(field.editor)?.format(key, field, context) ?? String(key)
  const stage = field.pipeline?.stageByKey.get(key)
  if (stage) {
    return (
      <Chip hue={stage.hue} glyph={<StageGlyph shape={stage.glyph} size={12} hue={stage.hue} />}>
        {stage.label}
      </Chip>
    )
  }
  const option = field.optionByKey.get(key)
  if (option)
    return (
      <Chip hue={option.hue} icon={option.icon ?? undefined}>
        {option.label}
      </Chip>
    )
  // A date, a number, stars: as a cell shows it.
  if (group.title === undefined && !field.pipeline && field.options.length === 0) {
    const row = { id: '', version: 0, [field.name]: group.key }
    return <FieldValue field={field} row={row} context={context} place="cell" />
  }
  const title = group.title === undefined ? key : titleText(group.title, context)
  return (
    <>
      {field.editor === 'member' && <Avatar size={20} name={title} decorative />}
      <span className="truncate">{title}</span>
    </>
  )
}
