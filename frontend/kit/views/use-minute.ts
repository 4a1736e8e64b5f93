/** Now, to the minute: what stands for it is drawn again once a minute, not with every change. */
import { useEffect, useMemo, useState } from 'react'
import { useLocale } from '../i18n/locale-context'

const MINUTE = 60_000

export function useMinute(): Date {
  const { now } = useLocale()
  const [minute, setMinute] = useState(() => Math.floor(now().getTime() / MINUTE))
  useEffect(() => {
    const timer = setInterval(() => setMinute(Math.floor(now().getTime() / MINUTE)), MINUTE / 4)
    return () => clearInterval(timer)
  }, [now])
  return useMemo(() => new Date(minute * MINUTE), [minute])
}
