/** What a group is called: the glyph of a stage, the dot of an option, the face of a person, and the word. */
import { fieldKinds } from '../fields/registry'
import { useLocale, useMessages } from '../i18n/locale-context'
import { formatCount, formatMoneyWhole, formatNumber } from '../meta/format'
import { type EntityPlan, type FieldPlan, type ViewPlan } from '../meta/plan'
import { type GroupInfo } from '../meta/wire'
import { Avatar } from '../ui/avatar'
import { HueDot } from '../ui/chip'
import { StageGlyph } from '../ui/stage-glyph'
import { type GroupHead } from './group-lines'
import { groupMessages } from './group-messages'

function useGroupWord(field: FieldPlan): (head: GroupHead) => string {
  const words = useMessages(groupMessages)
  const context = useLocale()
  return ({ value, title }) => {
    if (value === null) return words.without(field.label)
    if (title !== null) return title
    const stage = field.pipeline?.stageByKey.get(String(value))
    if (stage) return stage.label
    return fieldKinds.get(field.editor)?.format(value, field, context) || String(value)
  }
}

function GroupMark({ field, head }: { field: FieldPlan; head: GroupHead }) {
  const stage = field.pipeline?.stageByKey.get(String(head.value))
  if (stage) return <StageGlyph shape={stage.glyph} hue={stage.hue} />
  const option = field.optionByKey.get(String(head.value))
  if (option) return <HueDot hue={option.hue} />
  if (field.editor === 'member' && head.title) {
    return <Avatar size={20} name={head.title} decorative />
  }
  return null
}

export function GroupName({ field, head }: { field: FieldPlan; head: GroupHead }) {
  const word = useGroupWord(field)(head)
  const { locale } = useLocale()
  return (
    <>
      <GroupMark field={field} head={head} />
      <span className="truncate font-semibold">{word}</span>
      {head.info && (
        <span className="num shrink-0 text-count text-fg-3">
          {formatCount(head.info.count, locale)}
        </span>
      )}
    </>
  )
}

/** The totals of a group, those the view has. */
export function GroupTotals({
  entity,
  view,
  info,
}: {
  entity: EntityPlan
  view: ViewPlan
  info: GroupInfo | null
}) {
  const { locale } = useLocale()
  if (!info) return null
  return view.measures.map(({ fn, field }) => {
    const value = info.measures[`${fn}_${field}`]
    const plan = entity.fieldByName.get(field)
    if (value === null || value === undefined || !plan) return null
    const isMoney = plan.currency && (fn === 'sum' || fn === 'avg')
    return (
      <span key={`${fn}_${field}`} className="num shrink-0 text-fg-3">
        {isMoney
          ? formatMoneyWhole(value, plan.currency ?? 'BRL', locale)
          : formatNumber(value, locale)}
      </span>
    )
  })
}
