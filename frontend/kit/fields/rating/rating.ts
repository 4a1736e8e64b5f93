/** From one to a few stars. Pure. */
import { type FieldPlan } from '../../meta/plan'
import { type Parsed } from '../contract'
import { settingOf } from '../number-text'

export const scaleOf = (field: FieldPlan) => settingOf(field, 'max', 5)

/** "4", "4/5", "4 de 5" and "★★★★☆" are four stars. */
export function parseRating(text: string, max: number): Parsed<number> {
  const typed = text.trim()
  if (typed === '') return { ok: true, value: null }
  const stars = /^★+☆*$/.test(typed) ? typed.replace(/☆/g, '').length : null
  const found = /^(\d{1,2})(?:\s*(?:\/|de|of)\s*(\d{1,2}))?$/i.exec(typed)
  const value = stars ?? Number(found?.[1] ?? Number.NaN)
  const ofOther = found?.[2] !== undefined && Number(found[2]) !== max
  return value >= 1 && value <= max && !ofOther
    ? { ok: true, value }
    : { ok: false, code: 'rating' }
}
