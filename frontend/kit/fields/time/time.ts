/** An hour of the day without day or zone: "14:30" on the wire and in front of people, with seconds when there are some. Pure. */
import { type Parsed } from '../contract'

const CLOCK = /^(\d{1,2})(?:[:h.](?:(\d{1,2})(?:[:m.](\d{1,2}))?)?)?\s*(?:h|hs|min|m|s)?$/
const TWELVE = /^(.*?)\s*([ap])\.?\s?m\.?$/

/** "14:30", "14h30", "14h", "1430", "9" and "2:30 pm" are what they say. */
export function parseTime(text: string): Parsed<string> {
  const typed = text.trim().toLowerCase()
  if (typed === '') return { ok: true, value: null }
  const half = TWELVE.exec(typed)
  const bare = (half?.[1] ?? typed).replace(/^(\d{1,2})(\d{2})$/, '$1:$2')
  const found = CLOCK.exec(bare)
  if (!found) return { ok: false, code: 'time' }
  const [, hourText = '', minuteText = '00', secondText = '00'] = found
  if (minuteText.length === 1 || secondText.length === 1)
    return { ok: false, code: 'time.incomplete' }
  const hour = half ? toDay(Number(hourText), half[2] === 'p') : Number(hourText)
  if (hour < 0 || hour > 23 || Number(minuteText) > 59 || Number(secondText) > 59)
    return { ok: false, code: 'time' }
  const seconds = secondText === '00' ? '' : `:${secondText}`
  return { ok: true, value: `${String(hour).padStart(2, '0')}:${minuteText}${seconds}` }
}

const toDay = (hour: number, isAfternoon: boolean) =>
  hour < 1 || hour > 12 ? -1 : (hour % 12) + (isAfternoon ? 12 : 0)

/** Digits become hours and minutes: 1430 is 14:30, 930 is 9:30. A sign the person wrote stands where it was written. */
export function maskTime(text: string): string {
  if (/^(?:[01]\d|2[0-3])\d{1,4}$/.test(text))
    return [text.slice(0, 2), text.slice(2, 4), text.slice(4)].filter(Boolean).join(':')
  if (/^\d{3}$/.test(text)) return `${text.slice(0, 1)}:${text.slice(1)}`
  return text.replace(/^((?:[01]\d|2[0-3]):\d\d)(\d{1,2})$/, '$1:$2')
}
