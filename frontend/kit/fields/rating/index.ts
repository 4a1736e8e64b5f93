/** A mark from one to a few stars. */
import { defineField } from '../contract'
import { orderNumbers } from '../number-text'
import { plainFault, plainWords } from '../plain-messages'
import { Cell } from './cell'
import { parseRating, scaleOf } from './rating'

export const rating = defineField<number>({
  key: 'rating',
  version: 1,
  format: (value, field, context) =>
    value === null ? '' : plainWords(context).stars(value, scaleOf(field)),
  parse: (typed, field) => parseRating(typed, scaleOf(field)),
  compare: orderNumbers,
  isEmpty: (value) => value === null || value === undefined,
  validate: (value, field) =>
    value === null || (value >= 1 && value <= scaleOf(field)) ? [] : ['rating'],
  faultText: plainFault,
  toWire: (value) => value,
  width: { min: 100, ideal: 104 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
