/** Moving a record to another stage, the same way from every screen: judge, ask for what is missing, apply at once, undo. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { moveRecord, type Saved, updateRecord, type Values } from '../client/data'
import { isProblem } from '../client/problem'
import { titleText } from '../fields/reference'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type EntityPlan, type PipelinePlan, type StagePlan } from '../meta/plan'
import { type ProblemItem, type Row } from '../meta/wire'
import { toast } from '../ui/toaster'
import { announce } from '../ui/visually-hidden'
import { type BoardPlace } from './board-cache'
import { moveVerdict } from './move-verdict'
import { acceptRow, patchRecord } from './record-cache'
import { recordMessages } from './record-messages'
import { useUndo } from './use-undo'

/** An open gate: which record wants to go where, and what the server said if it already refused. */
export interface Gate {
  row: Row
  to: StagePlan
  problems: ProblemItem[]
}

export interface Mover {
  gate: Gate | null
  /** Judges and moves, or opens the gate. */
  start: (row: Row, to: string) => void
  /** From the gate form. Throws the problem when the form must show it. */
  submit: (fields: Values) => Promise<void>
  closeGate: () => void
}

export interface MoverOptions {
  /** Order of cards in a column, for boards. */
  order?: BoardPlace['compare']
  /** The move shows on the screen, before the server has answered. */
  onApplied?: (id: string) => void
}

export function useMover(
  entity: EntityPlan,
  pipeline: PipelinePlan,
  { order, onApplied }: MoverOptions = {},
): Mover {
  const client = useQueryClient()
  const words = useMessages(recordMessages)
  const context = useLocale()
  const undo = useUndo()
  const [gate, setGate] = useState<Gate | null>(null)
  const stageOf = (key: unknown) => pipeline.stageByKey.get(String(key ?? ''))

  const patchOf = (to: StagePlan, since: unknown): Partial<Row> => {
    const value = to.key === '' ? null : to.key
    return pipeline.isChoice
      ? { [pipeline.field]: value }
      : { [pipeline.field]: value, [`${pipeline.field}_since`]: since }
  }

  async function send(row: Row, to: StagePlan, fields?: Values): Promise<void> {
    const { field } = pipeline
    const patch = patchOf(to, context.now().toISOString())
    const started = [field, ...Object.keys(fields ?? {})].filter((name) => name in row)
    const base = Object.fromEntries(started.map((name) => [name, row[name] ?? null]))
    const place = { field, to: to.key, compare: order }
    const rollback = await patchRecord(client, entity.name, row.id, patch, place)
    onApplied?.(row.id)
    try {
      const move = { stage: to.key, pipeline: pipeline.name, fields }
      const value = patch[field] as string | null
      const saved = pipeline.isChoice
        ? await updateRecord(entity.name, row.id, row.version, { [field]: value }, base)
        : await moveRecord(entity.name, row.id, move, row.version, base)
      acceptRow(client, entity.name, saved.row)
      tell(row, saved, to)
    } catch (error) {
      rollback()
      throw error
    }
  }

  function tell(before: Row, { row, changeSet }: Saved, to: StagePlan): void {
    const from = stageOf(before[pipeline.field])
    const said = titleText(row[entity.title] ?? before[entity.title], context)
    const title = said === '' ? entity.label : said
    const text = words.moved(title, to.label)
    announce(text)
    toast({
      text,
      tone: 'ok',
      undo: changeSet === null ? undefined : () => void back(before, changeSet, title, from),
      changeSet: changeSet ?? undefined,
    })
  }

  /** Shows the way back at once; what the server refuses stays where it is, and is said. */
  async function back(
    before: Row,
    changeSet: string,
    title: string,
    from: StagePlan | undefined,
  ): Promise<void> {
    if (!from) return void undo(changeSet)
    const patch = patchOf(from, before[`${pipeline.field}_since`])
    const place = { field: pipeline.field, to: from.key, compare: order }
    const rollback = await patchRecord(client, entity.name, before.id, patch, place)
    onApplied?.(before.id)
    if (!(await undo(changeSet, words.movedBack(title, from.label)))) rollback()
  }

  function failed(error: unknown, row: Row, to: StagePlan): void {
    const problem = isProblem(error) ? error : null
    if (problem?.isGate) {
      setGate({ row, to, problems: problem.errors })
      return
    }
    const reason = problem?.isConflict
      ? words.changedMeanwhile
      : problem?.detail || problem?.errors[0]?.message || words.moveFailed(to.label)
    toast({
      text: reason,
      tone: 'bad',
      action: problem?.isTemporary ? { label: words.retry, run: () => go(row, to) } : undefined,
    })
  }

  const go = (row: Row, to: StagePlan) =>
    void send(row, to).catch((error: unknown) => failed(error, row, to))

  return {
    gate,
    start: (row, key) => {
      const to = stageOf(key)
      const verdict = moveVerdict(entity, pipeline, row, key)
      if (!to || verdict.kind === 'same') return
      if (verdict.kind === 'missing') setGate({ row, to, problems: [] })
      else if (verdict.kind === 'free') go(row, to)
      else {
        const from = stageOf(row[pipeline.field])?.label ?? ''
        const where = verdict.reachable.map((stage) => stage.label).join(', ')
        toast({
          text: `${words.moveRefused(from, to.label)}. ${where ? words.moveInstead(where) : words.moveNowhere}`,
          tone: 'plain',
          duration: 8000,
        })
      }
    },
    submit: async (fields) => {
      if (!gate) return
      await send(gate.row, gate.to, fields)
      setGate(null)
    },
    closeGate: () => setGate(null),
  }
}
