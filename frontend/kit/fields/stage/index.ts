/** A stage of a pipeline, kept by its key. Records change stage by moving, so screens offer moves, not this editor. */
import { defineField } from '../contract'
import { Cell } from './cell'

export const stage = defineField<string>({
  key: 'stage',
  version: 1,
  format: (value, field) =>
    value === null ? '' : (field.pipeline?.stageByKey.get(value)?.label ?? value),
  parse: (typed, field) => {
    if (typed.trim() === '') return { ok: true, value: null }
    const found = field.pipeline?.stages.find(
      (one) => one.key === typed.trim() || one.label === typed.trim(),
    )
    return found ? { ok: true, value: found.key } : { ok: false, code: 'unknown_option' }
  },
  compare: (a, b, field) => {
    const place = (key: string | null) =>
      key === null ? 1e6 : (field.pipeline?.stageByKey.get(key)?.index ?? 1e6)
    return place(a) - place(b)
  },
  isEmpty: (value) => value === null || value === undefined || value === '',
  validate: (value, field) =>
    value === null || field.pipeline?.stageByKey.has(value) ? [] : ['unknown_option'],
  toWire: (value) => value,
  width: { min: 110, ideal: 140 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
