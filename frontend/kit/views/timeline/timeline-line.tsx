/** A line of the timeline: the head of a group, or a record in its columns. And what lies under and over all of them. */
import { type ReactNode } from 'react'
import { type EntityPlan, type FieldPlan, type ViewPlan } from '../../meta/plan'
import { cn } from '../../ui/cn'
import { type GroupLine } from '../group-lines'
import { GroupName, GroupTotals } from '../group-name'

export const TITLE_ONLY = 'md:grid-cols-[19rem_minmax(0,1fr)]'
export const WITH_FIGURE = 'md:grid-cols-[13.25rem_5.75rem_minmax(0,1fr)]'

/** Lies under or over the part of the rows that is the line. */
export function Backdrop({ over, children }: { over?: boolean; children: ReactNode }) {
  return (
    <div
      aria-hidden
      className={cn(
        'pointer-events-none absolute inset-y-0 right-0 left-76 overflow-hidden max-md:left-0',
        over ? 'z-1' : 'max-md:opacity-70',
      )}
    >
      {children}
    </div>
  )
}

interface TimelineLineProps {
  line: GroupLine
  start: number
  size: number
  entity: EntityPlan
  view: ViewPlan
  group: FieldPlan | null
  columns: string
  children: ReactNode
}

export function TimelineLine(props: TimelineLineProps) {
  const { line, start, size, entity, view, group, columns, children } = props
  const style = { height: size, transform: `translateY(${start}px)` }
  if (line.kind === 'head') {
    return (
      <div
        role="row"
        className="absolute inset-x-0 z-2 flex items-center border-b border-line bg-surface-2 px-4 text-meta"
        style={style}
      >
        <span role="gridcell" className="flex min-w-0 items-center gap-1.75">
          {group && <GroupName field={group} head={line} />}
          <GroupTotals entity={entity} view={view} info={line.info} />
        </span>
      </div>
    )
  }
  return (
    <div
      role="row"
      aria-rowindex={line.from + 2}
      className={cn(
        'absolute inset-x-0 border-b border-line max-md:flex max-md:flex-wrap max-md:content-center md:grid',
        columns,
      )}
      style={style}
    >
      {children}
    </div>
  )
}
