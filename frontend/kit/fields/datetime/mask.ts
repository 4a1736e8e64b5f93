/** Slashes, colon and zeros put in while a moment is typed; words and pasted text are left alone. Pure. */
import { fillDay, isFree, undone } from '../date/mask'

export function maskMoment(text: string): string {
  const bare = undone(text)
  if (isFree(bare)) return bare
  const opened = bare.trimStart().replace(/^(\d{1,2})\s+(?=\d)/, '$1/')
  const [, day = '', gap = '', clock = ''] = /^([\d/.]*)([\s,]*)(.*)$/.exec(opened) ?? []
  const { shown, rest } = fillDay(day)
  if (rest !== '') return `${shown} ${maskClock(rest + clock)}`
  if (gap === '') return shown + clock
  const hasYear = /\/\d+$/.test(shown) && shown.split('/').length === 3
  const last = shown.replace(/\/(\d)$/, '/0$1').replace(/\/$/, '')
  // After a day and a month four digits may still be the year.
  return hasYear ? `${shown} ${maskClock(clock)}` : `${last} ${clock.replace(/^(\d):/, '0$1:')}`
}

function maskClock(text: string): string {
  if (!/^\d{3,4}$/.test(text)) return text.replace(/^(\d)[:.]/, '0$1:')
  const hours = Number(text.slice(0, 2)) > 23 && text.length === 3 ? 1 : 2
  return `${text.slice(0, hours)}:${text.slice(hours)}`
}
