/** On a phone the columns are tabs: one stage at a time. */
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useLocale } from '../../i18n/locale-context'
import { formatCount } from '../../meta/format'
import { type PipelinePlan } from '../../meta/plan'
import { type KanbanColumn } from '../../meta/wire'
import { StageGlyph } from '../../ui/stage-glyph'

interface StageTabsProps {
  label: string
  pipeline: PipelinePlan
  columns: readonly KanbanColumn[]
  value: string
  panelId: string
  onChange: (stage: string) => void
}

export function StageTabs({ label, pipeline, columns, value, panelId, onChange }: StageTabsProps) {
  const { locale } = useLocale()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current
      ?.querySelector('[aria-selected=true]')
      ?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [value])
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = columns[columns.findIndex((column) => column.key === value) + step]
    if (step === 0 || !next) return
    event.preventDefault()
    onChange(next.key)
    list.current?.querySelector<HTMLElement>(`[data-stage="${CSS.escape(next.key)}"]`)?.focus()
  }
  return (
    <div
      ref={list}
      role="tablist"
      aria-label={label}
      onKeyDown={move}
      className="flex shrink-0 gap-1.5 overflow-x-auto border-b border-line px-4 py-2.5"
    >
      {columns.map((column) => {
        const stage = pipeline.stageByKey.get(column.key)
        if (!stage) return null
        return (
          <button
            key={column.key}
            type="button"
            role="tab"
            data-stage={column.key}
            aria-selected={column.key === value}
            aria-controls={panelId}
            tabIndex={column.key === value ? 0 : -1}
            onClick={() => onChange(column.key)}
            className="flex h-10 shrink-0 items-center gap-1.5 rounded-full border border-line px-3 font-medium whitespace-nowrap text-fg-2 aria-selected:border-transparent aria-selected:bg-accent-soft aria-selected:text-accent-text"
          >
            <StageGlyph shape={stage.glyph} hue={stage.hue} />
            {stage.label}
            <span className="num">{formatCount(column.count, locale)}</span>
          </button>
        )
      })}
    </div>
  )
}
