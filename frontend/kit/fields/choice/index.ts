/** One option of a closed list, kept by its key. */
import { defineField } from '../contract'
import { Cell } from './cell'

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase()

export const choice = defineField<string>({
  key: 'choice',
  version: 1,
  format: (value, field) => (value === null ? '' : (field.optionByKey.get(value)?.label ?? value)),
  parse: (typed, field) => {
    if (typed.trim() === '') return { ok: true, value: null }
    const wanted = fold(typed)
    const found = field.options.find(
      (option) => option.key === typed.trim() || fold(option.label) === wanted,
    )
    return found ? { ok: true, value: found.key } : { ok: false, code: 'unknown_option' }
  },
  compare: (a, b, field) => {
    const place = (key: string | null) => {
      const index = field.options.findIndex((option) => option.key === key)
      return index < 0 ? field.options.length : index
    }
    return place(a) - place(b)
  },
  isEmpty: (value) => value === null || value === undefined || value === '',
  validate: (value, field) =>
    value === null || field.optionByKey.has(value) ? [] : ['unknown_option'],
  toWire: (value) => value,
  width: { min: 110, ideal: 150 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
