/** Several options of a closed list, kept by their keys in the order of the list. */
import { type FieldPlan } from '../../meta/plan'
import { defineField } from '../contract'
import { fold } from '../fold'
import { Cell } from './cell'
import { inOrder } from './in-order'

const place = (value: string[] | null, field: FieldPlan) =>
  value?.length ? field.options.findIndex((option) => option.key === value[0]) : Infinity

export const choices = defineField<string[]>({
  key: 'choices',
  version: 1,
  format: (value, field) =>
    (value ?? []).map((key) => field.optionByKey.get(key)?.label ?? key).join(', '),
  parse: (typed, field) => {
    const words = typed.split(/[,;\n]/).filter((word) => word.trim() !== '')
    const found = words.map((word) =>
      field.options.find(
        (option) => option.key === word.trim() || fold(option.label) === fold(word),
      ),
    )
    if (found.some((option) => option === undefined)) return { ok: false, code: 'unknown_option' }
    const keys = found.map((option) => option?.key ?? '')
    return { ok: true, value: keys.length === 0 ? null : inOrder(keys, field) }
  },
  compare: (a, b, field) => {
    const [left, right] = [place(a, field), place(b, field)]
    return left === right ? 0 : left < right ? -1 : 1
  },
  isEmpty: (value) => value === null || value === undefined || value.length === 0,
  validate: (value, field) =>
    (value ?? []).every((key) => field.optionByKey.has(key)) ? [] : ['unknown_option'],
  toWire: (value) => value ?? [],
  width: { min: 120, ideal: 180 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
