/** Times are the clinic's: said where a time is typed on a device that keeps another. Pure but for the device's own zone. */
import { type FieldContext } from './contract'

const offsetOf = (timeZone: string, moment: Date): string =>
  new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(moment)
    .find((part) => part.type === 'timeZoneName')?.value ?? ''

/** The name of the clinic's zone when the device's clock shows another time now; null when they agree. */
export function otherZone(
  context: FieldContext,
  device = Intl.DateTimeFormat().resolvedOptions().timeZone,
): string | null {
  const now = context.now()
  if (!device || offsetOf(context.timeZone, now) === offsetOf(device, now)) return null
  return (
    new Intl.DateTimeFormat(context.locale, {
      timeZone: context.timeZone,
      timeZoneName: 'longGeneric',
    })
      .formatToParts(now)
      .find((part) => part.type === 'timeZoneName')?.value ?? context.timeZone
  )
}
