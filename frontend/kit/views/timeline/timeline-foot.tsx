/** Under the rows: what the glyphs mean, and which days are shown. */
import { SPANS, type Span } from '../../engines/time/time-scale'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { formatClock } from '../../meta/format'
import { type PipelinePlan } from '../../meta/plan'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { SegmentedControl } from '../../ui/segmented'
import { StageGlyph } from '../../ui/stage-glyph'
import { timelineMessages } from './timeline-messages'

interface TimelineFootProps {
  pipeline: PipelinePlan | null
  span: Span
  isToday: boolean
  onSpan: (span: Span) => void
  onStep: (way: 1 | -1) => void
  onToday: () => void
}

export function TimelineFoot({
  pipeline,
  span,
  isToday,
  onSpan,
  onStep,
  onToday,
}: TimelineFootProps) {
  const words = useMessages(timelineMessages)
  const context = useLocale()
  return (
    <footer className="flex min-h-11 shrink-0 items-center justify-between gap-4 border-t border-line pr-3 pl-4 max-md:flex-col max-md:items-stretch max-md:gap-1 max-md:px-3 max-md:py-1.5">
      <ul
        aria-label={words.stages}
        className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-0.5 py-1 text-meta text-fg-2 empty:hidden"
      >
        {pipeline?.stages.map((stage) => (
          <li key={stage.key} className="flex shrink-0 items-center gap-1.5">
            <StageGlyph shape={stage.glyph} hue={stage.hue} />
            {stage.label}
          </li>
        ))}
      </ul>
      <div className="ml-auto flex shrink-0 items-center gap-2 max-md:ml-0 max-md:w-full">
        <span className="num text-meta text-fg-3 max-md:hidden">
          {words.now(formatClock(context.now(), context))}
        </span>
        <IconButton
          outline
          icon="chevron-left"
          label={words.previous}
          onClick={() => onStep(-1)}
          className="max-md:size-10"
        />
        <Button onClick={onToday} disabled={isToday} className="max-md:h-10">
          {words.today}
        </Button>
        <IconButton
          outline
          icon="chevron-right"
          label={words.next}
          onClick={() => onStep(1)}
          className="max-md:size-10"
        />
        <SegmentedControl<Span>
          label={words.span}
          value={span}
          onChange={onSpan}
          items={SPANS.map((key) => ({ key, label: words[key] }))}
          className="max-md:ml-auto"
        />
      </div>
    </footer>
  )
}
