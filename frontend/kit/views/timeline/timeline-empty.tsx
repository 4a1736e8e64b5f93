/** No record in these days: the days may be why, or the search. */
import { addDays, type TimeWindow } from '../../engines/time/time-scale'
import { dayText } from '../../fields/date/day'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { inSentence } from '../../meta/format'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { type ViewProps } from '../contract'
import { ViewEmpty } from '../view-empty'
import { viewMessages } from '../view-messages'
import { timelineMessages } from './timeline-messages'

interface TimelineEmptyProps extends ViewProps {
  window: TimeWindow
  /** Null where today is shown. */
  onToday: (() => void) | null
  onBefore: () => void
}

export function TimelineEmpty({ window, onToday, onBefore, ...props }: TimelineEmptyProps) {
  const words = useMessages(timelineMessages)
  const shared = useMessages(viewMessages)
  const { locale } = useLocale()
  const { entity, createRecord } = props
  if (props.state.q || props.state.filter) return <ViewEmpty {...props} />
  return (
    <EmptyState
      icon="chart-gantt"
      title={words.emptyTitle}
      actions={
        onToday ? (
          <Button onClick={onToday}>{words.backToToday}</Button>
        ) : (
          <>
            <Button onClick={onBefore}>{words.before}</Button>
            {entity.can.create && (
              <Button variant="primary" icon="plus" onClick={() => createRecord()}>
                {shared.create(inSentence(entity.label, locale))}
              </Button>
            )}
          </>
        )
      }
    >
      {words.emptyWhy(dayText(window.from), dayText(addDays(window.to, -1)))}
    </EmptyState>
  )
}
