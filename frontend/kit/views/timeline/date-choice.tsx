/** What the line is drawn by: the stages, or one of the dates. */
import { useId } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { Icon } from '../../ui/icon'
import { NativeSelect } from '../../ui/native-select'
import { type ViewProps } from '../contract'
import { dateFields } from './date-fields'
import { timelineMessages } from './timeline-messages'
import { chosenDate, drawsStages } from './timeline-plan'

const STAGES = ''

export function DateChoice({
  entity,
  view,
  patchView,
}: Pick<ViewProps, 'entity' | 'view' | 'patchView'>) {
  const words = useMessages(timelineMessages)
  const id = useId()
  const chosen = chosenDate(view)
  const own = view.kind === 'timeline' ? (view.field ?? 'created_at') : 'created_at'
  const hasStages = drawsStages(entity, view)
  return (
    <div className="flex items-center gap-2 px-2 py-1.5">
      <Icon name="chart-gantt" className="text-fg-2" />
      <label htmlFor={id} className="shrink-0">
        {words.drawnBy}
      </label>
      <NativeSelect
        id={id}
        className="ml-auto max-w-44"
        value={chosen ?? (hasStages ? STAGES : own)}
        onChange={(event) =>
          patchView({ settings: { ...view.settings, start: event.target.value || null } })
        }
      >
        {hasStages && <option value={STAGES}>{words.stages}</option>}
        {dateFields(entity).map((field) => (
          <option key={field.name} value={field.name}>
            {field.label}
          </option>
        ))}
      </NativeSelect>
    </div>
  )
}
