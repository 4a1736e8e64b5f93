/** Activity under its headings: what is to come, today, then months, all in the clinic's zone. Pure. */
import { type ActivityEntry } from '../../client/activity'
import { type DateContext, dayOf } from '../../meta/format'

export interface ActivityGroup {
  /** `upcoming`, `today` or yyyy-mm. */
  key: string
  label: string
  entries: ActivityEntry[]
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export function groupsOf(
  entries: readonly ActivityEntry[],
  context: DateContext,
  words: { upcoming: string; today: string },
): ActivityGroup[] {
  const today = dayOf(context.now(), context.timeZone)
  const month = new Intl.DateTimeFormat(context.locale, {
    timeZone: context.timeZone,
    month: 'long',
    year: 'numeric',
  })
  const groups: ActivityGroup[] = []
  for (const entry of entries) {
    const moment = new Date(entry.at)
    const day = dayOf(moment, context.timeZone)
    const key = day > today ? 'upcoming' : day === today ? 'today' : day.slice(0, 7)
    if (groups.at(-1)?.key !== key) {
      const label =
        key === 'upcoming'
          ? words.upcoming
          : key === 'today'
            ? words.today
            : capital(month.format(moment))
      groups.push({ key, label, entries: [] })
    }
    groups.at(-1)?.entries.push(entry)
  }
  return groups
}
