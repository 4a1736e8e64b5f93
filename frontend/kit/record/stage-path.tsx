/** The stages of a record: a path on a desk, one wide button on a phone. Both lead to the same move. */
import { useLocale, useMessages } from '../i18n/locale-context'
import { formatSpan } from '../meta/format'
import { type EntityPlan, type PipelinePlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { cn } from '../ui/cn'
import { Filete } from '../ui/filete'
import { Icon } from '../ui/icon'
import { PathBar, type PathStep } from '../ui/path-bar'
import { StageGlyph } from '../ui/stage-glyph'
import { useActivity } from './activity/use-activity'
import { moveVerdict } from './move-verdict'
import { recordMessages } from './record-messages'
import { stepState } from './stage-step'
import { stageTime, stageTimeText } from './stage-time'

interface StagePathProps {
  entity: EntityPlan
  pipeline: PipelinePlan
  row: Row
  canMove: boolean
  onMove: (stage: string) => void
}

export function StagePath({ entity, pipeline, row, canMove, onMove }: StagePathProps) {
  const words = useMessages(recordMessages)
  const { now } = useLocale()
  const past = useActivity(entity.name, row.id, null, false).data?.pages[0]
  const stays = past?.stays?.[pipeline.field] ?? {}
  const current = pipeline.stageByKey.get(String(row[pipeline.field] ?? ''))
  const steps = pipeline.stages.map((stage): PathStep => {
    const verdict = moveVerdict(entity, pipeline, row, stage.key)
    const isNow = stage.key === current?.key
    const time = isNow ? stageTime(row[`${pipeline.field}_since`], stage, now()) : null
    return {
      key: stage.key,
      label: stage.label,
      state: stepState(stage, current, stays),
      glyph: (
        <StageGlyph
          shape={stage.glyph}
          inherit={isNow}
          hue={stage.hue}
          className={isNow ? '[--glyph-gap:var(--accent)]' : undefined}
        />
      ),
      time: time
        ? time.days < 1
          ? words.today
          : words.days(Math.floor(time.days))
        : stayText(stays[stage.key]),
      blocked: !canMove
        ? words.cannotMove
        : verdict.kind === 'refused'
          ? words.moveRefused(current?.label ?? '', stage.label)
          : undefined,
    }
  })
  return <PathBar label={words.stages} steps={steps} onStep={onMove} />
}

/** "8 d" of a stage that was left; less than a minute is nothing to tell. */
function stayText(seconds: number | undefined): string | undefined {
  if (seconds === undefined || seconds < 60) return undefined
  return formatSpan(new Date(0), new Date(seconds * 1000))
}

interface StageButtonProps extends Omit<StagePathProps, 'onMove' | 'entity'> {
  onOpen: () => void
}

const TONE = {
  plain: 'text-fg-3',
  ok: 'text-fg-3',
  warn: 'text-warn-text',
  bad: 'text-bad',
  accent: 'text-fg-3',
}

export function StageButton({ pipeline, row, canMove, onOpen }: StageButtonProps) {
  const words = useMessages(recordMessages)
  const { now } = useLocale()
  const stage = pipeline.stageByKey.get(String(row[pipeline.field] ?? ''))
  if (!stage) return null
  const time = stageTime(row[`${pipeline.field}_since`], stage, now())
  return (
    <button
      type="button"
      disabled={!canMove}
      onClick={onOpen}
      className="relative mt-2.5 flex h-12 w-full items-center gap-2.5 overflow-hidden rounded-card border border-line px-3.5 text-left enabled:hover:bg-hover"
    >
      <StageGlyph shape={stage.glyph} hue={stage.hue} size={16} />
      <b className="truncate">{stage.label}</b>
      {time && (
        <span className={cn('num ml-auto shrink-0 text-meta font-medium', TONE[time.tone])}>
          {stageTimeText(time, stage, words)}
        </span>
      )}
      {canMove && <Icon name="chevron-down" className={cn('text-fg-3', !time && 'ml-auto')} />}
      {time?.part != null && (
        <Filete
          part={time.part}
          tone={time.tone}
          className="absolute inset-x-0 bottom-0 rounded-none"
        />
      )}
    </button>
  )
}
